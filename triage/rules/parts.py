"""What a protocol is made of: levels, warning signs, clues, causes and factors."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from triage.rules.conditions import ALWAYS, Condition


class Level(IntEnum):
    """How soon somebody should look at it; a higher number is more urgent."""

    SELF_CARE = 1
    WITHIN_2_WEEKS = 2
    WITHIN_A_WEEK = 3
    WITHIN_2_DAYS = 4
    SAME_DAY = 5
    EMERGENCY = 6


class Origin(StrEnum):
    BRIEF = "from the brief"
    ADDED = "added"
    DEFAULT = "our default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a rule or a number comes from; physios and runners can read it."""

    origin: Origin
    reference: str


class Confidence(StrEnum):
    """How well research backs what the brief says."""

    STRONG = "strong"
    SOME = "some"
    WEAK = "weak"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Where the brief and research do not say the same: both, and how sure research is."""

    brief: str
    evidence: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlag:
    """A warning sign; ``when_unsure`` is what "not sure" or an open answer comes to.

    With ``no_impact`` running and jumping stay locked, whatever the level.
    """

    id: str
    when: Condition
    level: Level
    when_unsure: Level
    because: str
    source: Source
    no_impact: bool = False
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Weight:
    """What a clue tells for one cause, in bits: +1 doubles its odds, -1 halves them."""

    cause: str
    bits: float
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """Something told that speaks for some causes and against others.

    Clues of one ``domain`` tell much the same story, so together they are capped.
    """

    when: Condition
    domain: str
    because: str
    weights: tuple[Weight, ...]

    def causes_by_source(self) -> dict[Source, tuple[str, ...]]:
        """Return where its weights come from, with the causes that each source is for."""
        causes: dict[Source, tuple[str, ...]] = {}
        for weight in self.weights:
            causes[weight.source] = (*causes.get(weight.source, ()), weight.cause)
        return causes


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that the clues of one domain may add or take away, in bits."""

    domain: str
    bits: float


@dataclass(frozen=True, slots=True)
class Prior:
    """Where a cause starts, in bits, if ``when`` holds; the first that holds counts."""

    when: Condition
    bits: float


@dataclass(frozen=True, slots=True)
class Hint:
    """Words about a cause for those of whom ``when`` holds, such as how bad a sprain is."""

    when: Condition
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Something that may hurt there. ``prior`` counts where none of ``priors`` holds.

    Unless ``leads_when`` holds, it is never the first that is named. One that is
    ``always_possible`` can feel like any other, and is mentioned whatever fits. The first
    of ``hints`` that holds counts. A cause has no level: how soon to be seen is up to the
    red flags alone, so no weight can change it.
    """

    id: str
    name: str
    summary: str
    feels_like: str
    helps: str
    prior: float
    source: Source
    priors: tuple[Prior, ...] = ()
    leads_when: Condition = ALWAYS
    always_possible: bool = False
    hints: tuple[Hint, ...] = ()
    notes: tuple[Note, ...] = ()


class FactorKind(StrEnum):
    LOAD = "load"
    MECHANICS = "mechanics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Something told that points to a factor, and how many points it adds."""

    when: Condition
    points: int
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """Something that may add to the strain: set from 1 point of its ``signs`` on.

    It picks advice and exercises and never moves the level. ``advice`` is what to try, for
    whoever looked at how they move. With ``shoes`` its points call for advice on shoes.
    """

    id: str
    name: str
    kind: FactorKind
    signs: tuple[Sign, ...]
    summary: str
    source: Source
    advice: tuple[str, ...] = ()
    shoes: bool = False
    notes: tuple[Note, ...] = ()
