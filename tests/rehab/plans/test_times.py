from datetime import time

import pytest

from rehab.plans import TimeAtNight, TimesTooClose, checked_times
from rehab.programme.mails.calendar import Night


def test_times_stand_in_the_order_of_the_day() -> None:
    assert checked_times([time(20, 30), time(8), time(10)]) == [
        time(8),
        time(10),
        time(20, 30),
    ]


@pytest.mark.parametrize("wall", [time(7, 59), time(20, 31), time(21), time(0)])
def test_no_time_lies_at_night_or_less_than_half_an_hour_before(wall: time) -> None:
    with pytest.raises(TimeAtNight):
        checked_times([wall])


@pytest.mark.parametrize("wall", [time(23, 30, 1), time(23, 59), time(1, 31)])
def test_no_time_lies_less_than_half_an_hour_before_midnight_either(wall: time) -> None:
    night = Night(time(2), time(8))
    assert checked_times([time(23, 30), time(12), time(8)], night=night)[-1] == time(23, 30)

    with pytest.raises(TimeAtNight):
        checked_times([wall], night=night)


@pytest.mark.parametrize("wall", [time(10, 59), time(11), time(11, 0, 58)])
def test_times_lie_two_hours_apart_to_the_second(wall: time) -> None:
    with pytest.raises(TimesTooClose):
        checked_times([time(9, 0, 59), wall])


def test_times_lie_two_hours_apart_over_midnight_too() -> None:
    night, late = Night(time(3), time(9)), time(22, 30)
    assert checked_times([time(0, 30), late], night=night) == [time(0, 30), late]

    with pytest.raises(TimesTooClose):
        checked_times([time(0, 30), time(12), time(22, 30, 1)], night=night)
