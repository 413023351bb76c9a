"""What every rule that asks for a look reads first, and what it answers with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.timezone import localtime

from accounts.models import User
from rehab.models import Plan
from triage.rules.parts import Level

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A rule asks for a look: how soon and why, since when, and when the newest came."""

    level: Level
    why: str
    since: datetime
    newest: datetime


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing for which a rule fires. Of two as urgent and new, the more ``telling``."""

    at: datetime
    level: Level
    why: str
    telling: int = 0


@dataclass(frozen=True)
class Runner:
    """A person about whom rules ask at an instant, and the plan they have, read once."""

    pk: int
    at: datetime

    @cached_property
    def person(self) -> User:
        return User.objects.get(pk=self.pk)

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.person.time_zone)

    @cached_property
    def plan(self) -> Plan | None:
        """The open plan."""
        return Plan.objects.open().filter(person=self.pk).first()

    def day(self, at: datetime) -> str:
        """Return the day of an instant where the runner is, in words."""
        return date_format(localtime(at, self.zone), "j F")


def together(facts: Iterable[Fact]) -> Asked | None:
    """Return what ``facts`` ask for: the most urgent, and of those the newest, is said."""
    told = sorted(facts, key=lambda fact: (fact.level, fact.at, fact.telling))
    if not told:
        return None
    times = [fact.at for fact in told]
    worst = told[-1]
    return Asked(level=worst.level, why=worst.why, since=min(times), newest=max(times))
