"""What is to be done or told on a day."""

from typing import Any

import pytest

from rehab.programme.course import Limits
from rehab.programme.follow_up.check_ins import setback_key
from rehab.programme.follow_up.limits import PROTECT
from rehab.programme.review import (
    Owed,
    owed,
)
from rehab.programme.told import History
from rehab.programme.training.progression import FLARE
from tests.rehab.programme.standing import day, standing


@pytest.mark.parametrize(
    ("on", "given", "expected"),
    [
        (7, {}, True),
        (8, {}, False),
        (9, {}, True),
        (11, {"phase": 5}, True),
        (9, {"phase": 5}, False),
        (7, {"phase": 0}, False),
        (7, {"limits": PROTECT}, False),
        (7, {"hold_until": day(8)}, False),
        (7, {"hold_until": day(7)}, True),
        (7, {"exercises_began_on": None}, False),
        (7, {"exercises_began_on": day(8)}, False),
    ],
)
def test_sessions_are_owed_on_their_days(
    on: int, given: dict[str, Any], *, expected: bool
) -> None:
    assert owed(standing(**given), History(), day(on)).session is expected


def test_everything_that_is_owed_is_told() -> None:
    course = standing(phase=2, recheck_on=day(14))

    assert owed(course, History(), day(14)) == Owed(
        session=True, check_in="day-14", gate="phase-2", recheck=True
    )


def test_a_paused_plan_goes_on_asking_how_it_is() -> None:
    assert owed(standing(paused=True), History(), day(14)) == Owed(check_in="day-14")


def test_nothing_is_owed_once_the_plan_is_over() -> None:
    assert owed(standing(finished=True), History(), day(14)) == Owed()


def test_a_phase_given_back_is_asked_about() -> None:
    course = standing(limits=Limits(max_phase=1), visits={FLARE: day(9)})

    assert owed(course, History(), day(10)) == Owed(check_in=setback_key(day(9)))
