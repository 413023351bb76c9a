"""Who follows a plan: how their knee heals, what they do, and what they tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from triage.rules.parts import Level

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody made up. Chances are of one day, from 0 to 1; pain is 0 to 10.

    ``heals`` is the share of the pain above ``floor`` that a calm day takes away,
    ``flares`` the chance that it comes back for no reason, ``builds`` how fast strength
    grows. ``tells`` is the chance that they answer at all, ``trains`` that they do a
    session that is due, ``greedy`` that they run although they should not. ``is_seen`` is
    the chance that somebody looks, once a visit was called for; ``stops`` that they stop
    as soon as it is better. On ``sign_on`` they tell of a sign of ``sign``.
    """

    causes: tuple[str, ...] = ("overload",)
    level: Level = Level.SELF_CARE
    pain: float = 4
    floor: float = 0
    heals: float = 0.08
    flares: float = 0.004
    builds: float = 0.01
    tells: float = 0.7
    trains: float = 0.85
    greedy: float = 0
    is_seen: float = 0.15
    stops: float = 0
    slow: bool = False
    swollen: bool = False
    weeks_off: int = 1
    sign_on: int | None = None
    sign: Level = Level.SAME_DAY


# What each shows is told by its name; what is not given is as for most.
STORIES: Mapping[str, Person] = {
    "steady": Person(flares=0, tells=0.9, trains=0.95),
    "flare": Person(flares=0.03, tells=0.9),
    "silent": Person(tells=0, trains=0, is_seen=0),
    "no-better": Person(floor=4, heals=0.01, tells=0.9, trains=0.9),
    "greedy": Person(greedy=0.3, tells=0.9),
    "stops-early": Person(stops=0.2, tells=0.9),
    "red-flag": Person(sign_on=20, tells=0.9),
    "bone": Person(causes=("bone_stress_injury",), level=Level.WITHIN_A_WEEK, heals=0.03),
    "meniscus": Person(causes=("meniscus",), swollen=True, heals=0.05, tells=0.9),
    "older": Person(causes=("osteoarthritis",), slow=True, floor=1, heals=0.04, tells=0.9),
    "two-weeks": Person(level=Level.WITHIN_2_WEEKS, tells=0.9),
}

# Shares among runners with pain on the inner side: our guess, after Taunton and others 2002
# (PMID 11916889), who count all knees.
_CAUSES = {
    "overload": 30,
    "patellofemoral": 15,
    "pes_anserine": 15,
    "meniscus": 15,
    "mcl": 10,
    "osteoarthritis": 6,
    "plica": 4,
    "semimembranosus": 5,
}
_LEVELS = {Level.SELF_CARE: 75, Level.WITHIN_2_WEEKS: 20, Level.WITHIN_A_WEEK: 5}
_SLOW_TO_HEAL = frozenset({"meniscus", "mcl", "osteoarthritis"})
_DAYS = 112


def chance_of(seed: str) -> Random:
    """Return the chance of one story; the same seed gives the same."""
    return Random(seed)  # noqa: S311 - noise of a story, no secret


def draw(chance: Random) -> Person:
    """Return somebody by chance: most heal and tell, some do not."""
    cause = _one_of(_CAUSES, chance)
    slow = cause == "osteoarthritis" or _by(chance, 0.1)
    stubborn = _by(chance, 0.15)
    heals = 0.01 if stubborn else chance.uniform(0.04, 0.12)
    pain = chance.triangular(1, 7, 3.5)
    return Person(
        causes=(cause,),
        level=_one_of(_LEVELS, chance),
        pain=pain,
        floor=pain * chance.uniform(0.5, 1) if stubborn else 0,
        heals=heals * (0.7 if cause in _SLOW_TO_HEAL or slow else 1),
        flares=chance.choice((0, 0.002, 0.006)),
        builds=chance.uniform(0.006, 0.015),
        tells=chance.choice((0, 0.3, 0.6, 0.7, 0.8, 0.9, 0.9, 0.95)),
        trains=chance.choice((0.5, 0.7, 0.8, 0.9, 0.9, 0.95)),
        greedy=chance.choice((0, 0, 0, 0.02, 0.1)),
        is_seen=chance.choice((0, 0.05, 0.1, 0.15, 0.3)),
        stops=chance.choice((0, 0, 0.01)),
        slow=slow,
        swollen=cause in {"meniscus", "mcl"} and _by(chance, 0.5),
        weeks_off=chance.choice((0, 1, 2, 4)),
        sign_on=chance.randrange(_DAYS) if _by(chance, 0.03) else None,
        sign=chance.choice((Level.WITHIN_A_WEEK, Level.WITHIN_2_DAYS, Level.SAME_DAY)),
    )


def _one_of(shares: Mapping[T, int], chance: Random) -> T:
    return chance.choices([*shares], weights=[*shares.values()])[0]


def _by(chance: Random, share: float) -> bool:
    return chance.random() < share
