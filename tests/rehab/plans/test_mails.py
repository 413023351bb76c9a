from datetime import timedelta

import pytest

from accounts.models import Consent
from accounts.services import give_consent, take_back
from rehab.models import Plan, PlanChange, Reminder
from rehab.plans import heed_stopped, heed_withdrawal, stop_mails
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


def test_what_a_lost_signal_left_owed_is_found_later() -> None:
    going, stopped = a_plan(), a_plan()
    for plan in (going, stopped):
        a_reminder(plan=plan, due_at=NOON + timedelta(days=1))
    take_back(person=stopped.person, kind=MAILS, at=NOON)

    assert heed_stopped(at=LATER) == 1
    assert heed_stopped(at=LATER) == 0
    assert [len(changes(plan)) for plan in (going, stopped)] == [0, 1]
