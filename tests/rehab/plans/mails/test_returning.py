from datetime import datetime, timedelta

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from accounts.privacy import ask_to_be_erased, erase, take_back_erasure
from rehab.models import PlanChange, Reminder
from rehab.models.reminder import LEAVING
from rehab.plans.mails.returning import write_again
from rehab.reminders.owing.wanted import is_reached
from tests.factories import NOON, a_plan, a_question, a_reminder
from tests.factories.everything import an_erasure
from tests.rehab.reminders.draining import claimed, drain_at, outcome, step_at
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

State = Reminder.State
SOON = NOON + timedelta(seconds=1)


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
