"""The traffic light: what the pain and the effort of a session say about each exercise."""

from collections.abc import Iterable
from datetime import date
from enum import Enum, IntEnum, auto

from rehab.programme.course import Course
from rehab.programme.exercises import BY_ID
from rehab.programme.exercises.parts import Part
from rehab.programme.pain.baseline import base
from rehab.programme.pain.limits import MORNING_RISE, PainLimit, Work, pain_limit
from rehab.programme.told import Amount, History, SessionTold, Swelling, Tried, since

STOP_FROM = 8  # pain; our default: it ends the session and opens the list of signs
PAINKILLER = 2  # points that one may hide; our default
FAR_TOO_HARD = 9  # of 10; our default
WELL_WITHIN = 6  # of 10 at most to get harder; our default


class Verdict(IntEnum):
    """What one session says about one exercise, worst first.

    ``UNKNOWN`` may turn out good: the next morning was not told, or the list of signs was
    left open.
    """

    STOP = 0
    REGRESS = 1
    EASE = 2
    HOLD = 3
    UNKNOWN = 4
    GOOD = 5


class Stays(Enum):
    """Why nothing gets harder after a session, the plainest reason first."""

    SKIPPED = auto()
    HURT = auto()  # more than is fine for this knee and this exercise
    SWOLLEN = auto()
    HARD = auto()
    NOT_CLEAN = auto()
    NOT_ALL = auto()
    WORSE_MORNING = auto()
    MORNING_OPEN = auto()
    NOT_YET = auto()  # nothing speaks against it, but it takes several in a row


def verdicts(
    course: Course, history: History, session: SessionTold
) -> Iterable[tuple[str, Verdict]]:
    """Return what ``session`` says about each exercise that was tried in it.

    As long as the next morning is not told, or the list of signs is open, nothing good can
    be said.
    """
    most = best(history, session)
    for tried in session.tried:
        pain = _of_pain(course, tried, session)
        yield tried.exercise, min(most, pain, _of_amount(tried))


def best(history: History, session: SessionTold) -> Verdict:
    """Return the best that ``session`` can say about anything in it."""
    return min(_morning(history, session), _of_session(session))


def stops(pain: int, *, painkiller: bool) -> bool:
    """Say whether ``pain`` in an exercise is so strong that the session has to end."""
    return _felt(pain, painkiller=painkiller) >= STOP_FROM


def was_stopped(session: SessionTold) -> bool:
    """Say whether the pain in ``session`` was so strong that it had to end."""
    return any(stops(one.pain, painkiller=session.painkiller) for one in session.tried)


def is_red(course: Course, history: History, session: SessionTold) -> bool:
    """Say whether ``session`` was too much, as far as is known by now."""
    hurt = any(
        _of_pain(course, tried, session) <= Verdict.REGRESS for tried in session.tried
    )
    if hurt or session.swelling is Swelling.MORE:
        return True
    return _morning(history, session) <= Verdict.REGRESS


def sore(course: Course, session: SessionTold) -> tuple[Tried, ...]:
    """Return what hurt more in ``session`` than is fine, by what a painkiller may hide."""
    return tuple(
        tried for tried in session.tried if _of_pain(course, tried, session) < Verdict.GOOD
    )


def why_it_stays(course: Course, history: History, session: SessionTold) -> Stays:
    """Return the first reason why ``session`` makes nothing harder."""
    morning = _morning(history, session)
    reasons = (
        (Stays.SKIPPED, _was_skipped(session)),
        (Stays.HURT, bool(sore(course, session))),
        (Stays.SWOLLEN, session.swelling is Swelling.MORE),
        (Stays.HARD, session.hard > WELL_WITHIN),
        (Stays.NOT_CLEAN, not session.clean),
        (Stays.NOT_ALL, session.amount is not Amount.ALL),
        (Stays.WORSE_MORNING, morning < Verdict.UNKNOWN),
        (Stays.MORNING_OPEN, session.next_morning is None),
    )
    return next((why for why, holds in reasons if holds), Stays.NOT_YET)


def _was_skipped(session: SessionTold) -> bool:
    """Say whether nothing was done, and not because it hurt too much to begin."""
    hurt = session.hard >= FAR_TOO_HARD or any(tried.pain for tried in session.tried)
    return session.amount is Amount.NONE and not hurt


def _morning(history: History, session: SessionTold) -> Verdict:
    """Hold the next morning against the usual one of the week before."""
    if session.next_morning is None:
        return Verdict.UNKNOWN
    if session.next_morning == 0:
        return Verdict.GOOD  # no pain is no rise, whatever is usual
    usual = base(history, session.on)
    if usual is None:
        return Verdict.UNKNOWN
    rise = session.next_morning - usual
    if rise >= MORNING_RISE:
        return Verdict.REGRESS
    return Verdict.HOLD if rise > 0 else Verdict.GOOD


def _of_session(session: SessionTold) -> Verdict:
    if session.hard >= FAR_TOO_HARD:
        return Verdict.EASE
    well = session.clean and session.hard <= WELL_WITHIN
    if not well or session.swelling is Swelling.MORE:
        return Verdict.HOLD
    return Verdict.GOOD if session.counts else Verdict.UNKNOWN


def _of_pain(course: Course, tried: Tried, session: SessionTold) -> Verdict:
    pain = _felt(tried.pain, painkiller=session.painkiller)
    if pain == 0:
        return Verdict.GOOD
    if pain >= STOP_FROM:
        return Verdict.STOP
    limit = _limit(course, tried, session.on)
    if pain >= limit.red:
        return Verdict.REGRESS
    return Verdict.HOLD if pain > limit.green else Verdict.GOOD


def _limit(course: Course, tried: Tried, on: date) -> PainLimit:
    jumps = BY_ID[tried.exercise].part is Part.IMPACT
    return pain_limit(course, on, Work.IMPACT if jumps else Work.STRENGTH)


def _felt(pain: int, *, painkiller: bool) -> int:
    """Return how much it hurt, with what a painkiller may have hidden."""
    return pain + (PAINKILLER if painkiller else 0)


def _of_amount(tried: Tried) -> Verdict:
    return Verdict.GOOD if tried.amount is Amount.ALL else Verdict.HOLD


def reds(course: Course, history: History, first: date) -> list[date]:
    """Return the days since ``first`` on which a session was too much."""
    return [
        row.on for row in since(history.sessions, first) if is_red(course, history, row)
    ]
