"""What one session holds: a few strength exercises that suit the person, and stretches."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rehab.programme.exercises import (
    EXERCISES,
    SIDE_LYING_LEG_RAISE,
    TERMINAL_KNEE_EXTENSION,
    Exercise,
    Part,
)

MAX_STRENGTH = 4  # our default: a session stays under 25 minutes
SESSIONS_A_WEEK = 4  # our default; trials of hip and knee training used 3: PMC4560005
ALWAYS = (TERMINAL_KNEE_EXTENSION, SIDE_LYING_LEG_RAISE)

# 0 to 3 goes on, 4 to 5 holds, 6 or more stops: our default, after Thomee's pain-monitoring
# model for pain at the front of the knee.
PAIN_RULE = (
    "Pain of 0 to 3 while you do it is fine.",
    "Pain of 4 or 5: do fewer, or make the movement smaller.",
    "Pain of 6 or more, or a sharp catch: stop for today.",
    "It should be back to how it was by the next morning.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """An exercise and those of the person's factors that it was chosen for."""

    exercise: Exercise
    serves: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The parts of one session, each in the order of doing."""

    movements: tuple[Chosen, ...]
    strength: tuple[Chosen, ...]
    stretches: tuple[Chosen, ...]


def session(*, phase: int, factors: Collection[str], number: int = 0) -> Session:
    """Return the session with this ``number`` (from 0) of ``phase`` for these factors.

    From phase 1 on, terminal knee extension and a hip exercise are in every session; what
    else suits the person takes turns over the remaining places.
    """
    suitable = [e for e in EXERCISES if _suits(e, phase, factors)]
    strength = _in_turn([e for e in suitable if e.part is Part.STRENGTH], number)
    return Session(
        movements=_for(factors, (e for e in suitable if e.part is Part.MOVEMENT)),
        strength=_for(factors, strength),
        stretches=_for(factors, (e for e in suitable if e.part is Part.STRETCH)),
    )


def _suits(exercise: Exercise, phase: int, factors: Collection[str]) -> bool:
    """Say whether the phase allows it and it is for everybody or one of ``factors``."""
    if not exercise.belongs_to(phase):
        return False
    for_all = exercise in ALWAYS or not exercise.serves
    return for_all or not exercise.serves.isdisjoint(factors)


def _in_turn(suitable: Collection[Exercise], number: int) -> list[Exercise]:
    always = [e for e in suitable if e in ALWAYS]
    others = [e for e in suitable if e not in ALWAYS]
    places = min(MAX_STRENGTH - len(always), len(others))
    first = number * places
    return [*always, *(others[(first + i) % len(others)] for i in range(places))]


def _for(factors: Collection[str], exercises: Iterable[Exercise]) -> tuple[Chosen, ...]:
    return tuple(
        Chosen(exercise=e, serves=tuple(sorted(e.serves.intersection(factors))))
        for e in exercises
    )
