"""The exercises of a session as it was kept: which, and how hard."""

from collections.abc import Iterable
from dataclasses import dataclass

from rehab.programme.exercises import BY_ID
from rehab.programme.exercises.parts import Dose, Exercise


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An exercise of a session, on its rung."""

    exercise: Exercise
    rung: int

    @property
    def dose(self) -> Dose:
        return self.exercise.ladder[self.rung].dose

    @property
    def variant(self) -> str:
        """What is done otherwise than at the start, in words."""
        return self.exercise.variant(self.rung)


def tasks_of(items: Iterable[tuple[str, int]]) -> list[Task]:
    """Return the exercises of ``items``, each a number and a rung, that are still known."""
    known = ((BY_ID[id_], rung) for id_, rung in items if id_ in BY_ID)
    return [Task(exercise=each, rung=min(rung, each.top)) for each, rung in known]


def unlocked(tasks: Iterable[Task], phase: int) -> list[Task]:
    """Return those of ``tasks`` that may be done in ``phase``."""
    return [task for task in tasks if task.exercise.phases[0] <= phase]
