"""The session of a day: as it was called for, or as it would be."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from rehab.programme.course import Course
from rehab.programme.fitting import fit
from rehab.programme.told import History
from rehab.programme.training.progression import may_jump
from rehab.programme.training.sessions import Chosen, Session, session_of
from rehab.programme.training.tasks import Task, tasks_of, unlocked


def session_today(
    course: Course,
    history: History,
    on: date,
    *,
    kept: Iterable[tuple[str, int]] | None = None,
) -> Session:
    """Return the session of ``on``, or the next one if there is none on that day.

    One that was called for stands, whatever has changed since: ``kept`` are its exercises,
    each a number and a rung. Left out are those of a phase that is locked again.

    :raises KeyError: if a cause is none of the programme's.
    """
    planned = session_of(course, on, jump=may_jump(course, history, on))
    if kept is None:
        return planned
    tasks = unlocked(tasks_of(kept), course.phase)
    return replace(planned, strength=tuple(_as_kept(course, task) for task in tasks))


def _as_kept(course: Course, task: Task) -> Chosen:
    runner, exercise = course.runner, task.exercise
    return Chosen(
        exercise=exercise,
        serves=tuple(sorted(exercise.serves & runner.factors)),
        rung=task.rung,
        notes=fit(runner.causes, cleared=course.is_cleared).notes(exercise),
    )
