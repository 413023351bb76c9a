"""A week in two small pictures made of letters, with the numbers in words beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from rehab.models.amounts import amount_words
from rehab.programme.running.distance import Measure

MOST_PAIN = 10
FULL, EMPTY, GAP = "\N{BLACK SQUARE}", "\N{WHITE SQUARE}", "\N{MIDDLE DOT}"


@dataclass(frozen=True, slots=True)
class Day:
    """A day and its pain, 0 to 10; ``pain`` is nothing if nobody told."""

    on: date
    pain: int | None

    @property
    def squares(self) -> str:
        """Ten squares, as many of them filled as there was pain; dots if nobody told."""
        return GAP * MOST_PAIN if self.pain is None else _squares(self.pain, MOST_PAIN)


@dataclass(frozen=True, slots=True)
class Sessions:
    """How many sessions of a week were done, and on how many days somebody said no."""

    owed: int
    done: int
    skipped: int

    @property
    def squares(self) -> str:
        """A square a session, filled if it was done."""
        return _squares(self.done, self.owed)


@dataclass(frozen=True, slots=True)
class Running:
    """How often somebody ran in the week from a Monday, how much, and the most there is.

    ``most`` is empty for who may not run yet.
    """

    begins_on: date
    runs: int
    amount: str
    most: str


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days as a mail tells of them."""

    days: tuple[Day, ...]
    sessions: Sessions
    running: Running | None


def week_in_words(facts: Mapping[str, Any], *, unit: str) -> Week:
    """Return what the ``facts`` of a week (``programme.week_facts``) say, in ``unit``."""
    first = date.fromisoformat(facts["first"])
    days = enumerate(facts["pain"])
    running = facts["running"]
    return Week(
        days=tuple(Day(first + timedelta(days=number), pain) for number, pain in days),
        sessions=_sessions(facts["sessions"]),
        running=_running(running, unit) if running else None,
    )


def _sessions(facts: Mapping[str, int]) -> Sessions:
    done = facts["done"]
    owed = max(facts["owed"], done)  # some do more than they are asked
    return Sessions(owed=owed, done=done, skipped=facts["skipped"])


def _running(facts: Mapping[str, Any], unit: str) -> Running:
    measure = Measure(facts["measure"])
    return Running(
        begins_on=date.fromisoformat(facts["begins_on"]),
        runs=facts["runs"],
        amount=amount_words(facts["amount"], measure, unit),
        most=amount_words(facts["most"], measure, unit) if facts["most"] else "",
    )


def _squares(full: int, of: int) -> str:
    return FULL * full + EMPTY * (of - full)
