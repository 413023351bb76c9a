"""When the list of a gate, which a runner goes through, opens what comes after it."""

from datetime import date, timedelta

from rehab.programme.course import Change, Course, What
from rehab.programme.pain.lights import is_red
from rehab.programme.phases.phases import PHASES
from rehab.programme.told import Amount, History, between, since

RUN = "run"  # the gate before the first run
LAST = 5  # the phase that has no gate behind it
APART = timedelta(days=2)  # our default: two passes at least 48 hours apart
LONGER_AFTER_INJURY = 25  # percent: our default. An earlier injury brings the next one
GOOD_SESSIONS = 6  # our default: before phase 2
DONE = (Amount.ALL, Amount.MOST)
PASSED = "You met the whole list twice, with 2 days between. The next phase opens."


def gate_of(phase: int) -> str:
    """Return the id of the gate that leads out of ``phase``."""
    return PHASES[phase].gate_id


def opens_from(course: Course) -> date:
    """Return the first day on which the phase after this one may open.

    That is after the shortest that the present one takes, longer after an earlier injury.
    """
    days = PHASES[course.phase].least_days
    if "previous_injury" in course.runner.factors:
        days += -(-days * LONGER_AFTER_INJURY // 100)
    return course.phase_since + timedelta(days=days)


def passes(gate: str, history: History, first: date) -> list[date]:
    """Return the days on which ``gate`` was met, on ``first`` or later.

    A list that was not met sets back: only what was met after it counts.
    """
    met: list[date] = []
    for told in since(history.gates, first):
        if told.gate == gate:
            met = [*met, told.on] if told.passed else []
    return met


def passed_twice(gate: str, history: History, first: date) -> bool:
    """Say whether ``gate`` was met twice, two days apart, on ``first`` or later."""
    met = passes(gate, history, first)
    return bool(met) and met[-1] - met[0] >= APART


def last_failed(gate: str, history: History, first: date) -> bool:
    """Say whether ``gate`` was not met when it was last told, on ``first`` or later."""
    told = [row for row in since(history.gates, first) if row.gate == gate]
    return bool(told) and not told[-1].passed


def phase_up(course: Course, history: History, on: date) -> Change | None:
    """Return the move to the next phase, if the gate before it opens.

    Phase 0 ends by ``rehab.programme.phases.acute``. One phase a day at most.
    """
    phase = course.phase
    if not 0 < phase < min(LAST, course.limits.max_phase) or course.phase_since >= on:
        return None
    if on < opens_from(course):
        return None
    if not passed_twice(gate_of(phase), history, course.phase_since):
        return None
    if phase == 1 and good_sessions(course, history) < GOOD_SESSIONS:
        return None
    return Change(what=What.PHASE, before=str(phase), after=str(phase + 1), why=PASSED)


def good_sessions(course: Course, history: History) -> int:
    """Return how many sessions went well enough since the phase began.

    They were done, all or most, with the list of signs answered, and not too much.
    """
    return sum(
        session.counts and session.amount in DONE and not is_red(course, history, session)
        for session in since(history.sessions, course.phase_since)
    )


def to_tell(course: Course, history: History, on: date) -> str | None:
    """Return the gate whose list may be gone through on ``on``, if there is one.

    It may be two days before the next phase can open. To tell it again on the same day or
    the next would not count.
    """
    if course.phase >= min(LAST, course.limits.max_phase):
        return None
    gate = gate_of(course.phase)
    lately = between(history.gates, on - APART + timedelta(days=1), on)
    waits = any(row.gate == gate for row in lately)
    too_early = on <= course.phase_since or on < opens_from(course) - APART
    return None if waits or too_early else gate
