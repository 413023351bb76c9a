"""What the summary of a week tells: numbers, days without one left empty."""

from datetime import date, timedelta
from typing import Any

from rehab.programme.course import Course
from rehab.programme.running.ceilings import ceilings
from rehab.programme.told import Amount, History, between

DAYS = 7
FROM_DAY = 4  # our default: of the plan; before, there is too little to sum up


def week_facts(
    course: Course,
    history: History,
    on: date,
    *,
    skipped: int = 0,
    allowance: bool = False,
) -> dict[str, Any]:
    """Return what the seven days before ``on`` came to, for JSON.

    ``first`` and ``last`` are those days in ISO format, ``pain`` is the pain of each (0 to
    10, or nothing), ``sessions`` counts those ``owed``, those ``done`` and the days
    ``skipped``. ``running`` is as ``_running`` says.
    """
    first, last = on - timedelta(days=DAYS), on - timedelta(days=1)
    days = [first + timedelta(days=number) for number in range(DAYS)]
    pain = {day.on: day.pain for day in history.days}
    told = between(history.sessions, first, last)
    return {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "pain": [pain.get(day) for day in days],
        "sessions": {
            "owed": sum(first <= day <= last for day in history.owed),
            "done": len({row.on for row in told if row.amount is not Amount.NONE}),
            "skipped": skipped,
        },
        "running": _running(course, history, last, allowance=allowance),
    }


def _running(
    course: Course, history: History, last: date, *, allowance: bool
) -> dict[str, Any] | None:
    """Return the ``runs`` of the week from Monday that ``last`` lies in, if there are any.

    ``amount`` is what they come to and ``most`` what that week may come to, both in metres
    or seconds, as ``measure`` says. Nothing for who neither runs nor may.
    """
    week = ceilings(course, history, last, allowance=allowance)
    if not week.done and not week.week.amount:
        return None
    return {
        "begins_on": week.begins_on.isoformat(),
        "runs": len(week.done),
        "amount": sum(run.amount for run in week.done),
        "most": week.week.amount,
        "measure": week.measure.value,
    }
