"""Whether pain has fallen, or still stands against it being better."""

from typing import Any

import pytest

from rehab.programme.follow_up.falling import has_fallen, still_hurts
from rehab.programme.told import CheckInTold, Feeling, History, RunTold
from tests.rehab.programme.standing import day


def check_in(number: int, worst: int, running: int | None = None) -> CheckInTold:
    return CheckInTold(
        on=day(number), now=0, worst=worst, running=running, feeling=Feeling.SAME
    )


def ran(*pains: int, first: int = 10) -> tuple[RunTold, ...]:
    return tuple(
        RunTold(on=day(first + 2 * n), minutes=20, pain=pain)
        for n, pain in enumerate(pains)
    )


def hurts(*, first: int = 0, **told: Any) -> bool:
    return still_hurts(History(**told), day(first), day(21))


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (8, 6, True),
        (8, 7, False),
        (5, 3.5, True),
        (5, 4, False),
        (1, 0.5, True),
        (0, 0, False),
    ],
)
def test_pain_has_fallen_by_2_points_or_30_percent(
    before: float, now: float, *, expected: bool
) -> None:
    assert has_fallen(before, now) is expected


@pytest.mark.parametrize(
    ("check_ins", "expected"),
    [
        ((), False),
        ((check_in(2, 6),), True),
        ((check_in(2, 2),), False),
        ((check_in(2, 6), check_in(14, 4)), False),
        ((check_in(2, 6), check_in(14, 5)), True),
        ((check_in(2, 6, 6), check_in(14, 2, 6)), True),
        ((check_in(2, 6, 6), check_in(14, 2, 4)), False),
        ((check_in(2, 6), check_in(14, 2, 5)), True),
    ],
)
def test_the_last_check_in_is_held_against_the_first(
    check_ins: tuple[CheckInTold, ...], *, expected: bool
) -> None:
    assert hurts(check_ins=check_ins) is expected


def test_check_ins_of_before_somebody_looked_say_nothing() -> None:
    assert hurts(check_ins=(check_in(2, 6),), first=3) is False


@pytest.mark.parametrize(
    ("pains", "expected"),
    [
        ((), False),
        ((7,), False),
        ((7, 7, 7), True),
        ((7, 5, 5), False),
        ((0, 5, 0), False),
        ((2, 2, 2), False),
        ((0, 4, 4), True),
    ],
)
def test_runs_of_two_weeks_are_held_against_the_first(
    pains: tuple[int, ...], *, expected: bool
) -> None:
    assert hurts(runs=ran(*pains)) is expected


def test_runs_are_held_against_the_first_check_in_if_that_told_of_them() -> None:
    assert hurts(check_ins=(check_in(2, 2, 7),), runs=ran(5, 5)) is True
    assert hurts(check_ins=(check_in(2, 2, 2),), runs=ran(5, 5)) is True
    better = (check_in(2, 7, 7), check_in(14, 2, 2))
    assert hurts(check_ins=better, runs=ran(5, 5)) is False


def test_a_run_every_few_weeks_that_hurts_counts() -> None:
    assert hurts(runs=(*ran(7, first=1), *ran(7, first=20))) is True


def test_runs_of_long_ago_say_nothing() -> None:
    assert hurts(runs=ran(7, 7, first=1)) is False
