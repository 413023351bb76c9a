"""Watching the mails: what is due, how late the oldest is, what the last hour came to.

All is read from the rows, so that every process answers the same, and Redis may forget.
Nothing here tells of a person. No query grows with what is owed or with the past: of what
is due the oldest ``MANY`` are looked at, and the last hour is counted in an index.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import Count, DateTimeField, F, Func, Min, Q, Value

from accounts.models import User
from rehab.models import Heartbeat, Reminder
from rehab.models.heartbeat import FAST, REVIEW, TICK
from rehab.models.reminder import ReminderQuerySet

FEW, MANY = 100, 10_000  # rows
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
FIVE_MINUTES = timedelta(minutes=5)
THREE_SWEEPS = 3 * FIVE_MINUTES  # one finds out; the next two may fall to other workers
NOTHING = timedelta()
PATIENCE = FIVE_MINUTES  # our default: of five ticks, one a minute, four may fail
NEWEST = 20

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Settled:
    """How many mails of a kind came to the same end in five minutes from ``since`` on."""

    since: datetime
    kind: str
    state: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How the mails go ``at`` one moment.

    ``due`` counts what should have gone by now; ``in_hands`` of it are being sent, and
    ``retrying`` wait for another try. These and ``refused``, the addresses that take no
    mail, count up to ``MANY`` rows; one more says that there may be more still. ``lag`` is
    that of ``lag()``. An age is nothing if the task never ran, or no worker ever saw that
    its clock was fast.
    """

    at: datetime
    due: int
    in_hands: int
    retrying: int
    lag: timedelta
    settled: tuple[Settled, ...]
    tick_age: timedelta | None
    review_age: timedelta | None
    fast_clock_age: timedelta | None
    refused: int

    def last_hour(self) -> Counter[str]:
        """Return how many mails came to each end in the last hour, by state."""
        return _summed((each.state, each.count) for each in self.settled)

    def by_kind(self) -> Counter[tuple[str, str]]:
        """Return the same by kind and state."""
        return _summed(((each.kind, each.state), each.count) for each in self.settled)

    def by_five_minutes(self) -> Counter[tuple[datetime, str]]:
        """Return the same by the beginning of each five minutes and state."""
        return _summed(((each.since, each.state), each.count) for each in self.settled)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    """What is due, as far as it is looked at.

    ``oldest`` is when the first of it was due, ``newly`` the first of what came due so
    lately that it cannot be stuck yet.
    """

    due: int
    in_hands: int
    retrying: int
    oldest: datetime | None
    newly: datetime | None


def figures(*, at: datetime) -> Figures:
    """Return how the mails go at ``at``. Takes five queries."""
    waiting = _waiting(at)
    refused = User.objects.filter(mail_refused_at__isnull=False)[: MANY + 1].count()
    ages = {beat.name: at - beat.at for beat in Heartbeat.objects.all()}
    return Figures(
        at=at,
        due=waiting.due,
        in_hands=waiting.in_hands,
        retrying=waiting.retrying,
        lag=_lag(waiting, at),
        settled=_settled(at),
        tick_age=ages.get(TICK),
        review_age=ages.get(REVIEW),
        fast_clock_age=ages.get(FAST),
        refused=refused,
    )


def lag(*, at: datetime) -> timedelta:
    """Return for how long the oldest mail has been due that a worker should have taken.

    What waits for another try, or for some time to pass since another mail to its person,
    does not count before it could have gone for ``PATIENCE``. Where more wait than are
    looked at, the oldest counts whatever it waits for.
    """
    return _lag(_waiting(at), at)


def faults(*, at: datetime) -> list[str]:
    """Return what is wrong with the mails, a line each.

    That is: no tick or review lately, a worker whose clock is far ahead, a lag. ``at`` is
    of the clock of the database.
    """
    beats = {beat.name: at - beat.at for beat in Heartbeat.objects.all()}
    found = [*_faults_of_beats(beats)]
    late = lag(at=at)
    if late > PATIENCE:
        found.append(f"The oldest mail has been due for {late // MINUTE} minutes.")
    return found


def _faults_of_beats(ages: Mapping[str, timedelta]) -> Iterator[str]:
    """Yield what the ages of the signs of life tell of, a line each."""
    if TICK not in ages:
        yield "No tick has run yet."
    elif ages[TICK] > PATIENCE:
        yield f"The last tick ran {ages[TICK] // MINUTE} minutes ago."
    if ages.get(REVIEW, NOTHING) > 2 * HOUR:
        yield f"The last review ran {ages[REVIEW] // HOUR} hours ago."
    if FAST in ages and ages[FAST] <= THREE_SWEEPS:
        yield "The clock of a worker is far ahead: it drops ticks."


def newest_parked() -> list[Reminder]:
    """Return the mails that were given up last, the newest first."""
    parked = Reminder.objects.filter(state=Reminder.State.PARKED)
    return [*parked.order_by("-settled_at", "-pk")[:NEWEST]]


def _oldest(at: datetime, many: int) -> ReminderQuerySet:
    """Return the first ``many`` of what is due."""
    due = Reminder.objects.filter(state=Reminder.State.DUE, due_at__lte=at)
    return due.order_by("due_at")[:many]


def _waiting(at: datetime) -> _Waiting:
    leased, put_off = Q(lease_until__gt=at), Q(put_off=True)
    newly = Q(due_at__gt=at - PATIENCE) & ~(leased & put_off)
    counts = _oldest(at, MANY + 1).aggregate(
        due=Count("pk"),
        in_hands=Count("pk", filter=leased & ~put_off),
        retrying=Count("pk", filter=leased & put_off),
        oldest=Min("due_at"),
        newly=Min("due_at", filter=newly),
    )
    return _Waiting(**counts)


def _lag(waiting: _Waiting, at: datetime) -> timedelta:
    first = _first_stuck(at) or waiting.newly
    if first is None and waiting.due > MANY:
        first = waiting.oldest
    return at - first if first else timedelta()


def _first_stuck(at: datetime) -> datetime | None:
    """Return when the oldest mail was due that could have gone for ``PATIENCE``."""
    since = at - PATIENCE
    could_go = Reminder.objects.sendable(since) | Reminder.objects.too_late(since)
    for many in (FEW, MANY + 1):  # mostly it is among the first
        stuck = could_go.filter(pk__in=_oldest(at, many).values("pk"), due_at__lte=since)
        first: datetime | None = stuck.aggregate(first=Min("due_at"))["first"]
        if first:
            return first
    return None


def _settled(at: datetime) -> tuple[Settled, ...]:
    """Return what came to its end in the last hour, by five minutes, kind and state."""
    begin = at - HOUR
    done = Reminder.objects.filter(settled_at__gte=begin, settled_at__lt=at)
    since = Func(
        Value(FIVE_MINUTES),
        F("settled_at"),
        Value(begin),
        function="date_bin",
        output_field=DateTimeField(),
    )
    counts = done.values("kind", "state", since=since).annotate(count=Count("*"))
    return tuple(Settled(**row) for row in counts.order_by("since", "kind", "state"))


def _summed(pairs: Iterable[tuple[Key, int]]) -> Counter[Key]:
    counts: Counter[Key] = Counter()
    for key, count in pairs:
        counts[key] += count
    return counts
