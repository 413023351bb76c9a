"""The way back: the phases, what has to be true before the next one, and running."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from rehab.programme.course import Course
from rehab.programme.fitting import Check
from rehab.programme.phases.gates import (
    APART,
    GOOD_SESSIONS,
    RUN,
    good_sessions,
    opens_from,
    passes,
    to_tell,
)
from rehab.programme.phases.phases import PHASES, WAKE_UP, Phase, gate_of
from rehab.programme.running.aftermath import settles_until
from rehab.programme.running.gate import gate_items
from rehab.programme.running.locks import Lock, list_counts_from, run_locks
from rehab.programme.running.stages import FREE, LAST, STAGES, Stage
from rehab.programme.told import History


class State(StrEnum):
    """Where a step of the way lies. The page has words for each."""

    DONE = "DONE"
    HERE = "HERE"
    AHEAD = "AHEAD"


@dataclass(frozen=True, slots=True)
class Step:
    """One phase on the path."""

    phase: Phase
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class GateShown:
    """A list that opens what comes next.

    ``passed_on`` is the day it was met first; ``again_from`` the first day on which
    meeting it again counts. ``open`` tells if it may be gone through today; ``opens_from``
    is the first day on which what comes next can open, if that is still to come.
    """

    id: str
    items: tuple[Check, ...]
    open: bool
    passed_on: date | None = None
    again_from: date | None = None
    opens_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseShown:
    """The phase that somebody is in, its gate, and the phase after it.

    ``sessions`` are the good ones so far where the gate asks for ``sessions_needed``.
    """

    phase: Phase
    since: date
    next: Phase | None
    gate: GateShown | None
    waits_for_visit: bool
    sessions: int | None = None
    sessions_needed: int = GOOD_SESSIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningShown:
    """Why running is locked, or how far it has come. ``stage`` is none if it is locked.

    ``free`` tells that the ladder is done. ``next`` is the stage after this one.
    """

    locks: tuple[Lock, ...]
    gate: GateShown | None
    number: int | None
    last: int
    stage: Stage | None
    next: Stage | None
    free: bool


def path_of(course: Course) -> tuple[Step, ...]:
    """Return all phases, and which one somebody is in."""
    return tuple(Step(phase, _state(phase.number, course.phase)) for phase in PHASES)


def phase_shown(course: Course, history: History, on: date) -> PhaseShown:
    """Return the phase of ``course`` and what opens the next one."""
    phase = PHASES[course.phase]
    is_last = phase is PHASES[-1]
    barred = not is_last and phase.number >= course.limits.max_phase
    return PhaseShown(
        phase=phase,
        since=course.phase_since,
        next=None if is_last else PHASES[phase.number + 1],
        gate=None if is_last or barred else _phase_gate(course, history, on),
        waits_for_visit=barred,
        sessions=good_sessions(course, history) if phase is WAKE_UP else None,
    )


def running_shown(course: Course, history: History, on: date) -> RunningShown:
    """Return how far running has come, or every reason why it is locked."""
    number = course.stage
    locks = run_locks(course, history, on)
    asks = number is None and course.phase > 0 and course.limits.may_run
    return RunningShown(
        locks=locks,
        gate=_run_gate(course, history, on) if asks else None,
        number=number,
        last=LAST,
        stage=_stage(number),
        next=_stage(None if number is None else number + 1),
        free=number is not None and number >= FREE,
    )


def _phase_gate(course: Course, history: History, on: date) -> GateShown:
    asked = gate_of(course.phase, course.runner.causes)
    met = passes(asked.id, history, course.phase_since)
    is_open = to_tell(course, history, on) == asked.id
    shown = _gate(asked.id, asked.items, met, is_open=is_open)
    first = max(opens_from(course), settles_until(course, history, on) or on)
    return replace(shown, opens_from=first) if on < first else shown


def _run_gate(course: Course, history: History, on: date) -> GateShown:
    met = passes(RUN, history, list_counts_from(course, history, on))
    is_open = not met or on - met[-1] >= APART
    return _gate(RUN, gate_items(course), met, is_open=is_open)


def _gate(
    id_: str, items: tuple[Check, ...], met: list[date], *, is_open: bool
) -> GateShown:
    first = met[0] if met else None
    again = None if first is None else first + APART
    return GateShown(id=id_, items=items, open=is_open, passed_on=first, again_from=again)


def _stage(number: int | None) -> Stage | None:
    """Return the stage of this number, if the ladder has one."""
    return STAGES[number] if number is not None and number < FREE else None


def _state(number: int, here: int) -> State:
    if number == here:
        return State.HERE
    return State.DONE if number < here else State.AHEAD
