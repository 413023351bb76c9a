"""What a session says about its exercises."""

from typing import Any

import pytest

from rehab.programme.pain.lights import (
    Stays,
    Verdict,
    best,
    is_red,
    reds,
    sore,
    stops,
    verdicts,
    was_stopped,
    why_it_stays,
)
from rehab.programme.told import Amount, Day, History, SessionTold, Swelling
from tests.rehab.programme.standing import day, standing, trained

HOPS = "X34"


def verdict(session: SessionTold, *causes: str, **given: Any) -> Verdict:
    course = standing(*causes, phase=4)
    return dict(verdicts(course, History(**given), session))[session.tried[0].exercise]


@pytest.mark.parametrize(
    ("pain", "expected"),
    [
        (3, Verdict.GOOD),
        (4, Verdict.HOLD),
        (5, Verdict.HOLD),
        (6, Verdict.REGRESS),
        (7, Verdict.REGRESS),
        (8, Verdict.STOP),
    ],
)
def test_pain_is_read_by_the_traffic_light(pain: int, expected: Verdict) -> None:
    assert verdict(trained(2, pain=pain)) is expected


@pytest.mark.parametrize(
    ("pain", "expected"), [(1, Verdict.GOOD), (2, Verdict.HOLD), (4, Verdict.REGRESS)]
)
def test_a_painkiller_may_hide_2_points(pain: int, expected: Verdict) -> None:
    assert verdict(trained(2, pain=pain, painkiller=True)) is expected


@pytest.mark.parametrize(
    ("cause", "pain", "expected"),
    [
        ("bone_stress_injury", 0, Verdict.GOOD),
        ("bone_stress_injury", 1, Verdict.REGRESS),
        ("sifk", 1, Verdict.REGRESS),
        ("mcl", 2, Verdict.GOOD),
        ("mcl", 3, Verdict.REGRESS),
        ("osteoarthritis", 3, Verdict.GOOD),
        ("osteoarthritis", 5, Verdict.HOLD),
        ("osteoarthritis", 6, Verdict.REGRESS),
        ("meniscus", 3, Verdict.GOOD),
        ("meniscus", 4, Verdict.HOLD),
    ],
)
def test_a_cause_may_have_a_light_of_its_own(
    cause: str, pain: int, expected: Verdict
) -> None:
    assert verdict(trained(2, pain=pain), cause) is expected


def test_a_sprain_is_no_longer_new_after_3_weeks() -> None:
    assert verdict(trained(20, pain=3), "mcl") is Verdict.REGRESS
    assert verdict(trained(21, pain=3), "mcl") is Verdict.GOOD


def test_the_strictest_of_several_causes_counts() -> None:
    assert verdict(trained(2, pain=5), "osteoarthritis", "plica") is Verdict.HOLD
    assert verdict(trained(2, pain=1), "osteoarthritis", "sifk") is Verdict.REGRESS


@pytest.mark.parametrize(
    ("cause", "pain", "expected"),
    [
        ("overload", 2, Verdict.GOOD),
        ("overload", 3, Verdict.HOLD),
        ("overload", 4, Verdict.REGRESS),
        ("osteoarthritis", 3, Verdict.HOLD),
        ("mcl", 3, Verdict.REGRESS),
        ("sifk", 1, Verdict.REGRESS),
    ],
)
def test_impact_is_allowed_less_pain(cause: str, pain: int, expected: Verdict) -> None:
    assert verdict(trained(2, pain=pain, exercise=HOPS), cause) is expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"hard": 6}, Verdict.GOOD),
        ({"hard": 7}, Verdict.HOLD),
        ({"hard": 8}, Verdict.HOLD),
        ({"hard": 9}, Verdict.EASE),
        ({"hard": 10}, Verdict.EASE),
        ({"clean": False}, Verdict.HOLD),
        ({"amount": Amount.MOST}, Verdict.HOLD),
        ({"amount": Amount.SOME}, Verdict.HOLD),
        ({"amount": Amount.NONE}, Verdict.HOLD),
        ({"swelling": Swelling.MORE}, Verdict.HOLD),
        ({"swelling": Swelling.SAME}, Verdict.GOOD),
        ({"counts": False}, Verdict.UNKNOWN),
        ({"next_morning": None}, Verdict.UNKNOWN),
        ({"next_morning": None, "hard": 7}, Verdict.HOLD),
    ],
)
def test_effort_and_what_was_left_out_keep_it_from_being_good(
    given: dict[str, Any], expected: Verdict
) -> None:
    assert verdict(trained(2, **given)) is expected


@pytest.mark.parametrize(
    ("morning", "expected"),
    [
        (0, Verdict.GOOD),
        (2, Verdict.GOOD),
        (3, Verdict.HOLD),
        (4, Verdict.REGRESS),
    ],
)
def test_the_next_morning_is_held_against_the_usual_one(
    morning: int, expected: Verdict
) -> None:
    days = tuple(Day(on=day(n), pain=2, morning=2) for n in range(5))

    assert verdict(trained(4, next_morning=morning), days=days) is expected


def test_without_a_usual_morning_nothing_good_can_be_said() -> None:
    assert verdict(trained(4, next_morning=1)) is Verdict.UNKNOWN


def test_the_best_that_a_session_can_say_leaves_pain_out() -> None:
    assert best(History(), trained(2, pain=9)) is Verdict.GOOD
    assert best(History(), trained(2, next_morning=None)) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("session", "expected"),
    [
        (trained(2), False),
        (trained(2, pain=5), False),
        (trained(2, pain=6), True),
        (trained(2, pain=4, exercise=HOPS), True),
        (trained(2, pain=3, exercise=HOPS), False),
        (trained(2, swelling=Swelling.MORE), True),
        (SessionTold(on=day(2), amount=Amount.NONE), False),
    ],
)
def test_a_session_is_red_if_it_was_too_much(
    session: SessionTold, *, expected: bool
) -> None:
    assert is_red(standing(phase=4), History(), session) is expected


def test_a_bad_morning_after_makes_a_session_red() -> None:
    history = History(days=(Day(on=day(1), pain=0, morning=0),))

    assert is_red(standing(), history, trained(2, next_morning=2)) is True


def test_red_days_are_listed() -> None:
    sessions = (trained(0, pain=6), trained(2), trained(4, pain=7))

    assert reds(standing(), History(sessions=sessions), day(1)) == [day(4)]


def test_pain_of_8_ends_a_session() -> None:
    assert was_stopped(trained(2, pain=8)) is True
    assert was_stopped(trained(2, pain=6, painkiller=True)) is True
    assert was_stopped(trained(2, pain=7)) is False


@pytest.mark.parametrize(
    ("pain", "painkiller", "expected"),
    [(7, False, False), (8, False, True), (5, True, False), (6, True, True)],
)
def test_a_painkiller_may_hide_that_a_session_has_to_end(
    pain: int, *, painkiller: bool, expected: bool
) -> None:
    assert stops(pain, painkiller=painkiller) is expected


@pytest.mark.parametrize(
    ("cause", "given", "hurt"),
    [
        ("overload", {"pain": 3}, False),
        ("overload", {"pain": 4}, True),
        ("overload", {"pain": 2, "painkiller": True}, True),
        ("overload", {"pain": 3, "exercise": HOPS}, True),
        ("sifk", {"pain": 1}, True),
        ("mcl", {"pain": 3}, True),
    ],
)
def test_what_hurt_more_than_is_fine_is_told_by_cause_and_kind_of_work(
    cause: str, given: dict[str, Any], *, hurt: bool
) -> None:
    session = trained(2, **given)

    assert sore(standing(cause), session) == session.tried * hurt


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"amount": Amount.NONE}, Stays.SKIPPED),
        ({"pain": 4, "hard": 8}, Stays.HURT),
        ({"pain": 2, "painkiller": True}, Stays.HURT),
        ({"swelling": Swelling.MORE}, Stays.SWOLLEN),
        ({"hard": 7, "clean": False}, Stays.HARD),
        ({"clean": False}, Stays.NOT_CLEAN),
        ({"amount": Amount.MOST}, Stays.NOT_ALL),
        ({"next_morning": 1}, Stays.WORSE_MORNING),
        ({"next_morning": None}, Stays.MORNING_OPEN),
        ({}, Stays.NOT_YET),
    ],
)
def test_the_reason_why_it_stays_is_that_of_the_verdict(
    given: dict[str, Any], expected: Stays
) -> None:
    history = History(days=(Day(on=day(1), pain=0, morning=0),))

    assert why_it_stays(standing(), history, trained(2, **given)) is expected
