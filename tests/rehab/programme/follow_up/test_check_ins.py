"""When somebody is asked how it goes."""

import pytest

from rehab.programme.follow_up.check_ins import (
    CHECK_INS,
    is_awaited,
    open_check_in,
    setback_day,
    setback_key,
)
from rehab.programme.told import CheckInTold, Feeling, History
from rehab.programme.training.progression import FLARE
from tests.rehab.programme.standing import day, standing


@pytest.mark.parametrize(
    ("on", "last", "expected"),
    [
        (1, None, None),
        (2, None, "day-2"),
        (3, 2, None),
        (7, 2, "day-7"),
        (13, 3, "day-7"),
        (27, 14, "day-21"),
        (28, 21, "week-4"),
        (100, 83, "week-12"),
        (122, 90, None),
        (300, 90, None),
    ],
)
def test_check_ins_come_by_their_days(
    on: int, last: int | None, expected: str | None
) -> None:
    assert open_check_in(standing(), checked(last), day(on)) == expected


def checked(last: int | None) -> History:
    if last is None:
        return History()
    return History(
        check_ins=(CheckInTold(on=day(last), now=1, worst=1, feeling=Feeling.SAME),)
    )


def test_check_ins_are_monthly_until_month_6_for_who_wants_them() -> None:
    course = standing(monthly=True)
    keys = [open_check_in(course, checked(100), day(on)) for on in (121, 122, 152, 182)]

    assert keys == [None, "month-4", "month-5", "month-6"]
    assert [each.key for each in CHECK_INS if each.monthly] == keys[1:]
    assert open_check_in(course, checked(100), day(211)) is None


@pytest.mark.parametrize(
    ("on", "last", "expected"),
    [
        (1, None, False),
        (21, 14, True),
        (21, 21, False),
        (22, 14, False),
        (122, 90, False),
    ],
)
def test_a_check_in_is_awaited_on_its_day_until_it_is_told(
    on: int, last: int | None, *, expected: bool
) -> None:
    assert is_awaited(standing(), checked(last), day(on)) is expected


def test_a_phase_given_back_asks_how_it_goes() -> None:
    course = standing(visits={FLARE: day(18)})

    assert open_check_in(course, checked(14), day(18)) == setback_key(day(18))
    assert open_check_in(course, checked(19), day(20)) is None


def test_the_key_after_a_setback_names_its_day_and_no_other_key_does() -> None:
    others = ("day-14", "extra-", "extra-2026-11-32", "extra-20261122", "2026-11-22")

    assert setback_day(setback_key(day(18))) == day(18)
    assert [setback_day(key) for key in others] == [None] * len(others)
