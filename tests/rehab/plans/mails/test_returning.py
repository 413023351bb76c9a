from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from accounts.privacy import ask_to_be_erased, erase, take_back_erasure
from rehab.models import Message, PlanChange, Reminder
from rehab.models.reminder import LEAVING, REFUSED
from rehab.plans import owe_missed, trust_address
from rehab.plans.mails.returning import write_again
from rehab.reminders.owing.at_once import owe_message, owe_visit
from rehab.reminders.owing.wanted import is_reached
from tests.factories import NOON, a_clearance, a_plan, a_question, a_reminder, a_user
from tests.factories.everything import an_erasure
from tests.rehab.reminders.draining import claimed, drain_at, outcome, step_at
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

State = Reminder.State
SOON = NOON + timedelta(seconds=1)
DAY = timedelta(days=1)
MORNING = NOON.replace(hour=8)


def asked(person: User, at: datetime = NOON) -> None:
    ask_to_be_erased(person=person, at=at)


@pytest.mark.parametrize("kind", ["CARE", "WELCOME", "SEEN"])
def test_no_mail_goes_to_whoever_asked_to_be_forgotten(
    mailoutbox: list[EmailMessage], kind: str
) -> None:
    reminder = a_question() if kind == "SEEN" else a_reminder(kind=kind)
    asked(reminder.person)

    drain_at(SOON)

    assert outcome(reminder)[:2] == (State.WITHDRAWN, LEAVING)
    assert mailoutbox == []


def test_what_a_worker_had_in_hands_when_they_asked_does_not_go(
    mailoutbox: list[EmailMessage],
) -> None:
    reminder = a_reminder()
    batch = claimed(NOON)

    asked(reminder.person)
    step_at(batch, SOON)

    assert outcome(reminder)[:2] == (State.WITHDRAWN, LEAVING)
    assert mailoutbox == []


@pytest.mark.usefixtures("as_application")
def test_what_a_worker_had_in_hands_when_they_were_forgotten_does_not_go(
    mailoutbox: list[EmailMessage],
) -> None:
    person = a_reminder().person
    an_erasure(person=person)
    batch = claimed(NOON)

    erase(person=person, at=timezone.now())
    step_at(batch, SOON)
    drain_at(SOON)

    assert mailoutbox == []
    assert Reminder.objects.count() == 0


def test_no_mail_is_owed_to_whoever_is_leaving() -> None:
    plan = a_plan()
    before = is_reached(plan)

    asked(plan.person)

    assert (before, is_reached(plan)) == (True, False)


def test_what_a_plan_has_to_come_is_owed_again_once_they_stay(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    plan = a_plan(opened_at=NOON)
    erasure = ask_to_be_erased(person=plan.person, at=NOON)

    with django_capture_on_commit_callbacks(execute=True):
        take_back_erasure(erasure=erasure, at=SOON)

    owed = Reminder.objects.filter(person=plan.person, state=State.DUE)
    assert {mail.kind for mail in owed} == {"CARE", "WELCOME"}


def test_a_call_for_a_visit_that_was_not_sent_is_owed_again() -> None:
    plan = a_plan(finished_at=NOON)
    PlanChange.objects.create(
        plan=plan,
        at=NOON,
        what="VISIT",
        subject="no-better",
        why="No better.",
        level=Level.WITHIN_A_WEEK,
    )
    call = a_reminder(plan=plan, kind="VISIT", slot=4, about="no-better")
    erasure = ask_to_be_erased(person=plan.person, at=NOON)
    drain_at(SOON)
    take_back_erasure(erasure=erasure, at=SOON)

    write_again(person_id=plan.person_id, at=SOON)
    write_again(person_id=plan.person_id, at=SOON)

    [again] = Reminder.objects.filter(kind="VISIT", state=State.DUE)
    assert outcome(call)[:2] == (State.WITHDRAWN, LEAVING)
    assert (again.about, again.person) == ("no-better", plan.person)


def lost(kind: str, **given: Any) -> Reminder:
    """Return a call for a visit, or a message, that was due at noon and ended as given."""
    plan = a_plan(finished_at=NOON)
    if kind == "VISIT":
        level = Level.WITHIN_A_WEEK
        plan.changes.create(
            what="VISIT", subject="worse", why="Look.", level=level, at=NOON
        )
        mail = owe_visit(plan=plan, rule="worse", at=NOON)
        assert mail is not None
    else:
        note = {"person": plan.person, "by": a_user(), "text": "Hi.", "at": NOON}
        mail = owe_message(message=Message.objects.create(**note), at=NOON)
    User.objects.filter(pk=plan.person_id).update(mail_refused_at=NOON)
    Reminder.objects.filter(pk=mail.pk).update(settled_at=NOON, **given)
    return mail


def trusted(mail: Reminder, at: datetime = SOON) -> list[datetime]:
    """Trust the address twice; return when what is owed by then comes."""
    for _ in range(2):
        trust_address(person=mail.person, at=at)
        owe_missed(at=at)
    due = Reminder.objects.filter(person=mail.person, state=State.DUE)
    return [each.due_at for each in due]


BOTH = pytest.mark.parametrize("kind", ["VISIT", "MESSAGE"])


@BOTH
@pytest.mark.parametrize(
    ("given", "due"),
    [
        ({"state": "WITHDRAWN", "reason": REFUSED}, [SOON]),
        ({"state": "WITHDRAWN", "reason": REFUSED, "unsure": True}, [MORNING + DAY]),
        ({"state": "PARKED", "reason": "Refused.", "attempts": 5}, [SOON]),
        ({"state": "PARKED", "reason": "It may have gone.", "unsure": True}, []),
        ({"state": "MISSED", "reason": "Not sent in time."}, [MORNING + DAY]),
    ],
    ids=str,
)
def test_what_a_refused_address_kept_back_comes_once_it_is_trusted(
    kind: str, given: dict[str, Any], due: list[datetime]
) -> None:
    mail = lost(kind, **given)

    assert trusted(mail) == due


@BOTH
def test_what_was_missed_long_ago_while_an_address_was_refused_comes_too(
    kind: str,
) -> None:
    mail = lost(kind, state="MISSED", reason="Not sent in time.")

    assert trusted(mail, NOON + 30 * DAY) == [NOON + 30 * DAY]


@BOTH
def test_the_mail_that_the_address_refused_goes_after_all(
    mailoutbox: list[EmailMessage], kind: str
) -> None:
    mail = lost(kind, state="PARKED", reason="Refused.", attempts=5, deferred=2)
    trusted(mail)

    drain_at(SOON)

    assert [mail.to for mail in mailoutbox] == [[mail.person.email]]
    assert outcome(Reminder.objects.latest("pk")) == (State.SENT, "", 1)


def test_a_call_that_somebody_has_looked_at_is_owed_no_more() -> None:
    mail = lost("VISIT", state="WITHDRAWN", reason=REFUSED)
    a_clearance(person=mail.person, at=SOON)

    assert trusted(mail) == []


def test_a_message_to_who_stopped_mails_is_owed_no_more() -> None:
    mail = lost("MESSAGE", state="WITHDRAWN", reason=REFUSED)
    mail.person.consents.update(withdrawn_at=SOON)

    assert trusted(mail) == []


def test_a_message_that_was_not_sent_while_somebody_was_leaving_is_owed_again() -> None:
    mail = lost("MESSAGE", state="WITHDRAWN", reason=LEAVING)
    User.objects.update(mail_refused_at=None)

    for _ in range(2):
        write_again(person_id=mail.person_id, at=SOON)

    mail.refresh_from_db()
    assert (mail.state, mail.due_at, Reminder.objects.count()) == (State.DUE, SOON, 1)
