"""How much pain is all right in a session and on a run. Pain is 0 to 10."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from rehab.programme.course import Course

BONE = frozenset({"bone_stress_injury", "sifk"})  # causes that may be a stressed bone
NEW_SPRAIN = timedelta(days=21)  # our default: no pull on the inner side in the first weeks
MORNING_RISE = 2  # points over the usual morning: as much too much as pain; our default


class Work(Enum):
    """What a knee is put to. To hop is harder on it than to train strength."""

    STRENGTH = auto()
    IMPACT = auto()
    RUN = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class PainLimit:
    """Up to ``green`` pain is fine; from ``red`` on it is too much."""

    green: int
    red: int


# Our default, after the pain-monitoring model: Thomee 1997 (PMID 9413102). A knee with
# arthritis bears 5, too, but gets no further with it.
BY_DEFAULT = PainLimit(green=3, red=6)
ON_IMPACT = PainLimit(green=2, red=4)  # our default, from trials of education for runners
ON_BONE = PainLimit(green=0, red=1)  # our default: no pain at all on a stressed bone
ON_NEW_SPRAIN = PainLimit(green=2, red=3)  # our default

OF_WORK: Mapping[Work, PainLimit] = {
    Work.STRENGTH: BY_DEFAULT,
    Work.IMPACT: ON_IMPACT,
    Work.RUN: ON_IMPACT,
}


def pain_limit(course: Course, on: date, work: Work) -> PainLimit:
    """Return how much pain is all right in ``work`` on ``on``."""
    return pain_limit_of(course.runner.causes, course.care_began_on, on, work)


def pain_limit_of(
    causes: Collection[str], care_began_on: date, on: date, work: Work
) -> PainLimit:
    """Return the same as ``pain_limit`` from the ``causes`` that were shown.

    It is the strictest of what the work and any of them allow.
    """
    if not BONE.isdisjoint(causes):
        return ON_BONE
    is_new = on - care_began_on < NEW_SPRAIN
    return ON_NEW_SPRAIN if "mcl" in causes and is_new else OF_WORK[work]
