"""What was told of pain, swelling and warning signs, day by day."""

from collections.abc import Mapping
from datetime import date

from rehab.programme.pain.baseline import mornings
from rehab.programme.told import History, Swelling, since
from triage.rules.parts import Level


def daily_pain(history: History, first: date) -> Mapping[date, int]:
    """Return the worst pain (0 to 10) told of daily life, by day, from ``first`` on.

    Pain in a session or on a run is not in it, but that of the next morning is.
    """
    told = list(mornings(history, first).items())
    told += [(day.on, day.pain) for day in since(history.days, first)]
    told += [(each.on, each.now) for each in since(history.check_ins, first)]
    worst: dict[date, int] = {}
    for on, pain in told:
        worst[on] = max(pain, worst.get(on, 0))
    return worst


def answered(history: History, first: date) -> list[date]:
    """Return the days from ``first`` on with the list of new signs answered.

    Only they can tell that a knee is calm; pain that was told with the list left open can
    tell that it is not.
    """
    return [day.on for day in since(history.days, first) if day.list_answered]


def swelling(history: History, first: date) -> Mapping[date, bool]:
    """Return on which days from ``first`` on swelling was told of, and if there was any."""
    told: list[tuple[date, Swelling]] = [
        (day.on, day.swelling)
        for day in since(history.days, first)
        if day.swelling is not None
    ]
    told += [(row.on, row.swelling) for row in since(history.sessions, first)]
    told += [(row.on, row.swelling) for row in since(history.runs, first)]
    swollen: dict[date, bool] = {}
    for on, what in told:
        swollen[on] = swollen.get(on, False) or what is not Swelling.NONE
    return swollen


def flags(history: History, first: date) -> list[date]:
    """Return the days from ``first`` on whose answers call for somebody to look."""
    told = since(history.days, first)
    return [day.on for day in told if day.worse or day.level > Level.SELF_CARE]


def nights(history: History, first: date) -> list[date]:
    """Return the days from ``first`` on that were told to have had pain at night."""
    return [day.on for day in since(history.days, first) if day.night_pain]


def ran_on(history: History, on: date) -> bool:
    """Say whether a run was logged on ``on``."""
    return any(run.on == on for run in since(history.runs, on))
