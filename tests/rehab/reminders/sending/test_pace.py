from datetime import datetime, timedelta

import pytest
from django.core.mail import EmailMessage
from pytest_django import Settings

from rehab.models import Reminder
from rehab.reminders.sending.dispatch import drain
from rehab.reminders.sending.pace import Pace
from tests.factories import NOON
from tests.rehab.reminders.draining import many_reminders

SECOND = timedelta(seconds=1)


class Time:
    """A time that goes on when somebody sleeps, and notes how they slept."""

    def __init__(self) -> None:
        self.now = NOON
        self.naps: list[float] = []

    def clock(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.now += timedelta(seconds=seconds)


def a_pace(time: Time) -> Pace:
    return Pace(clock=time.clock, sleep=time.sleep)


def test_without_a_rate_nobody_waits() -> None:
    time = Time()
    pace = a_pace(time)

    for _ in range(3):
        pace.wait()
        pace.count_one()

    assert time.naps == []
    assert pace.mails_within(SECOND, most=50) == 50


def test_with_a_rate_each_of_four_drains_keeps_to_a_quarter(settings: Settings) -> None:
    settings.MAILS_A_SECOND = 2.0
    time = Time()
    pace = a_pace(time)

    for _ in range(3):
        pace.wait()
        pace.count_one()

    assert time.naps == [2, 2]


def test_whoever_was_slow_anyway_does_not_wait(settings: Settings) -> None:
    settings.MAILS_A_SECOND = 2.0
    time = Time()
    pace = a_pace(time)

    pace.count_one()
    time.now += 5 * SECOND
    pace.wait()

    assert time.naps == [0]


@pytest.mark.parametrize(("rate", "mails"), [(0.1, 1), (2.0, 5), (1000.0, 50)])
def test_a_batch_is_as_long_as_the_rate_allows_and_one_mail_at_least(
    settings: Settings, rate: float, mails: int
) -> None:
    settings.MAILS_A_SECOND = rate

    assert a_pace(Time()).mails_within(10 * SECOND, most=50) == mails


@pytest.mark.django_db
@pytest.mark.parametrize("rate", [0.1, 1.0])
def test_a_drain_keeps_its_pace_from_first_to_last(
    settings: Settings, rate: float, mailoutbox: list[EmailMessage]
) -> None:
    settings.MAILS_A_SECOND = rate
    time, apart = Time(), timedelta(seconds=4 / rate)
    many_reminders(3)

    drain(clock=time.clock, lasting=timedelta(hours=1), sleep=time.sleep)

    sent = Reminder.objects.order_by("settled_at").values_list("settled_at", flat=True)
    assert [*sent][-1] == NOON + 2 * apart
    assert time.now == NOON + 3 * apart  # its place is free when the next mail may go
    assert set(Reminder.objects.values_list("state", "attempts")) == {("SENT", 1)}
