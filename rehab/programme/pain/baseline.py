"""How the knee usually is in the morning: what a day after exercise is held against."""

from collections.abc import Mapping
from datetime import date, timedelta
from statistics import median_low

from rehab.programme.days import ONE_DAY
from rehab.programme.told import History, between

DAYS = 7  # our default: a rolling week


def mornings(history: History, first: date, last: date = date.max) -> Mapping[date, int]:
    """Return the pain (0 to 10) of each morning told, from ``first`` to ``last``.

    Of several for one morning, the worst counts.
    """
    told = [(day.on, day.morning) for day in between(history.days, first, last)]
    before = first - ONE_DAY, last - ONE_DAY
    runs, sessions = between(history.runs, *before), between(history.sessions, *before)
    told += [(run.on + ONE_DAY, run.next_morning) for run in runs]
    told += [(session.on + ONE_DAY, session.next_morning) for session in sessions]
    worst: dict[date, int] = {}
    for on, pain in told:
        if pain is not None:
            worst[on] = max(pain, worst.get(on, 0))
    return worst


def base(history: History, on: date) -> int | None:
    """Return the median of the mornings told in the seven days that end with ``on``.

    Of two in the middle the lower one counts, which is the stricter. ``None`` if no morning
    was told.
    """
    key = (base, on)
    if key not in history.worked_out:
        week = mornings(history, on - timedelta(days=DAYS - 1), on)
        history.worked_out[key] = median_low(week.values()) if week else None
    usual: int | None = history.worked_out[key]
    return usual
