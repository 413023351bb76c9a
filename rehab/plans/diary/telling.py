"""What a runner tells on the pages of the diary, before it is judged and kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from rehab.programme.told import Amount, Feeling, Intensity, Surface
from triage.rules.answers import Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What every page of the diary asks. Pain is 0 to 10, ``pain`` that at rest now.

    ``worse`` was confirmed. ``signs`` answers the list of new signs; empty means that it
    was left open. ``morning_pain`` is that of this morning, ``next_morning_pain`` that of
    the morning after the last session or run; nothing if they were not asked or answered.
    """

    pain: int
    worse: bool
    signs: Answers
    swelling: str = ""
    night_pain: bool = False
    morning_pain: int | None = None
    next_morning_pain: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionDone:
    """How a session went: ``hard`` is 0 (nothing) to 10 (the most I could do).

    ``tried`` holds by exercise how much of it was done, and the peak of pain, 0 to 10.
    """

    amount: Amount
    hard: int
    clean: bool = True
    painkiller: bool = False
    tried: Mapping[str, tuple[Amount, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunDone:
    """One run of the day ``on``, in full minutes; ``metres`` and ``climb`` if known.

    ``pain`` is the peak, 0 to 10; ``limped`` also stands for pain that came suddenly or
    kept rising; ``stage`` is set if it was walked and run by the ladder.
    """

    on: date
    minutes: int
    pain: int
    metres: int | None = None
    surface: Surface = Surface.SOFT
    intensity: Intensity = Intensity.EASY
    climb: int = 0
    limped: bool = False
    stage: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckDone:
    """What a check-in asks beside the list. Pain is 0 to 10: the worst, and when running.

    ``activities`` are 0 (cannot) to 10 (as before), for those that the plan names.
    ``limps`` also stands for who cannot walk for 10 minutes.
    """

    worst: int
    feeling: Feeling
    running: int | None = None
    activities: Sequence[int] = ()
    limps: bool = False
