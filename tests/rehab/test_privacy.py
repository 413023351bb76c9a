from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.privacy import kinds
from rehab.models import (
    ExerciseReport,
    ExerciseSession,
    PlanExercise,
    Reminder,
    ReminderAct,
    SeenAnswer,
)
from rehab.privacy import forget_old_mails
from rehab.tasks import forget_mails
from tests.factories import (
    a_follow_up,
    a_plan,
    a_question,
    a_reminder,
    a_session,
    an_entry,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return timezone.now()


def a_mail_of(at: datetime, **given: Any) -> Reminder:
    return a_reminder(due_at=at, state="SENT", settled_at=at, **given)


@pytest.mark.usefixtures("as_application")
def test_settled_mails_nobody_answered_go_after_400_days(now: datetime) -> None:
    plan = a_plan()
    a_mail_of(now - timedelta(days=401), plan=plan, local_on=now - timedelta(days=401))
    young = a_mail_of(now - timedelta(days=399), plan=plan)
    due = a_reminder(plan=plan, slot=2, due_at=now - timedelta(days=500))

    forget_old_mails(at=now)

    assert {*Reminder.objects.all()} == {young, due}


@pytest.mark.usefixtures("as_application")
def test_mails_that_were_answered_stay_with_the_answer(now: datetime) -> None:
    old, plan = now - timedelta(days=500), a_plan()
    told = a_mail_of(old, plan=plan, slot=1)
    an_entry(plan=plan, reminder=told)
    pressed = a_mail_of(old, plan=plan, slot=2)
    ReminderAct.objects.create(reminder=pressed, what="SNOOZED", choice="later", at=old)
    again = a_reminder(plan=plan, slot=3, snoozed_from=pressed)
    asked = a_question(follow_up=a_follow_up(), state="SENT", settled_at=old, due_at=old)
    SeenAnswer.objects.create(reminder=asked, said="SEEN", at=old)

    forget_old_mails(at=now)

    assert {*Reminder.objects.all()} == {told, pressed, again, asked}


def test_many_old_mails_go_some_at_a_time(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        a_mail_of(now - timedelta(days=500))
    monkeypatch.setattr("accounts.privacy.retention.MOST_AT_ONCE", 2)

    forget_mails()

    assert Reminder.objects.count() == 0


def test_exercises_are_told_by_name() -> None:
    session = a_session()
    entry = an_entry(plan=session.plan, kind="SESSION", session=session)
    report = ExerciseReport.objects.create(
        entry=entry, exercise="X04", amount="ALL", pain=0
    )
    gone = PlanExercise(plan=session.plan, exercise="X99", rung=1, since=session.on)
    kind_of = {kind.model: kind for kind in kinds()}

    told = kind_of[ExerciseSession].in_words(session)
    name = kind_of[ExerciseReport].in_words(report)["name of the exercise"]

    assert told["names of the exercises"] == [
        "Terminal knee extension",
        "Side-lying leg raise",
    ]
    assert name == "Terminal knee extension"
    assert kind_of[PlanExercise].in_words(gone)["name of the exercise"] == "X99"
