"""What a cause can change in the programme, and what several come to together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rehab.programme.exercises.parts import Exercise, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Something that must be true to pass a gate, in words for the runner."""

    id: str
    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ban:
    """An exercise that is ruled out, until that many full weeks of exercises have passed.

    Without ``until_week`` it stays so. With ``above`` only the rungs above that are ruled
    out.
    """

    exercise: Exercise
    why: str
    until_week: int | None = None
    above: int | None = None

    def holds(self, week: int) -> bool:
        return self.until_week is None or week < self.until_week


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """What one cause changes in the programme.

    ``adds`` are the exercises that suit it, in the order of need. With ``only``, no others
    come from here at all. ``avoid`` tells what to leave out; ``notes`` what to heed in an
    exercise, by its id; ``swaps`` the same for what takes the place of running. The gate
    of a phase asks for ``checks`` as well, and for none of ``unasked``. ``run_week`` is
    how many full weeks of exercises come before a run; none means that only whoever has
    looked can tell. ``once_cleared`` takes its place as soon as they allow exercises.
    """

    cause: str
    source: str
    run_week: int | None
    adds: tuple[Exercise, ...] = ()
    bans: tuple[Ban, ...] = ()
    only: tuple[Exercise, ...] | None = None
    avoid: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    swaps: Mapping[str, str] = field(default_factory=dict)
    checks: Mapping[int, tuple[Check, ...]] = field(default_factory=dict)
    unasked: frozenset[str] = frozenset()
    once_cleared: "Fitting | None" = None


@dataclass(frozen=True, slots=True)
class Fit:
    """What all causes that somebody was shown come to. What one rules out is ruled out.

    Weeks are full weeks since the exercises began, so the first week is 0.
    """

    fittings: tuple[Fitting, ...]

    def allows(self, exercise: Exercise, week: int) -> bool:
        """Return whether nothing rules out all of ``exercise`` in that week."""
        listed = all(f.only is None or exercise in f.only for f in self.fittings)
        return listed and all(ban.above is not None for ban in self._bans(exercise, week))

    def why_not(self, exercise: Exercise, week: int) -> str:
        """Return why all of ``exercise`` is ruled out in that week; empty if it is not."""
        whole = (ban.why for ban in self._bans(exercise, week) if ban.above is None)
        if why := next(whole, ""):
            return why
        unlisted = (f for f in self.fittings if f.only and exercise not in f.only)
        return next((f.avoid[-1] for f in unlisted), "")

    def top_rung(self, exercise: Exercise, week: int) -> int:
        """Return the number of the hardest rung of ``exercise`` allowed in that week."""
        tops = (ban.above for ban in self._bans(exercise, week))
        return min((top for top in tops if top is not None), default=exercise.top)

    def adds(self, phase: int, week: int) -> tuple[Exercise, ...]:
        """Return the strength exercises of the first cause that adds any to ``phase``."""
        for fitting in self.fittings:
            added = tuple(
                exercise
                for exercise in fitting.adds
                if exercise.part is Part.STRENGTH
                and exercise.belongs_to(phase)
                and self.allows(exercise, week)
            )
            if added:
                return added
        return ()

    def calls_for(self, exercise: Exercise) -> bool:
        """Return whether any of the causes adds ``exercise``."""
        return any(exercise in fitting.adds for fitting in self.fittings)

    def notes(self, exercise: Exercise) -> tuple[str, ...]:
        """Return what to heed in ``exercise``."""
        return self._each(f.notes.get(exercise.id, "") for f in self.fittings)

    def cautions(self, swap: str) -> tuple[str, ...]:
        """Return what to heed in what takes the place of running, by its key."""
        return self._each(f.swaps.get(swap, "") for f in self.fittings)

    @property
    def avoid(self) -> tuple[str, ...]:
        """What to leave out, in words."""
        return self._each(text for f in self.fittings for text in f.avoid)

    @property
    def run_week(self) -> int | None:
        """How many weeks come before a run. None: only whoever has looked can tell."""
        weeks = [fitting.run_week for fitting in self.fittings]
        told = [week for week in weeks if week is not None]
        return max(told, default=0) if len(told) == len(weeks) else None

    def checks(self, phase: int) -> tuple[Check, ...]:
        """Return what the gate of ``phase`` asks for on top, each thing once."""
        found = (c for f in self.fittings for c in f.checks.get(phase, ()))
        return tuple({check.id: check for check in found}.values())

    def asks(self, check: Check) -> bool:
        """Return whether ``check`` may be tried out at all."""
        return not any(check.id in fitting.unasked for fitting in self.fittings)

    def _bans(self, exercise: Exercise, week: int) -> list[Ban]:
        bans = (ban for f in self.fittings for ban in f.bans)
        return [ban for ban in bans if ban.exercise == exercise and ban.holds(week)]

    @staticmethod
    def _each(texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, texts)))
