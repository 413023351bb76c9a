"""What somebody told on the way back, as the rules of the programme read it."""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from operator import attrgetter
from typing import Any, Protocol, TypeVar

from triage.rules.parts import Level


class Swelling(StrEnum):
    NONE = "NONE"
    SAME = "SAME"
    MORE = "MORE"


class Amount(StrEnum):
    """How much of an exercise or a session was done."""

    ALL = "ALL"  # 90 % or more
    MOST = "MOST"  # three quarters or more
    SOME = "SOME"
    NONE = "NONE"


class Surface(StrEnum):
    SOFT = "SOFT"  # even grass, track, treadmill or dirt
    ROAD = "ROAD"  # asphalt or concrete
    ROUGH = "ROUGH"  # trail, sand, camber, ruts


class Intensity(IntEnum):
    """How fast, easiest first."""

    EASY = 0
    STRIDES = 1
    TEMPO = 2
    INTERVALS = 3
    RACE = 4


class Terrain(IntEnum):
    """How hilly and how hard underfoot, easiest first."""

    SOFT_FLAT = 0
    ROAD_FLAT = 1  # some asphalt
    GENTLE_HILLS = 2
    ANY = 3


class Feeling(StrEnum):
    """How it is now, compared with the start."""

    BETTER = "BETTER"
    SAME = "SAME"
    WORSE = "WORSE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What somebody told of one day. Pain is 0 to 10.

    ``morning`` is the pain of that morning. ``level`` is what their answers came to.
    ``care_done`` tells if they did what the mail of the day asked for. ``worse`` is what
    they tapped and confirmed.
    """

    on: date
    pain: int
    level: Level = Level.SELF_CARE
    worse: bool = False
    care_done: bool = False
    list_answered: bool = True
    morning: int | None = None
    swelling: Swelling | None = None
    night_pain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One exercise of a session: how much of it was done, and the peak of pain, 0 to 10."""

    exercise: str
    amount: Amount
    pain: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionTold:
    """A session that was owed on a day, as it went.

    ``hard`` is 0 (nothing) to 10 (the most I could do); ``clean`` tells if the movements
    were clean; ``next_morning`` is the pain of the morning after, if that was told;
    ``counts`` is false if the list of new signs was left open.
    """

    on: date
    amount: Amount
    tried: tuple[Tried, ...] = ()
    hard: int = 0
    clean: bool = True
    painkiller: bool = False
    swelling: Swelling = Swelling.NONE
    next_morning: int | None = None
    counts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RunTold:
    """One run. ``stage`` is that of the ladder if it was walked and run by it.

    ``limped`` also stands for pain that came suddenly or rose from minute to minute.
    """

    on: date
    minutes: int
    pain: int
    metres: int = 0
    stage: int | None = None
    surface: Surface = Surface.SOFT
    intensity: Intensity = Intensity.EASY
    climb: int = 0
    limped: bool = False
    swelling: Swelling = Swelling.NONE
    next_morning: int | None = None
    counts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInTold:
    """A check-in: pain now, worst and when running (0 to 10), and three own activities.

    ``activities`` are 0 (cannot) to 10 (as before); fewer if fewer were named. ``limps``
    also stands for who cannot walk for 10 minutes.
    """

    on: date
    now: int
    worst: int
    feeling: Feeling
    running: int | None = None
    activities: tuple[int, ...] = ()
    limps: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GateTold:
    """A runner went through the list of a gate. ``gate`` is its id."""

    gate: str
    on: date
    passed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All that somebody told, oldest first. On the days ``owed`` sessions were due.

    ``worked_out`` keeps what was worked out from it, as that never changes.
    """

    days: tuple[Day, ...] = ()
    sessions: tuple[SessionTold, ...] = ()
    runs: tuple[RunTold, ...] = ()
    check_ins: tuple[CheckInTold, ...] = ()
    gates: tuple[GateTold, ...] = ()
    owed: tuple[date, ...] = ()
    worked_out: dict[Hashable, Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def last_told(self) -> date | None:
        """The last day on which anything was told."""
        last = [rows[-1].on for rows in self._told() if rows]
        return max(last, default=None)

    def until(self, on: date) -> "History":
        """Return what had been told, and was owed, by the end of the day ``on``."""
        rows = [row[-1].on for row in self._told() if row]
        if max([on, *rows, *self.owed[-1:]]) == on:
            return self
        return History(
            days=_until(self.days, on),
            sessions=_until(self.sessions, on),
            runs=_until(self.runs, on),
            check_ins=_until(self.check_ins, on),
            gates=_until(self.gates, on),
            owed=tuple(day for day in self.owed if day <= on),
        )

    def _told(self) -> Iterable[tuple["Told", ...]]:
        return self.days, self.sessions, self.runs, self.check_ins, self.gates


class Told(Protocol):
    """Anything told of a day."""

    @property
    def on(self) -> date: ...


T = TypeVar("T", bound=Told)
_ON = attrgetter("on")


def since(rows: Sequence[T], first: date) -> list[T]:
    """Return those of ``rows``, oldest first, that tell of the day ``first`` or later."""
    return list(rows[bisect_left(rows, first, key=_ON) :])


def between(rows: Sequence[T], first: date, last: date) -> list[T]:
    """Return those of ``rows``, oldest first, that tell of ``first`` to ``last``."""
    begin = bisect_left(rows, first, key=_ON)
    return list(rows[begin : bisect_right(rows, last, key=_ON)])


def _until(rows: Sequence[T], on: date) -> tuple[T, ...]:
    return tuple(row for row in rows if row.on <= on)
