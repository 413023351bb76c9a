"""No mail comes at night or soon after another, however late and troubled the sending."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from enum import Enum, auto
from itertools import accumulate, chain, combinations, repeat
from smtplib import SMTPDataError, SMTPServerDisconnected
from typing import ClassVar
from zoneinfo import ZoneInfo

import pgtrigger
import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import Settings

from rehab.models import Plan, Reminder
from rehab.programme.mails.calendar import Night, due_at, useful_until
from rehab.reminders.owing.first_days import owe_acute_care
from rehab.reminders.sending.dispatch import drain
from tests.factories import NOON, a_plan, a_reminder
from tests.rehab.reminders.draining import drain_at

pytestmark = pytest.mark.django_db

State = Reminder.State
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def day_1(clock: str) -> datetime:
    """Return a time of the day after the plan was opened, in London in winter."""
    return datetime.combine(NOON.date() + timedelta(days=1), time.fromisoformat(clock), UTC)


def owing(*walls: str) -> Plan:
    """Return a plan that owes a mail at each of these times of day, its welcome sent."""
    plan = a_plan(reminder_times=[time.fromisoformat(wall) for wall in walls])
    owe_acute_care(plan=plan, at=NOON)
    drain_at(NOON)
    plan.reminders.filter(due_at__lt=day_1("00:00"), state=State.DUE).settle(
        State.WITHDRAWN, at=NOON, reason="Not of this story."
    )
    return plan


def outcomes(plan: Plan) -> list[tuple[str, str]]:
    """Return when each mail of the day after was settled, and how."""
    ours = plan.reminders.filter(local_on=day_1("00:00").date()).exclude(state=State.DUE)
    return [(f"{each.settled_at:%H:%M}", each.state) for each in ours.order_by("due_at")]


def test_after_an_outage_only_the_latest_of_two_mails_goes(
    mailoutbox: list[EmailMessage],
) -> None:
    plan = owing("09:00", "11:00", "18:00")

    drain_at(day_1("11:30"))

    assert outcomes(plan) == [("11:30", State.MISSED), ("11:30", State.SENT)]


def test_after_a_late_mail_the_next_one_waits_for_two_hours(
    mailoutbox: list[EmailMessage],
) -> None:
    plan = owing("09:00", "11:00", "18:00")

    for clock in ("10:40", "11:00", "12:39", "12:40", "18:00"):
        drain_at(day_1(clock))

    assert outcomes(plan) == [
        ("10:40", State.SENT),
        ("12:40", State.SENT),
        ("18:00", State.SENT),
    ]


def test_a_mail_that_the_evening_had_no_chance_for_does_not_come_at_night(
    mailoutbox: list[EmailMessage],
) -> None:
    plan = owing("09:00", "13:00", "20:30")

    drain_at(day_1("09:00"))
    drain_at(day_1("13:00"))
    drain_at(day_1("21:00"))

    assert outcomes(plan) == [
        ("09:00", State.SENT),
        ("13:00", State.SENT),
        ("21:00", State.MISSED),
    ]


def test_a_welcome_that_had_no_chance_before_the_night_does_not_come_in_it(
    mailoutbox: list[EmailMessage],
) -> None:
    plan = a_plan()
    owe_acute_care(plan=plan, at=NOON + 8 * HOUR)

    drain_at(NOON + 11 * HOUR)

    assert plan.reminders.earliest("due_at").state == State.MISSED
    assert mailoutbox == []


class Mood(Enum):
    """How a mail server and the worker before it may be in a moment."""

    TAKES = auto()
    BUSY = auto()
    TAKES_BUT_DOES_NOT_SAY_SO = auto()
    AWAY = auto()
    KILLS_BEFORE = auto()
    KILLS_AFTER = auto()


class MoodyServer(BaseEmailBackend):
    """A mail server in changing moods, in a time that goes on whenever somebody looks."""

    moods: ClassVar[Iterator[Mood]]
    now: ClassVar[datetime]
    step: ClassVar[timedelta]
    came: ClassVar[list[tuple[datetime, str]]]
    mood = Mood.TAKES

    @classmethod
    def clock(cls) -> datetime:
        cls.now += cls.step
        return cls.now

    def open(self) -> bool:
        self.mood = next(self.moods)
        if self.mood == Mood.AWAY:
            raise ConnectionRefusedError
        return True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        if self.mood == Mood.KILLS_BEFORE:
            raise SystemExit
        if self.mood == Mood.BUSY:
            raise SMTPDataError(451, b"Try again later")
        [mail] = email_messages
        self.came.append((self.now, mail.extra_headers["Message-ID"]))
        if self.mood == Mood.KILLS_AFTER:
            raise SystemExit
        if self.mood == Mood.TAKES_BUT_DOES_NOT_SAY_SO:
            raise SMTPServerDisconnected
        return 1


NIGHTS = (Night(time(21), time(8)), Night(time(20, 1), time(8)), Night(time(23), time(5)))
ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata")
# Minutes; few values, so that what takes a coincidence happens.
FIRST = st.sampled_from([8 * 60, 9 * 60, 10 * 60])
GAP = st.sampled_from([120, 125, 180, 300])
PAUSE = st.sampled_from([1, 5, 30, 55, 115, 200])


@hypothesis_settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    walls=st.tuples(FIRST, GAP, GAP).map(accumulate),
    night=st.sampled_from(NIGHTS),
    zone=st.sampled_from(ZONES),
    asked=st.integers(0, 24),
    pauses=st.lists(PAUSE, min_size=10, max_size=25),
    moods=st.lists(st.sampled_from(Mood), max_size=10),
    step=st.timedeltas(timedelta(0), timedelta(seconds=4)),
    more=st.lists(PAUSE, max_size=3),
)
def test_whatever_happens_no_two_mails_come_within_two_hours_and_none_at_night(
    *,
    walls: Iterable[int],
    night: Night,
    zone: str,
    asked: int,
    pauses: list[int],
    moods: list[Mood],
    step: timedelta,
    more: Iterable[int],
    moody_plan: Plan,
) -> None:
    at = SUNDAY + asked * HOUR
    plan = replanned(moody_plan, walls=[*walls], night=night, zone=zone, at=at)
    MoodyServer.moods = chain(moods, repeat(Mood.TAKES))
    MoodyServer.now, MoodyServer.step, MoodyServer.came = at, step, []

    owe_acute_care(plan=plan, at=at)
    owe_more(plan, offsets=more)
    for passed in accumulate(pauses):
        MoodyServer.now = max(MoodyServer.now, at + passed * MINUTE)
        with suppress(SystemExit):
            drain(clock=MoodyServer.clock, lasting=timedelta(seconds=45))

    came = MoodyServer.came
    local = [moment.astimezone(ZoneInfo(zone)).time() for moment, _ in came]
    welcome = f"<reminder-{plan.reminders.earliest('due_at').pk}@"
    asked_at_night = night.covers(at.astimezone(ZoneInfo(zone)).time())
    assert not [
        (wall, id_)
        for wall, (_, id_) in zip(local, came, strict=True)
        if night.covers(wall) and not (asked_at_night and id_.startswith(welcome))
    ]
    assert not [
        (one, other)
        for one, other in combinations(came, 2)
        if one[1] != other[1] and other[0] - one[0] < 2 * HOUR
    ]


def owe_more(plan: Plan, *, offsets: Iterable[int]) -> None:
    """Owe more mails after the welcome, with no regard to what else comes by day.

    To keep them apart is up to whoever sends them.
    """
    night, zone = Night(plan.night_begins, plan.night_ends), ZoneInfo(plan.person.time_zone)
    at = plan.reminders.earliest("due_at").useful_until
    for day, minutes in enumerate(accumulate(offsets), start=30):
        local = (at + minutes * MINUTE).astimezone(zone)
        due = due_at(local.date(), local.time(), zone, night)
        a_reminder(
            plan=plan,
            kind=Reminder.Kind.CHECK_IN,
            about="day-7",
            local_on=at.date() + timedelta(days=day),
            due_at=due,
            useful_until=useful_until(due, 12 * HOUR, zone, night),
        )


# The clocks go back in London on this day.
SUNDAY = datetime(2026, 10, 25, tzinfo=UTC)


@pytest.fixture
def moody_plan(settings: Settings) -> Plan:
    settings.EMAIL_BACKEND = f"{__name__}.{MoodyServer.__qualname__}"
    return a_plan()


def replanned(
    plan: Plan, *, walls: list[int], night: Night, zone: str, at: datetime
) -> Plan:
    """Return a plan as if opened at ``at`` with these times, in minutes of a day."""
    [(model, keeper)] = pgtrigger.registered("rehab.Reminder:what_was_sent_is_kept")
    with connection.cursor() as cursor:
        ignored = f"{{{keeper.get_pgid(model)}}}"
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [ignored])
    Reminder.objects.all().delete()
    plan.person.time_zone = zone
    plan.reminder_times = [time(minutes // 60, minutes % 60) for minutes in walls]
    plan.night_begins, plan.night_ends = night.begins, night.ends
    plan.begun_on = plan.care_began_on = at.astimezone(ZoneInfo(zone)).date()
    plan.save()
    return plan
