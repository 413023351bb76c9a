from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage, get_connection
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Consent
from rehab.models import Plan, Reminder
from rehab.reminders.sending.claims import STEP
from rehab.reminders.sending.dispatch import BATCH, send_batch
from rehab.reminders.sending.outcomes import wait_before
from tests.factories import NOON, a_plan, a_question, a_reminder, a_runner
from tests.rehab.reminders.draining import (
    claimed,
    drain_at,
    many_reminders,
    outcome,
    step_at,
    unhurried,
)

pytestmark = pytest.mark.django_db

State = Reminder.State
MINUTE = timedelta(minutes=1)


def test_a_due_reminder_goes_to_its_person_once(mailoutbox: list[EmailMessage]) -> None:
    reminder = a_reminder()

    for _ in range(2):
        drain_at(NOON)

    assert outcome(reminder) == (State.SENT, "", 1)
    assert (reminder.settled_at, reminder.lease_until) == (NOON, None)
    assert [mail.to for mail in mailoutbox] == [[reminder.person.email]]


def test_the_role_of_production_may_do_what_a_drain_does(
    as_application: None, mailoutbox: list[EmailMessage]
) -> None:
    unwanted, wanted = a_reminder(plan=a_plan(mails=False)), a_reminder()

    drain_at(NOON)

    assert outcome(unwanted)[0] == State.WITHDRAWN
    assert outcome(wanted)[0] == State.SENT


def test_a_reminder_is_not_sent_early(mailoutbox: list[EmailMessage]) -> None:
    reminder = a_reminder(due_at=NOON + timedelta(seconds=1))

    drain_at(NOON)

    assert outcome(reminder) == (State.DUE, "", 0)
    assert mailoutbox == []


def test_a_reminder_is_sent_late_but_not_too_late(
    mailoutbox: list[EmailMessage],
) -> None:
    morning = NOON - timedelta(hours=3)
    late = a_reminder(due_at=morning, useful_until=NOON + timedelta(seconds=1))
    too_late = a_reminder(due_at=morning, useful_until=NOON)

    drain_at(NOON)

    assert outcome(late) == (State.SENT, "", 1)
    assert outcome(too_late) == (State.MISSED, "Not sent in time.", 0)
    assert len(mailoutbox) == 1


def test_what_runs_out_between_claim_and_mail_is_missed(
    mailoutbox: list[EmailMessage],
) -> None:
    soon_over = a_reminder(useful_until=NOON + timedelta(seconds=5))
    other = a_reminder()
    batch = claimed(NOON)

    step_at(batch, NOON + timedelta(seconds=5))

    assert outcome(soon_over) == (State.MISSED, "Not sent in time.", 1)
    assert outcome(other) == (State.SENT, "", 1)
    assert [mail.to for mail in mailoutbox] == [[other.person.email]]


@pytest.mark.parametrize(
    ("kind", "care", "question"),
    [
        (Consent.Kind.MAILS, State.WITHDRAWN, State.SENT),
        (Consent.Kind.SEEN, State.SENT, State.WITHDRAWN),
    ],
)
def test_each_kind_of_mail_rests_on_its_own_consent(
    kind: str, care: str, question: str, mailoutbox: list[EmailMessage]
) -> None:
    asks, cares = a_question(), a_reminder()
    Consent.objects.filter(kind=kind).update(withdrawn_at=NOON)

    drain_at(NOON)

    assert (outcome(cares)[0], outcome(asks)[0]) == (care, question)
    assert len(mailoutbox) == 1


def close_account(plan: Plan) -> None:
    plan.person.is_active = False
    plan.person.save()


def take_back_consent(plan: Plan) -> None:
    plan.person.consents.update(withdrawn_at=NOON)


def pause(plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(paused_at=NOON)


def finish(plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(finished_at=NOON)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (close_account, "The account is closed."),
        (take_back_consent, "The runner stopped mails."),
        (pause, "The plan is paused."),
        (finish, "The plan is finished."),
    ],
)
def test_what_nobody_wants_any_more_is_withdrawn_even_after_the_claim(
    change: Callable[[Plan], None], reason: str, mailoutbox: list[EmailMessage]
) -> None:
    unwanted, wanted = a_reminder(), a_reminder()
    batch = claimed(NOON)

    change(unwanted.of_plan)
    step_at(batch, NOON)

    assert outcome(unwanted) == (State.WITHDRAWN, reason, 1)
    assert outcome(wanted) == (State.SENT, "", 1)
    assert [mail.to for mail in mailoutbox] == [[wanted.person.email]]


def test_a_consent_to_something_else_is_none_to_mails(
    mailoutbox: list[EmailMessage],
) -> None:
    plan = a_plan(mails=False)
    Consent.objects.create(
        kind=Consent.Kind.CLINIC, wording="Show it.", given_at=NOON, person=plan.person
    )
    a_plan()  # and somebody else's consent is not theirs
    reminder = a_reminder(plan=plan)

    drain_at(NOON)

    assert outcome(reminder) == (State.WITHDRAWN, "The runner stopped mails.", 1)
    assert mailoutbox == []


def test_what_was_settled_after_the_claim_stays_settled(
    mailoutbox: list[EmailMessage],
) -> None:
    reminder = a_reminder()
    batch = claimed(NOON)

    Reminder.objects.all().settle(State.WITHDRAWN, at=NOON, reason="The plan is paused.")
    step_at(batch, NOON)

    assert outcome(reminder) == (State.WITHDRAWN, "The plan is paused.", 1)
    assert mailoutbox == []


def test_a_mail_goes_to_the_address_of_the_moment(mailoutbox: list[EmailMessage]) -> None:
    reminder = a_reminder()
    batch = claimed(NOON)

    reminder.person.email = "new@example.org"
    reminder.person.save()
    step_at(batch, NOON)

    assert [mail.to for mail in mailoutbox] == [["new@example.org"]]


def test_the_most_overdue_go_first(mailoutbox: list[EmailMessage]) -> None:
    later, sooner = a_reminder(due_at=NOON), a_reminder(due_at=NOON - MINUTE)

    drain_at(NOON)

    assert [mail.to for mail in mailoutbox] == [[sooner.person.email], [later.person.email]]


def test_a_mail_that_cannot_be_built_leaves_the_others_alone(
    mailoutbox: list[EmailMessage], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    poison = a_reminder(
        plan=a_plan(person=a_runner(email="jo@example.org\nbcc: kim@example.org"))
    )
    good, put_off = a_reminder(), "to=PUT_OFF attempt=1 lag=0"

    drain_at(NOON)

    assert outcome(poison) == (State.DUE, "", 1)
    assert (poison.lease_until, poison.put_off) == (NOON + wait_before(poison), True)
    assert outcome(good) == (State.SENT, "", 1)
    claimed_first, *told = caplog.messages
    lines = [line.partition(" from=CLAIMED ") for line in told]
    assert claimed_first == "claimed=2 in_doubt=0"
    assert [(whose, what) for whose, _, what in lines] == [
        (f"reminder={poison.pk} kind=CARE", f"{put_off} why=BadHeaderError"),
        (f"reminder={good.pk} kind=CARE", "to=SENT attempt=1 lag=0"),
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("count", [1, STEP, STEP + 1, BATCH])
def test_a_batch_costs_two_statements_and_two_more_a_step(
    count: int, mailoutbox: list[EmailMessage]
) -> None:
    many_reminders(count)

    with CaptureQueriesContext(connection) as queries:
        send_batch(get_connection(), clock=lambda: NOON, pace=unhurried(NOON))

    statements = [q["sql"] for q in queries if q["sql"] not in {"BEGIN", "COMMIT"}]
    assert len(statements) == 2 + 2 * -(-count // STEP)
    assert len(mailoutbox) == count
