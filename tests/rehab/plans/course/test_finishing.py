from datetime import timedelta

import pytest

from rehab.models import Plan, Reminder
from rehab.plans import finish_plan
from tests.factories import NOON, a_plan, a_reminder, an_assessment
from tests.rehab.steps import LATER, changes, opened

pytestmark = pytest.mark.django_db


def test_a_finished_plan_owes_no_mails_and_says_who_finished_it_and_why() -> None:
    plan = a_plan(paused_at=NOON)
    reminder = a_reminder(plan=plan)

    finished = finish_plan(plan=plan, at=LATER, by=plan.person)

    reminder.refresh_from_db()
    assert (finished, finished.finished_at) == (plan, LATER)
    assert (reminder.state, reminder.reason) == ("WITHDRAWN", "The plan is finished.")
    assert changes(plan) == [("FINISHED", "The runner finished it.", plan.person)]


def test_to_finish_twice_is_noted_once() -> None:
    plan = a_plan()

    for at in (NOON, LATER):
        finish_plan(plan=plan, at=at)

    assert Plan.objects.get().finished_at == NOON
    assert len(changes(plan)) == 1


def test_a_clock_that_went_back_finishes_it_all_the_same() -> None:
    plan = a_plan()

    finished = finish_plan(plan=plan, at=plan.opened_at - timedelta(hours=1))

    assert finished.finished_at == plan.opened_at


def test_mails_that_went_already_stay_as_they_are() -> None:
    reminder = a_reminder(state="SENT", settled_at=NOON)

    finish_plan(plan=reminder.of_plan, at=LATER)

    assert Reminder.objects.get(kind="CARE").state == Reminder.State.SENT


def test_a_runner_who_finishes_gets_one_mail_that_says_goodbye() -> None:
    plan = a_plan()

    for at in (NOON, LATER):
        finish_plan(plan=plan, at=at, by=plan.person)

    mail = plan.reminders.get()
    assert (mail.kind, mail.due_at, mail.state) == ("GOODBYE", NOON, "DUE")


def test_after_a_finished_plan_a_new_check_opens_another() -> None:
    plan = a_plan()
    finish_plan(plan=plan, at=NOON)
    an_assessment(patient=plan.person, at=LATER)

    another = opened(plan.person, at=LATER + timedelta(minutes=1))

    assert Plan.objects.open().get() == another != plan
