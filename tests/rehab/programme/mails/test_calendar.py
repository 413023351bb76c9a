from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rehab.programme.mails.calendar import Night, due_at, due_times, useful_until
from tests.rehab.programme.zones import ZONES

LONDON = ZoneInfo("Europe/London")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
NEW_YORK = ZoneInfo("America/New_York")
APIA = ZoneInfo("Pacific/Apia")
NIGHT = Night(begins=time(21), ends=time(8))
BY_DAY = Night(begins=time(9), ends=time(17))
MONDAY = date(2026, 1, 5)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_wall_time_follows_the_clocks() -> None:
    assert due_at(date(2026, 1, 5), time(9), LONDON, NIGHT) == utc("2026-01-05 09:00")
    assert due_at(date(2026, 7, 5), time(9), LONDON, NIGHT) == utc("2026-07-05 08:00")


@pytest.mark.parametrize(
    ("zone", "on", "wall", "instead"),
    [
        (LONDON, date(2026, 3, 29), time(1, 30), utc("2026-03-29 01:00")),
        (NEW_YORK, date(2026, 3, 8), time(2), utc("2026-03-08 07:00")),
        (LORD_HOWE, date(2026, 10, 4), time(2, 15), utc("2026-10-03 15:30")),
        (APIA, date(2011, 12, 30), time(23, 59), utc("2011-12-30 10:00")),
    ],
)
def test_a_time_that_the_clocks_skip_comes_at_the_next_minute_there_is(
    zone: ZoneInfo, on: date, wall: time, instead: datetime
) -> None:
    assert due_at(on, wall, zone, BY_DAY) == instead


@pytest.mark.parametrize(
    ("zone", "on", "wall", "first"),
    [
        (LONDON, date(2026, 10, 25), time(1, 30), utc("2026-10-25 00:30")),
        (NEW_YORK, date(2026, 11, 1), time(1, 30), utc("2026-11-01 05:30")),
        (LORD_HOWE, date(2026, 4, 5), time(1, 45), utc("2026-04-04 14:45")),
    ],
)
def test_of_a_time_that_the_clocks_repeat_the_first_counts(
    zone: ZoneInfo, on: date, wall: time, first: datetime
) -> None:
    assert due_at(on, wall, zone, BY_DAY) == first


@pytest.mark.parametrize(
    ("night", "wall", "instead"),
    [
        (NIGHT, time(20, 59), utc("2026-01-05 20:59")),
        (NIGHT, time(21), utc("2026-01-06 08:00")),
        (NIGHT, time(0), utc("2026-01-05 08:00")),
        (NIGHT, time(7, 59), utc("2026-01-05 08:00")),
        (NIGHT, time(8), utc("2026-01-05 08:00")),
        (BY_DAY, time(9), utc("2026-01-05 17:00")),
        (BY_DAY, time(17), utc("2026-01-05 17:00")),
    ],
)
def test_quiet_hours_are_waited_out(night: Night, wall: time, instead: datetime) -> None:
    assert due_at(MONDAY, wall, LONDON, night) == instead


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    on=st.dates(date(2020, 1, 1), date(2035, 1, 1)),
    wall=st.times(),
    zone=st.timezones(),
    night=st.builds(Night, st.times(), st.times()).filter(lambda n: n.begins != n.ends),
)
def test_nothing_is_ever_due_at_night_or_before_its_wall_time(
    on: date, wall: time, zone: ZoneInfo, night: Night
) -> None:
    local = due_at(on, wall, zone, night).astimezone(zone)

    assert not night.covers(local.time())
    assert local.replace(tzinfo=None) >= datetime.combine(on, wall)


@pytest.mark.parametrize(
    ("due", "hours", "until"),
    [
        ("2026-01-05 09:00", 3, "2026-01-05 12:00"),
        ("2026-01-05 18:00", 3, "2026-01-05 21:00"),
        ("2026-01-05 20:30", 3, "2026-01-05 21:00"),
        ("2026-01-05 20:59:59", 3, "2026-01-05 21:00"),
        ("2026-01-05 12:00", 24, "2026-01-05 21:00"),
        ("2026-01-05 21:00", 24, "2026-01-06 00:00"),
        ("2026-01-05 02:30", 24, "2026-01-05 21:00"),
        ("2026-01-05 02:30", 3, "2026-01-05 05:30"),
    ],
)
def test_what_is_late_is_of_use_for_a_while_but_not_into_the_next_night(
    due: str, hours: int, until: str
) -> None:
    lasts = timedelta(hours=hours)

    assert useful_until(utc(due), lasts, LONDON, NIGHT) == utc(until)


@pytest.mark.parametrize(
    ("zone", "due", "until"),
    [
        (LONDON, "2026-01-05 23:30", "2026-01-06 00:00"),
        (LONDON, "2026-01-05 23:59:59", "2026-01-06 00:00"),
        (LONDON, "2026-01-05 00:00", "2026-01-05 03:00"),
        (ZoneInfo("Africa/Cairo"), "2026-04-23 21:30", "2026-04-23 22:00"),  # 24:00 is 1:00
        (ZoneInfo("Asia/Beirut"), "2026-10-24 20:30", "2026-10-24 22:00"),  # 24:00 is 23:00
    ],
)
def test_what_is_late_is_of_no_use_on_the_next_day(
    zone: ZoneInfo, due: str, until: str
) -> None:
    lasts = timedelta(hours=3)

    assert useful_until(utc(due), lasts, zone, BY_DAY) == utc(until)
    past = useful_until(utc(due), lasts, zone, BY_DAY, past_midnight=True)
    assert past == utc(due) + lasts


MINUTES = st.times().map(lambda wall: wall.replace(second=0, microsecond=0))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    on=st.dates(date(2020, 1, 1), date(2035, 1, 1)),
    wall=MINUTES,
    zone=st.timezones(),
    night=st.builds(Night, MINUTES, MINUTES).filter(lambda n: n.begins != n.ends),
    later=st.timedeltas(timedelta(0), timedelta(hours=3)),
)
def test_no_delay_makes_a_mail_of_use_come_at_night_or_on_another_day(
    *, on: date, wall: time, zone: ZoneInfo, night: Night, later: timedelta
) -> None:
    due = due_at(on, wall, zone, night)

    until = useful_until(due, timedelta(hours=3), zone, night)

    sent = (due + later).astimezone(zone)
    assert due < until <= due + timedelta(hours=3)
    assert sent >= until or not night.covers(sent.time())
    assert sent >= until or sent.date() == due.astimezone(zone).date()


def test_the_times_of_a_day_are_numbered_in_its_order() -> None:
    times = due_times(MONDAY, [time(18), time(9), time(13)], LONDON, NIGHT)

    assert times == {
        1: utc("2026-01-05 09:00"),
        2: utc("2026-01-05 13:00"),
        3: utc("2026-01-05 18:00"),
    }


def test_what_the_night_would_move_to_the_next_day_is_left_out() -> None:
    assert due_times(MONDAY, [time(9), time(22)], LONDON, NIGHT) == {
        1: utc("2026-01-05 09:00")
    }


def test_what_would_come_within_two_hours_of_the_mail_before_is_left_out() -> None:
    times = due_times(MONDAY, [time(6), time(9, 59), time(11)], LONDON, NIGHT)

    assert times == {1: utc("2026-01-05 08:00"), 3: utc("2026-01-05 11:00")}


def test_a_day_that_a_country_skips_has_no_times() -> None:
    assert due_times(date(2011, 12, 30), [time(9), time(13)], APIA, NIGHT) == {}


@pytest.mark.parametrize("zone", ZONES)
def test_every_day_has_each_of_its_three_times_once_in_every_zone(zone: str) -> None:
    walls = [time(9), time(13, 30), time(20, 59)]
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(5 * 365 + 1)]

    for on in days:
        times = due_times(on, walls, ZoneInfo(zone), NIGHT).values()
        local = [due.astimezone(ZoneInfo(zone)) for due in times]
        assert [(due.date(), due.time()) for due in local] == [(on, wall) for wall in walls]
