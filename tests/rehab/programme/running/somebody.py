"""Somebody on the way back to running, in few words. Day 0 is a Monday."""

from datetime import date, timedelta
from typing import Any

from rehab.programme.course import Course, Limits, Runner
from rehab.programme.phases.gates import RUN
from rehab.programme.running.stages import FREE, STAGES
from rehab.programme.told import Day, GateTold, History, RunTold

MONDAY = date(2026, 3, 2)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def a_course(*causes: str, stage: int | None = None, **given: Any) -> Course:
    """Return the course of somebody 10 weeks into a plan, with strong legs."""
    runner = {"causes": causes or ("overload",)} | given.pop("runner", {})
    began = day(-70)
    defaults: dict[str, Any] = {
        "begun_on": began,
        "care_began_on": began,
        "runner": Runner(**runner),
        "limits": Limits(),
        "phase": 4,
        "phase_since": day(-14),
        "exercises_began_on": began,
        "stage": stage,
        "stage_since": None if stage is None else day(-1),
    }
    return Course(**defaults | given)


def planning_by_week(*causes: str, weeks: int = 1, **given: Any) -> Course:
    """Return the course of somebody who did the ladder so many full weeks before day 0."""
    return a_course(*causes, stage=FREE, **{"stage_since": day(-7 * weeks)} | given)


def a_run(number: int, **given: Any) -> RunTold:
    """Return an easy run of 30 minutes that went well, on the day of that number."""
    calm: dict[str, Any] = {"minutes": 30, "pain": 0, "next_morning": 0}
    return RunTold(on=day(number), **calm | given)


def by_ladder(number: int, stage: int, **given: Any) -> RunTold:
    """Return a run of ``stage`` that went well, on the day of that number."""
    return a_run(number, **{"stage": stage, "minutes": STAGES[stage].minutes} | given)


def runs(*told: RunTold, days: tuple[Day, ...] = ()) -> History:
    return History(runs=told, days=days)


def a_week(monday: int, *km: float, **given: Any) -> tuple[RunTold, ...]:
    """Return runs of so many ``km`` on Monday, Wednesday and so on of that week."""
    return tuple(
        a_run(
            monday + 2 * n,
            metres=round(1000 * each),
            minutes=max(1, round(6 * each)),
            **given,
        )
        for n, each in enumerate(km)
    )


def calm(first: int, last: int, **given: Any) -> tuple[Day, ...]:
    """Return one day after the other without pain or swelling."""
    told: dict[str, Any] = {"pain": 0, "morning": 0}
    return tuple(Day(on=day(n), **told | given) for n in range(first, last + 1))


def list_met(*numbers: int) -> tuple[GateTold, ...]:
    return tuple(GateTold(gate=RUN, on=day(n), passed=True) for n in numbers)


def ready(**given: Any) -> History:
    """Return what somebody told who may run from day 0 on."""
    told: dict[str, Any] = {"days": calm(-20, 0), "gates": list_met(-4, -2)}
    return History(**told | given)
