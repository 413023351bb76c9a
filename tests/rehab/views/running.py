"""Runners on the ladder and past it, as rows, and what they send about a run."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from rehab.models import DiaryEntry, Plan, Run
from rehab.programme.running.distance import week_of
from rehab.programme.running.stages import FREE
from tests.factories import NOON, an_entry
from tests.rehab.steps import in_training

ONE_WEEK = timedelta(weeks=1)
# Of no fourth week, nor is the next one.
WEEKS_BY_WEEK = 6


def today() -> date:
    return timezone.now().date()


def this_monday() -> date:
    return week_of(today())


def on_the_ladder(stage: int = 3, **given: Any) -> Plan:
    """Return the plan of a runner who came to ``stage`` two days ago."""
    since = today() - timedelta(days=2)
    return in_training(**{"phase": 3, "stage": stage, "stage_since": since} | given)


def planning_by_week(*, weeks: int = WEEKS_BY_WEEK, **given: Any) -> Plan:
    """Return the plan of a runner who did the ladder so many full weeks ago."""
    since = this_monday() - weeks * ONE_WEEK
    return in_training(**{"phase": 5, "stage": FREE, "stage_since": since} | given)


def a_calm_run(plan: Plan, on: date, **given: Any) -> Run:
    """Return an easy run of 5 km without pain, told at noon of its own day."""
    at = datetime.combine(on, NOON.timetz())
    kind = DiaryEntry.Kind.RUN
    entry = an_entry(plan=plan, kind=kind, local_on=on, at=at, pain=0)
    calm = {"minutes": 30, "metres": 5000, "pain": 0, "limped": False}
    where = {"surface": Run.Surface.SOFT, "intensity": Run.Intensity.EASY}
    return Run.objects.create(entry=entry, **calm | where | given)


def ran_each_week(plan: Plan, *metres: int, first: int = -1, **given: Any) -> None:
    """Keep three like runs in each week: ``metres`` each, the week ``first`` comes first.

    Weeks count from this one, 0, and back from it.
    """
    for number, each in enumerate(metres):
        monday = this_monday() + (first - number) * ONE_WEEK
        for day in (0, 2, 4):
            on = monday + timedelta(days=day)
            a_calm_run(plan, on, metres=each, minutes=each // 150, **given)


def an_easy_run(**given: Any) -> dict[str, Any]:
    """Return what is sent of an easy run of today, but for what is ``given``."""
    told = {
        "on": today().isoformat(),
        "minutes": "35",
        "metres": "5,2",
        "surface": "SOFT",
        "climb": "",
        "intensity": "0",
        "peak_pain": "0",
        "limped": "no",
        "pain": "0",
        "swelling": "NONE",
        "worse": "no",
        "news": ["none-of-these"],
    }
    return told | given


def a_week(begins_on: date, **given: Any) -> dict[str, Any]:
    """Return what is sent to plan a week of 3 runs and 18 km, but for what is ``given``."""
    told = {
        "begins_on": begins_on.isoformat(),
        "runs": "3",
        "amount": "18",
        "longest": "6",
        "intensity": "0",
        "terrain": "0",
    }
    return told | given
