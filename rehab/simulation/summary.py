"""What became of made-up runners, in words and in numbers."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from operator import itemgetter
from statistics import median, quantiles

from rehab.programme.course import Change, What
from rehab.programme.follow_up.visits import BETTER, is_back
from rehab.simulation.walk import Walk

DAYS_A_WEEK = 7
VISIT, PAUSED = "a visit was called for", "paused"


class End(StrEnum):
    """Where somebody is when the weeks are over."""

    BACK = "runs 30 minutes again, or is in the last phase"
    STOPPED = "stopped because it was better"
    PAUSED = "paused until somebody has looked"
    TO_BE_SEEN = "a visit was called for and has not been made"
    ON_THE_WAY = "still on the way"


def end_of(walk: Walk) -> End:
    """Return how the weeks ended for one person."""
    course = walk.course
    if walk.stopped_on is not None:
        return End.STOPPED
    if course.paused:
        return End.PAUSED
    if is_back(course):
        return End.BACK
    return End.ON_THE_WAY if course.limits.max_phase > 1 else End.TO_BE_SEEN


@dataclass(slots=True)
class Tally:
    """How many came to which end, and what happened to how many on which day first."""

    people: int = 0
    ends: Counter[End] = field(default_factory=Counter)
    first_days: dict[str, list[int]] = field(default_factory=dict)
    without_an_end: int = 0

    def add(self, walk: Walk) -> None:
        """Count one person in."""
        end = end_of(walk)
        self.people += 1
        self.ends[end] += 1
        said: dict[str, int] = {}
        for on, change in walk.changes:
            for event in events_of(change):
                said.setdefault(event, walk.course.day(on))
        for event, day in said.items():
            self.first_days.setdefault(event, []).append(day)
        self.without_an_end += end is End.ON_THE_WAY and not any(map(_is_sent, said))

    def merge(self, other: "Tally") -> None:
        """Count in those whom another one has counted."""
        self.people += other.people
        self.ends.update(other.ends)
        self.without_an_end += other.without_an_end
        for event, days in other.first_days.items():
            self.first_days.setdefault(event, []).extend(days)

    def lines(self) -> Iterator[str]:
        """Yield the table, line by line."""
        yield f"{self.people} runners"
        for end in End:
            yield f"  {self._share(self.ends[end])}  {end.value}"
        yield f"  {self._share(self.without_an_end)}  on the way, and never told of a visit"
        yield "What happened, to how many, and on which day first (middle, and 8 of 10):"
        for event, days in sorted(self.first_days.items(), key=lambda row: -len(row[1])):
            yield f"  {self._share(len(days))}  {event}: {_middle(days)}"

    def _share(self, count: int) -> str:
        return f"{count:6} {100 * count / max(1, self.people):5.1f} %"


def events_of(change: Change) -> Iterator[str]:
    """Yield what a change counts as."""
    if change.what is What.PAUSE:
        yield PAUSED
        yield f"paused: {change.subject}"
    elif change.what is What.VISIT and change.level is not None:
        yield VISIT
        yield f"visit: {change.subject}"
    elif change.what is What.VISIT:
        yield f"word: {change.subject}"
    elif change.what is What.STAGE and not change.before:
        yield "running opened"
    elif change.what is What.PHASE and change.after > change.before:
        yield f"phase {change.after}"
    else:
        yield change.what.value.lower()


def _is_sent(event: str) -> bool:
    """Say whether somebody was told to be seen, or that they may book a visit."""
    return event in {VISIT, PAUSED} or event.endswith(BETTER)


def tally(walks: Iterable[Walk]) -> Tally:
    """Return the numbers of all ``walks``, which need not be kept."""
    counted = Tally()
    for walk in walks:
        counted.add(walk)
    return counted


def by_week(walk: Walk) -> Iterator[str]:
    """Yield one plan week by week: what changed, on which day, and why."""
    course = walk.course
    lines = [(course.day(on), said(change)) for on, change in walk.changes]
    lines += [
        (course.day(on), "somebody looked, and the plan goes on") for on in walk.seen_on
    ]
    shown = -1
    for day, line in sorted(lines, key=itemgetter(0)):
        if day // DAYS_A_WEEK > shown:
            shown = day // DAYS_A_WEEK
            yield f"Week {shown + 1}"
        yield f"  day {day:3}  {line}"
    yield f"End: {end_of(walk).value}."


def said(change: Change) -> str:
    """Return a change as one line to read."""
    moved = f"{change.before or '-'} > {change.after or '-'}"
    subject = f" {change.subject}" if change.subject else ""
    level = f" ({change.level.name.lower().replace('_', ' ')})" if change.level else ""
    moves = f" {moved}" if change.before or change.after else ""
    return f"{change.what.value.lower()}{subject}{moves}{level}: {change.why}"


def _middle(days: list[int]) -> str:
    tenths = quantiles(days, n=10, method="inclusive") if len(days) > 1 else [days[0]]
    return f"day {median(days):.0f} ({tenths[0]:.0f} to {tenths[-1]:.0f})"
