"""Owes reminders, takes wishes back, and reads what became of the rows. Needs Django."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from django.db import OperationalError, connection
from django.utils import timezone

from accounts.models import Consent, User
from rehab.models import Reminder
from rehab.reminders.links import STOP
from rehab.tasks import tick
from tests.factories import (
    a_follow_up,
    a_plan,
    a_question,
    a_reminder,
    a_result,
    a_runner,
)
from tests.faults.history import Row, Withdrawal
from tests.faults.pace import Pace
from triage.rules.parts import Level

SHORT_LIVED, QUESTIONS, VISITS = 0.1, 0.1, 0.1  # shares of all
STOPPING, CLOSING = 0.08, 0.05  # likewise, of the people
UNKNOWN = 0.15  # whom the mail server denies, when it is in that mood
CLOSING_GRACE = 5.0  # seconds: an account is closed without a page that waits
POISON = "broken\n@example.org"
ROUNDS = 6  # one more than a reminder may be tried


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Somebody who is going to press "stop these mails"."""

    address: str
    url: str
    at: float


@dataclass
class Driver:
    """One seed's people and what they are owed.

    :ivar closing: when each of some accounts is going to be closed, by address.
    """

    random: Random
    pace: Pace
    begins: float
    stops: list[Stop] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    closing: dict[str, float] = field(default_factory=dict)
    closed: list[Withdrawal] = field(default_factory=list)
    _first_missed: dict[int, float] = field(default_factory=dict)
    _put_off: set[int] = field(default_factory=set)
    _looked_at: float = 0

    def owe(self, count: int) -> None:
        """Owe one reminder each to as many people, due at any time of the seed."""
        for number in range(count):
            due_at = self.begins + self.random.uniform(0, self.pace.lasts)
            address = f"runner{number}@example.org" if number else POISON
            reminder = self._owe_one(address, due_at)
            chance = self.random.random()
            if chance < STOPPING:
                at = due_at + self.random.uniform(-2, self.pace.lasts / 3)
                self.stops.append(Stop(address=address, url=STOP.url(reminder), at=at))
            elif chance < STOPPING + CLOSING:
                self.closing[address] = due_at + self.random.uniform(-2, 5)
            elif chance < STOPPING + CLOSING + UNKNOWN:
                self.unknown.append(address)

    def _owe_one(self, address: str, due_at: float) -> Reminder:
        now = timezone.now()
        person = a_runner(email=address)
        short = self.random.random() < SHORT_LIVED
        shelf = timedelta(seconds=self.pace.shelf) if short else timedelta(hours=3)
        due = datetime.fromtimestamp(due_at, UTC)
        day = {"due_at": due, "useful_until": due + shelf, "local_on": now.date()}
        kind = self.random.random()
        if kind < QUESTIONS:
            return _question(person, now, **day)
        plan = a_plan(
            person=person,
            mails=False,
            assessment=a_result(patient=person, at=now),
            opened_at=now,
            begun_on=now.date(),
            reviewed_on=now.date(),
        )
        _agree(person, Consent.Kind.MAILS, now)
        if kind < QUESTIONS + VISITS:
            return a_reminder(plan=plan, kind="VISIT", about="stalled", slot=4, **day)
        return a_reminder(plan=plan, **day)

    def act(self, now: float) -> None:
        """Close the accounts whose time has come, and look at the rows each second.

        While the database is away, nothing is done; it is done later.
        """
        due = [address for address, at in self.closing.items() if at <= now]
        try:
            for address in due:
                User.objects.filter(email=address).update(is_active=False)
                del self.closing[address]
                heard = timezone.now().timestamp()
                self.closed.append(
                    Withdrawal(address=address, at=heard, grace=CLOSING_GRACE)
                )
            if now > self._looked_at + 1:
                self._look()
        except OperationalError:
            connection.close()

    def _look(self) -> None:
        missed = Reminder.objects.filter(state=Reminder.State.MISSED)
        pks = [*missed.values_list("pk", flat=True)]
        self._looked_at = time.time()
        for pk in pks:
            self._first_missed.setdefault(pk, self._looked_at)

    def is_calm(self) -> bool:
        """Whether nothing is owed but what was tried and put off."""
        now = timezone.now()
        owed = Reminder.objects.filter(state=Reminder.State.DUE, due_at__lte=now)
        return not owed.exclude(put_off=True, lease_until__gt=now).exists()

    def pull_forward(self) -> bool:
        """Let what was put off be due for its next try now; return if there was any."""
        later = Reminder.objects.filter(state=Reminder.State.DUE, put_off=True)
        pks = [*later.values_list("pk", flat=True)]
        self._put_off.update(pks)
        later.filter(pk__in=pks).update(lease_until=timezone.now())
        if pks:
            tick.delay()
        return bool(pks)

    def rows(self) -> list[Row]:
        """Return all that was due by now."""
        self._look()
        due = Reminder.objects.filter(due_at__lte=timezone.now()).select_related("person")
        return [self._row(reminder) for reminder in due.order_by("due_at")]

    def _row(self, reminder: Reminder) -> Row:
        return Row(
            address=reminder.person.email,
            state=reminder.state,
            due_at=reminder.due_at.timestamp(),
            useful_until=reminder.useful_until.timestamp(),
            reason=reminder.reason,
            attempts=reminder.attempts,
            first_missed=self._first_missed.get(reminder.pk),
            was_put_off=reminder.pk in self._put_off,
            broken=reminder.person.email == POISON,
        )


def _question(person: User, now: datetime, **day: object) -> Reminder:
    urgent = a_result(patient=person, level=Level.SAME_DAY, at=now)
    follow_up = a_follow_up(
        person=person,
        agreed=False,
        assessment=urgent,
        begun_at=now,
        begun_on=now.date(),
    )
    _agree(person, Consent.Kind.SEEN, now)
    return a_question(follow_up=follow_up, **day)


def _agree(person: User, kind: str, at: datetime) -> None:
    Consent.objects.create(person=person, kind=kind, wording="Write to me.", given_at=at)
