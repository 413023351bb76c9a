"""What happened before a visitor comes, brought about inside the site that they visit."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import Max
from django.utils import timezone

from accounts import wordings
from accounts.models import User
from config.demo.days import let_pass
from config.demo.people import TIMES
from config.demo.people.parts import ListTold, Runner, Week
from rehab.models import Plan
from rehab.plans import Setup, open_plan
from tests.factories import a_runner, an_assessment
from tests.rehab.views.running import a_calm_run, planning_by_week, this_monday

KNEECAP: Mapping[str, object] = {"place": "edge", "stairs": True, "sitting": True}
TWO_WEEKS = timedelta(weeks=2)


def begin(email: str) -> None:
    """Let somebody begin a plan just now, past the first days: a session is due today."""
    now = timezone.now()
    person = a_runner(email=email)
    told = {**KNEECAP, "duration": "better", "rest_pain": 1}
    setup = Setup(
        time_zone="Europe/London",
        reminder_times=TIMES,
        no_ice=False,
        no_compression=False,
        mails_wording=wordings.MAILS,
        clinic_wording=wordings.CLINIC,
        name="Robin",
    )
    check = an_assessment(patient=person, at=now, **told)
    open_plan(person=person, assessment_id=check.pk, setup=setup, at=now)


def live(email: str) -> None:
    """Let the days pass up to now that have come since somebody last told of anything.

    They train three times a week. Before the runs open they go through the list twice, and
    then they walk and run as the ladder says.
    """
    plan = Plan.objects.select_related("person").get(person__email=email)
    told_at = plan.diary.aggregate(last=Max("at"))["last"]
    let_pass(_story(email), plan, since=told_at, until=timezone.now())


def _story(email: str) -> Runner:
    return Runner(
        email=email,
        name="Robin",
        about="",
        time_zone="Europe/London",
        checks=(),
        plan_days_ago=0,
        weeks=(
            Week(pain="1111111", hard="..5.5.."),
            Week(pain="1111111", hard="5.5.5..", ran="...1.1."),
            Week(pain="1.11111", hard="5.5.5..", ran="....1.1"),
            Week(pain="1111...", hard="5......", ran=".1.1..."),
        ),
        lists=(
            ListTold(day=7, gate="run"),
            ListTold(day=9, gate="run"),
            ListTold(day=9, gate="phase-1"),
            ListTold(day=11, gate="phase-1"),
        ),
    )


def run_20_km_last_week(email: str) -> None:
    """Let somebody have climbed the ladder, and have run 20 km in the week before this."""
    opened = timezone.now() - TWO_WEEKS
    person: User = a_runner(email=email, name="Robin", time_zone="Europe/London")
    check = an_assessment(patient=person, at=opened, **KNEECAP)
    plan = planning_by_week(person=person, assessment=check)
    for days_before, metres in ((14, 6000), (12, 6000), (10, 7000), (7, 6000), (5, 7000)):
        _run(plan, this_monday() - timedelta(days=days_before), metres)
    _run(plan, this_monday() - timedelta(days=3), 7000)


def _run(plan: Plan, on: date, metres: int) -> None:
    a_calm_run(plan, on, metres=metres, minutes=metres // 150)
