"""What an exercise is made of."""

from dataclasses import dataclass
from enum import StrEnum

EASIER, START = 0, 1  # the first places of every ladder


class Part(StrEnum):
    """Where in a session an exercise stands. Each part is counted apart."""

    MOVEMENT = "gentle movement"
    STRENGTH = "strength"
    IMPACT = "impact"
    STRETCH = "stretch"


class Unit(StrEnum):
    """What the repetitions of a set are counted in."""

    REPS = "repetitions"
    STEPS = "steps"
    METRES = "metres"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """How much: sets of repetitions, and how many seconds each repetition lasts.

    :raises ValueError: if there would be nothing to do.
    """

    sets: int
    reps: int
    hold_seconds: int = 0
    unit: Unit = Unit.REPS

    def __post_init__(self) -> None:
        if min(self.sets, self.reps) < 1 or self.hold_seconds < 0:
            msg = f"a dose is 1 set of 1 or more, not {self.sets} of {self.reps}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Rung:
    """One place in a ladder: how much, and what is done otherwise than on the rung before.

    Only the easier rung, which is the first, says what is otherwise than at the start.
    """

    dose: Dose
    change: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Exercise:
    """One exercise in a runner's words. There is one of each, equal to itself alone.

    ``phases`` is the first and the last phase it belongs to. ``ladder`` goes from the
    easier variant, over the start, to what is hardest. ``days_a_week`` says on how many
    days it is of use at most, ``times_a_day`` how often on such a day. ``serves`` are the
    factors it is good for. ``instead`` tells what to do without the band or the ball.
    ``alt`` stands for the picture: how it begins, how it ends, and what moves.
    """

    id: str
    name: str
    part: Part
    phases: tuple[int, int]
    ladder: tuple[Rung, ...]
    days_a_week: int
    how: tuple[str, ...]
    why: str
    source: str
    alt: str
    times_a_day: int = 1
    each_side: bool = False
    serves: frozenset[str] = frozenset()
    trains_hip: bool = False
    instead: str = ""

    @property
    def dose(self) -> Dose:
        """How much to start with."""
        return self.ladder[START].dose

    @property
    def top(self) -> int:
        """The number of the hardest rung."""
        return len(self.ladder) - 1

    def belongs_to(self, phase: int) -> bool:
        return self.phases[0] <= phase <= self.phases[1]

    def variant(self, rung: int) -> str:
        """Return what is done otherwise than at the start on the rung of this number."""
        steps = self.ladder[: rung + 1] if rung == EASIER else self.ladder[START : rung + 1]
        return next((step.change for step in reversed(steps) if step.change), "")


def sets_of(sets: int, reps: int, *, hold: int = 0, unit: Unit = Unit.REPS) -> Dose:
    """Return a dose of ``sets`` times ``reps``, each held for ``hold`` seconds."""
    return Dose(sets=sets, reps=reps, hold_seconds=hold, unit=unit)


def holds(sets: int, seconds: int) -> Dose:
    """Return a dose of ``sets`` times ``seconds`` without a break."""
    return Dose(sets=sets, reps=1, hold_seconds=seconds)
