"""What a story of the demo is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from rehab.plans import CheckDone
from triage.rules.answers import Answer

NOTHING = "." * 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A physio looked on the day of a check, before it, and let somebody exercise."""

    may_run: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One assessment. What ``told`` leaves out takes the mildest answer.

    ``tried`` holds what the tests at home found after it, if somebody did them, and
    ``said`` what each mail was answered that asked if they were seen, if they agreed to it.
    ``rated`` names the level that a colleague of the physio gave the answers alone, if it
    was another than ours.
    """

    days_ago: int
    told: Mapping[str, Answer]
    tried: Mapping[str, Answer] = field(default_factory=dict)
    said: tuple[str, ...] = ()
    seen: Visit | None = None
    rated: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Seven days of a plan, one digit a day; a dot is a day on which nothing was told.

    ``pain`` is the pain at rest, ``hard`` how hard the session was that was due, ``ran``
    the worst pain on a run: by the stage of the ladder, or later what is planned for the
    day, if anything is.
    """

    pain: str = NOTHING
    hard: str = NOTHING
    ran: str = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTold:
    """On a day of the plan somebody went through the list of a ``gate``."""

    day: int
    gate: str
    open_items: tuple[str, ...] = ()


class What(Enum):
    """What a physio does about a runner."""

    TOOK_BACK = auto()
    NOTED = auto()
    WROTE = auto()
    CALLED = auto()
    ACKNOWLEDGED = auto()
    OVERRULED = auto()
    LEFT_OUT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Did:
    """On a day of the plan the physio did something, in her ``words``.

    ``about`` names the kind of change whose newest she took back, the rule that she
    acknowledged, the level that she gave the newest result, or the exercise she left out.
    """

    day: int
    what: What
    words: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    """A story: checks, a plan opened after one of them, and what was told day by day.

    ``weeks`` count from the first day of the plan, and so do days. ``sign`` is a new
    warning sign told with the last pain of them. ``ran_days_before`` tells how long before
    the plan the last run was. ``check_ins`` holds, by its key, each that was answered.
    ``cared`` is what the physio did.
    """

    email: str
    name: str
    about: str
    time_zone: str
    checks: tuple[Check, ...]
    plan_days_ago: int
    weeks: tuple[Week, ...]
    sign: str = ""
    ran_days_before: int | None = None
    activities: tuple[str, ...] = ()
    check_ins: Mapping[str, CheckDone] = field(default_factory=dict)
    lists: tuple[ListTold, ...] = ()
    cared: tuple[Did, ...] = ()
    seen_by_physio_days_ago: tuple[int, ...] = ()

    @property
    def last_told_on(self) -> int:
        """The last day of the plan on which pain was told; -1 if there is none."""
        return len("".join(week.pain for week in self.weeks).rstrip(".")) - 1
