from datetime import timedelta

import pytest

from accounts.models import Consent
from accounts.services import give_consent, take_back
from rehab.models import Plan, PlanChange, Reminder
from rehab.plans import (
    heed_stopped,
    heed_withdrawal,
    stop_mails,
    trust_address,
    wait_for_steps_in_flight,
)
from tests.factories import (
    NOON,
    a_follow_up,
    a_plan,
    a_question,
    a_reminder,
    a_runner,
)
from tests.rehab.steps import LATER, changes

pytestmark = pytest.mark.django_db

MAILS = Consent.Kind.MAILS
FIVE = timedelta(seconds=5)


def test_who_stops_mails_is_owed_none() -> None:
    plan = a_plan()
    a_reminder(plan=plan)

    withdrawn = stop_mails(person=plan.person, at=LATER)

    assert withdrawn == 1
    assert Reminder.objects.get().reason == "The runner stopped mails."
    assert not plan.person.consents.in_force(MAILS).exists()
    assert changes(plan) == [("MAILS", "The runner stopped mails.", plan.person)]
    assert Plan.objects.get().paused_at is None


def test_who_stops_mails_stops_each_kind_from_whichever_it_came() -> None:
    plan = a_plan()
    a_reminder(plan=plan)
    a_question(follow_up=a_follow_up(person=plan.person))

    withdrawn = stop_mails(person=plan.person, at=LATER)

    assert withdrawn == 2
    assert not plan.person.consents.filter(withdrawn_at=None, kind="SEEN").exists()
    assert {*Reminder.objects.values_list("state", "reason")} == {
        (Reminder.State.WITHDRAWN, "The runner stopped mails.")
    }


def test_to_stop_mails_twice_is_noted_once() -> None:
    plan = a_plan()
    stop_mails(person=plan.person, at=NOON)

    assert stop_mails(person=plan.person, at=LATER) == 0
    assert PlanChange.objects.count() == 1


def test_who_takes_the_consent_back_is_owed_none_whatever_stops_them_next() -> None:
    plan = a_plan()
    a_reminder(plan=plan)
    take_back(person=plan.person, kind=MAILS, at=NOON)

    withdrawn = stop_mails(person=plan.person, at=LATER)

    assert (withdrawn, heed_withdrawal(person_id=plan.person_id, at=LATER)) == (1, 0)
    assert changes(plan) == [("MAILS", "The runner stopped mails.", plan.person)]


def test_who_agreed_again_keeps_their_mails() -> None:
    plan = a_plan()
    reminder = a_reminder(plan=plan)
    take_back(person=plan.person, kind=MAILS, at=NOON)
    give_consent(kind=MAILS, wording="Write again.", at=LATER, person=plan.person)

    assert heed_withdrawal(person_id=plan.person_id, at=LATER) == 0

    reminder.refresh_from_db()
    assert reminder.state == Reminder.State.DUE


def test_without_a_plan_there_is_nothing_to_note() -> None:
    runner = a_runner()
    give_consent(kind=MAILS, wording="Write to me.", at=NOON, person=runner)

    assert stop_mails(person=runner, at=LATER) == 0
    assert not runner.consents.in_force(MAILS).exists()


def test_whose_mail_nobody_is_sending_waits_for_nothing() -> None:
    put_off = a_reminder(put_off=True, lease_until=LATER)
    a_reminder(lease_until=LATER)  # somebody else's

    quiet = wait_for_steps_in_flight(
        person=put_off.person, clock=lambda: NOON, sleep=_never, patience=FIVE
    )

    assert quiet


def test_whoever_waits_for_a_mail_is_told_after_five_seconds_that_it_may_come() -> None:
    reminder, naps = a_reminder(lease_until=LATER), list[float]()

    quiet = wait_for_steps_in_flight(
        person=reminder.person,
        clock=lambda: NOON + timedelta(seconds=sum(naps)),
        sleep=naps.append,
        patience=FIVE,
    )

    assert not quiet
    assert sum(naps) == pytest.approx(5, abs=0.11)


def test_a_worker_that_lets_go_ends_the_wait() -> None:
    reminder = a_reminder(lease_until=NOON + timedelta(seconds=1))
    naps = list[float]()

    quiet = wait_for_steps_in_flight(
        person=reminder.person,
        clock=lambda: NOON + timedelta(seconds=sum(naps)),
        sleep=naps.append,
        patience=FIVE,
    )

    assert quiet
    assert sum(naps) == pytest.approx(1)


def _never(_seconds: float) -> None:
    pytest.fail("there is nothing to wait for")


def test_an_address_that_its_owner_trusts_gets_mails_again() -> None:
    runner = a_runner(mail_refused_at=NOON)

    for _ in range(2):
        assert trust_address(person=runner, at=LATER).mail_refused_at is None

    runner.refresh_from_db()
    assert runner.mail_refused_at is None


def test_a_refusal_after_the_owner_looked_stands() -> None:
    runner = a_runner(mail_refused_at=LATER)

    assert trust_address(person=runner, at=NOON).mail_refused_at == LATER


def test_what_a_lost_signal_left_owed_is_found_later() -> None:
    going, stopped = a_plan(), a_plan()
    for plan in (going, stopped):
        a_reminder(plan=plan, due_at=NOON + timedelta(days=1))
    take_back(person=stopped.person, kind=MAILS, at=NOON)

    assert heed_stopped(at=LATER) == 1
    assert heed_stopped(at=LATER) == 0
    assert [len(changes(plan)) for plan in (going, stopped)] == [0, 1]
