"""How far a physio may change a course by hand before a limit stands in the way.

What is earned by the rules passes as it is. Beyond that a limit can be set aside for a
time, unless somebody has to look first, or what suits the knee speaks against it.
"""

from dataclasses import replace
from datetime import date

from rehab.programme.course import Course, What
from rehab.programme.exercises.parts import Exercise, Part
from rehab.programme.fitting import Fit, fit
from rehab.programme.phases import gates
from rehab.programme.review import may_progress
from rehab.programme.running import ladder
from rehab.programme.running.locks import Lock, open_running, run_locks
from rehab.programme.told import History
from rehab.programme.training import sessions
from rehab.programme.training.progression import APART

# Locks of running that only somebody who looks can open, and those that nobody sets aside.
UNSEEN = frozenset({"paused", "not_cleared", "only_told", "no_hops"})
FIRM = frozenset({"settling", "flag", "too_early"})

NO_ROOM = "There is no room for it: a session holds four. Leave another one out first."
SMALLER_FIRST = "Smaller jumps come first. Those have to go well."


def phase_is_earned(course: Course, history: History, on: date, to: int) -> bool:
    """Say whether the rules would let ``course`` into the phase ``to`` on a day."""
    if to != course.phase + 1 or not may_progress(course, history, on):
        return False
    if course.phase == 0:
        return gates.passed_twice(gates.gate_of(0), history, course.phase_since)
    return gates.phase_up(course, history, on) is not None


def stage_is_earned(course: Course, history: History, on: date, to: int) -> bool:
    """Say whether the rules would let running go to the stage ``to`` on a day."""
    if not may_progress(course, history, on):
        return False
    if course.stage is None:
        opened = open_running(course, history, on)
        return any(to <= int(change.after) for change in opened)
    moves = ladder.after_run(course, history, on)
    return to > course.stage and any(
        change.what is What.STAGE and change.after == str(to) for change in moves
    )


def dose_is_earned(
    course: Course, history: History, on: date, *, exercise: str, to: int
) -> bool:
    """Say whether ``exercise`` may go to the rung ``to`` on a day: one step in three days.

    What its sessions told is left to whoever treats the runner.
    """
    held = course.rungs.get(exercise)
    rested = held is None or on - held.since >= APART
    one_step = to == course.rung(exercise) + 1
    return one_step and rested and may_progress(course, history, on)


def run_bars(course: Course, history: History, on: date) -> tuple[Lock, ...]:
    """Return what keeps running from getting harder that no override sets aside."""
    firm = UNSEEN | FIRM
    return tuple(lock for lock in run_locks(course, history, on) if lock.id in firm)


def top_rung(course: Course, exercise: Exercise, on: date) -> int:
    """Return the hardest rung of ``exercise`` that the causes allow on a day."""
    return _fit(course).top_rung(exercise, _week(course, on))


def why_ruled_out(course: Course, exercise: Exercise, on: date) -> str:
    """Return in words which cause rules ``exercise`` out on a day; empty if none does."""
    return _fit(course).why_not(exercise, _week(course, on))


def why_barred(course: Course, exercise: Exercise, on: date) -> str:
    """Return in words why ``exercise`` cannot be put in on a day; empty if it can be."""
    if why := why_ruled_out(course, exercise, on):
        return why
    if not exercise.belongs_to(course.phase):
        first, last = exercise.phases
        span = f"phase {first}" if first == last else f"phases {first} to {last}"
        return f"It belongs to {span}, and this is phase {course.phase}."
    left_out = course.left_out - {exercise.id}
    put_in = course.put_in | {exercise.id}
    wanted = replace(course, put_in=put_in, left_out=left_out)
    if put_in <= sessions.week_holds(wanted, on) | (course.put_in - {exercise.id}):
        return ""
    return SMALLER_FIRST if exercise.part is Part.IMPACT else NO_ROOM


def _fit(course: Course) -> Fit:
    return fit(course.runner.causes, cleared=course.is_cleared)


def _week(course: Course, on: date) -> int:
    return sessions.week_of(course.exercises_began_on or on, on)
