"""How a run went, by the pain on it and on the days after it: the 24-hour rule."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from rehab.programme.course import Course
from rehab.programme.days import ONE_DAY
from rehab.programme.pain.baseline import base, mornings
from rehab.programme.pain.limits import MORNING_RISE, PainLimit, Work, pain_limit
from rehab.programme.running.signs import swelling
from rehab.programme.told import History, RunTold, between, since

WATCHED_DAYS = 3  # after a run: longer than 48 hours
SWELLS_WITHIN = timedelta(days=2)  # swelling after that is not put down to the run

Mornings = list[tuple[date, int]]  # with the pain of each


class Outcome(IntEnum):
    """What a run says, best first.

    ``GOOD`` counts as a pass, if it was run by the ladder. ``WAITING``: no day after it
    has been told yet; ``NOT_TOLD``: none was in time, or the list of signs was left open.
    ``REPEAT`` is once more. From ``BAD`` on it was too much: ``LONGER`` hurt for more than
    24 hours, ``LASTING`` for more than 48, after ``SWOLLEN`` the knee was swollen.
    """

    GOOD = 0
    WAITING = 1
    NOT_TOLD = 2
    REPEAT = 3
    BAD = 4
    LONGER = 5
    LASTING = 6
    SWOLLEN = 7


@dataclass(frozen=True, slots=True)
class Judged:
    """What ``run`` says, and the day on which that was known."""

    run: RunTold
    outcome: Outcome
    known_on: date


def judge(course: Course, history: History, run: RunTold, on: date) -> Judged:
    """Return what ``run`` says, as far as is known by the end of the day ``on``.

    The day after it must be told for a run to be good. If it was not, one of the two days
    after that may stand for it; later than that it does not count.
    """
    limit = pain_limit(course, run.on, Work.RUN)
    key = (judge, run, on, limit)
    judged: Judged | None = history.worked_out.get(key)
    if judged is None:
        judged = history.worked_out[key] = _judge(limit, history, run, on)
    return judged


def _judge(limit: PainLimit, history: History, run: RunTold, on: date) -> Judged:
    told = _told_after(history, run, on)
    known = [_on_the_run(limit, run), *_days_after(history, run, told)]
    swollen = _swollen_on(history, run, on)
    if swollen is not None:
        known.append((Outcome.SWOLLEN, swollen))
    outcome, known_on = max(known, key=lambda each: (each[0], -each[1].toordinal()))
    if outcome is Outcome.GOOD:
        outcome, known_on = _if_told(history, run, on, told)
    return Judged(run, outcome, known_on)


def judged_since(
    course: Course, history: History, first: date, on: date
) -> tuple[Judged, ...]:
    """Return what each run from ``first`` up to ``on`` says, oldest first."""
    runs = (run for run in since(history.runs, first) if run.on <= on)
    return tuple(judge(course, history, run, on) for run in runs)


def _on_the_run(limit: PainLimit, run: RunTold) -> tuple[Outcome, date]:
    if run.limped or run.pain >= limit.red:
        return Outcome.BAD, run.on
    return (Outcome.REPEAT if run.pain > limit.green else Outcome.GOOD), run.on


def _days_after(
    history: History, run: RunTold, told: Mornings
) -> Iterator[tuple[Outcome, date]]:
    """Follow the pain from morning to morning until it is back to what it was before."""
    if not told or told[0][1] == 0:
        return  # no pain is no rise, whatever is usual
    usual = _usual(history, run)
    for day, pain in told:
        if pain <= usual:
            return
        yield _after(pain - usual, (day - run.on).days), day


def _after(rise: int, days: int) -> Outcome:
    if days == 1:
        return Outcome.BAD if rise >= MORNING_RISE else Outcome.REPEAT
    return Outcome.LASTING if days == WATCHED_DAYS else Outcome.LONGER


def _usual(history: History, run: RunTold) -> int:
    """Return the usual morning before ``run``; if none was told, it is taken as 0."""
    usual = base(history, run.on)
    return 0 if usual is None else usual


def _told_after(history: History, run: RunTold, on: date) -> Mornings:
    """Return the pain of the mornings after ``run``, up to that of the next run.

    For a morning that was not told, the pain told of its day stands in.
    """
    following = _next_run(history, run)
    first, last = run.on + ONE_DAY, min(run.on + WATCHED_DAYS * ONE_DAY, on, following)
    days = (day for day in between(history.days, first, last) if day.on < following)
    told = {day.on: day.pain for day in days} | dict(mornings(history, first, last))
    return sorted(told.items())


def _next_run(history: History, run: RunTold) -> date:
    """Return the day of the run that came after ``run``; if none did, the last of all."""
    later = since(history.runs, run.on + ONE_DAY)
    return later[0].on if later else date.max


def _swollen_on(history: History, run: RunTold, on: date) -> date | None:
    """Return the first day with swelling told of, from ``run`` up to the next one."""
    last = min(run.on + SWELLS_WITHIN, on, _next_run(history, run) - ONE_DAY)
    told = swelling(history, run.on)
    return min((day for day, was in told.items() if was and day <= last), default=None)


def _if_told(
    history: History, run: RunTold, on: date, told: Mornings
) -> tuple[Outcome, date]:
    if told and run.counts:
        return Outcome.GOOD, told[0][0]
    may_come = (on - run.on).days <= WATCHED_DAYS and on < _next_run(history, run)
    return (Outcome.WAITING if run.counts and may_come else Outcome.NOT_TOLD), run.on
