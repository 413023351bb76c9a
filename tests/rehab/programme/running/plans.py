"""Weeks of running that somebody plans, in few words. The weeks before had 20 km each."""

from dataclasses import replace
from datetime import date
from typing import Any

from rehab.programme.course import Course
from rehab.programme.running.ceilings import Ceilings, ceilings
from rehab.programme.running.distance import Measure, Week, WeekRun
from rehab.programme.running.left import runs_left
from rehab.programme.running.refusals import Breach, Refusal
from rehab.programme.told import History, RunTold
from tests.rehab.programme.running.somebody import (
    MONDAY,
    a_week,
    day,
    planning_by_week,
    runs,
)

OLD = {"weekly_metres": 20_000}
BUILT = (*a_week(-14, 7, 6, 7), *a_week(-7, 7, 6, 7))


def built(*more: RunTold) -> History:
    """Return two weeks of 20 km."""
    return runs(*BUILT, *more)


def limits(*more: RunTold, on: int = 0, **given: Any) -> Ceilings:
    return ceilings(by_week(**given), built(*more), day(on))


def by_week(weeks: int = 2, **given: Any) -> Course:
    return planning_by_week(weeks=weeks, **{"runner": OLD} | given)


def a_plan(*km: float, measure: Measure = Measure.METRES, **hard: Any) -> Week:
    """Return runs on Monday, Wednesday and so on; the last one as ``hard`` says."""
    planned = [WeekRun(on=day(2 * n), amount=round(1000 * k)) for n, k in enumerate(km)]
    if hard:
        planned[-1] = replace(planned[-1], **hard)
    return Week(begins_on=MONDAY, measure=measure, runs=tuple(planned))


def suggested(
    course: Course, history: History, on: date, *, allowance: bool = False
) -> Week:
    """Return the runs that are left of the week of ``on``, as we suggest them."""
    return runs_left(course, ceilings(course, history, on, allowance=allowance), on)


def breaches(refused: tuple[Refusal, ...]) -> list[Breach]:
    return [refusal.id for refusal in refused]
