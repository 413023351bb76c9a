"""Whether pain that was there has fallen enough to speak of, or still stands."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from statistics import median

from rehab.programme.days import FORTNIGHT
from rehab.programme.told import CheckInTold, History, RunTold, between, since

FALL = 2  # points of pain, or
FALL_TO = 0.7  # of what it was, 30 % less: Farrar and others 2001 (PMID 11690728)
LITTLE = (
    2  # pain at most, at its worst or on runs, that stands against nothing: our default
)

Pair = tuple[float, float]  # of pain, 0 to 10: before, and now


def has_fallen(before: float, now: float) -> bool:
    """Say whether pain fell by 2 points, or by 30 %."""
    return before - now >= FALL or (before > 0 and now <= FALL_TO * before)


def still_hurts(history: History, first: date, on: date) -> bool:
    """Say whether the worst pain or that on runs stands against it being better.

    It does if it is more than a little and has not fallen: at the last check-in since the
    day ``first``, or on the runs of two weeks up to ``on``. What was told only once has not
    fallen.
    """
    return _stands(_at_check_ins(history, first)) or hurts_on_runs(history, on)


def hurts_on_runs(history: History, on: date) -> bool:
    """Say whether pain on the runs of two weeks up to ``on`` stands against it."""
    return _stands(_on_runs(history, on))


def _stands(pairs: Iterable[Pair]) -> bool:
    return any(now > LITTLE and not has_fallen(before, now) for before, now in pairs)


def _at_check_ins(history: History, first: date) -> Iterator[Pair]:
    told = since(history.check_ins, first)
    if not told:
        return
    start, last = history.check_ins[0], told[-1]
    yield start.worst, last.worst
    if last.running is not None:
        yield _running(start), last.running


def _running(start: CheckInTold) -> int:
    return start.worst if start.running is None else start.running


def _on_runs(history: History, on: date) -> Iterator[Pair]:
    """Hold the middle of the last two weeks against the start: one bad run is no trend."""
    lately = between(history.runs, on - FORTNIGHT, on)
    if lately and len(history.runs) > 1:
        yield _at_first(history), _middle(lately)


def _at_first(history: History) -> int:
    """Return the pain on runs at the first check-in, or else on the first run."""
    told = [each.running for each in history.check_ins[:1] if each.running is not None]
    return told[0] if told else history.runs[0].pain


def _middle(runs: Sequence[RunTold]) -> float:
    return median(run.pain for run in runs)
