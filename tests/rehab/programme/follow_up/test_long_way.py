"""A long way back calls for a visit; whoever is better and only slow hears a word."""

from typing import Any

import pytest

from rehab.programme.course import Limits, What, apply
from rehab.programme.follow_up.progress import Progress
from rehab.programme.follow_up.visits import called_for, escalations
from rehab.programme.told import Day, History, Swelling
from tests.rehab.programme.standing import day, standing, told, trained
from triage.rules.parts import Level

RULES = escalations()
OWED = tuple(day(number) for number in range(0, 112, 2))
KEPT_AT_IT = tuple(trained(number) for number in range(0, 112, 2))
PAIN = told(*[4] * 183)
CALM = told(*[0] * 183)


def called(on: int, history: History | None = None, **given: Any) -> list[str]:
    """Return the rules that speak on that day."""
    told_until = (history or History()).until(day(on))
    course = standing(**given)
    changes = called_for(Progress(course=course, history=told_until, on=day(on)), RULES)
    return [each.subject for each in changes]


def kept(days: tuple[Day, ...]) -> History:
    return History(days=days, sessions=KEPT_AT_IT, owed=OWED)


@pytest.mark.parametrize(
    ("on", "given", "expected"),
    [
        (42, {"phase": 2}, ["week-6"]),
        (41, {"phase": 2}, []),
        (42, {"phase": 3}, []),
        (42, {"phase": 2, "stage": 1}, []),
        (42, {"phase": 2, "stage": 0}, ["week-6"]),
        (42, {"phase": 2, "cleared_on": day(15)}, []),
        (42, {"phase": 2, "cleared_on": day(14)}, ["week-6"]),
        (42, {"phase": 1, "limits": Limits(max_phase=1)}, []),
        (84, {"phase": 3, "stage": 3}, ["week-12"]),
        (83, {"phase": 3, "stage": 3}, []),
        (84, {"phase": 3}, ["week-12"]),
        (84, {"phase": 3, "stage": 4}, []),
        (84, {"phase": 5}, []),
        (84, {"phase": 1, "limits": Limits(max_phase=1)}, []),
        (182, {"phase": 4, "stage": 8}, ["month-6"]),
        (181, {"phase": 4, "stage": 8}, []),
        (182, {"phase": 4, "stage": 12}, []),
        (182, {"phase": 5, "stage": 6}, []),
    ],
)
def test_a_way_that_takes_long_is_for_a_visit(
    on: int, given: dict[str, Any], expected: list[str]
) -> None:
    spoken = {"progressed_on": day(182), "visits": {"day-28": day(28), "day-14": day(14)}}
    better = [f"{rule}-better" for rule in expected]

    assert called(on, History(days=PAIN), **spoken | given) == expected
    assert called(on, History(days=CALM), **spoken | given) == better


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ["stalled"]),
        ({"progressed_on": day(17)}, []),
        ({"phase": 5}, []),
        ({"stage": 12}, []),
        ({"limits": Limits(max_phase=1)}, []),
    ],
)
def test_two_weeks_of_work_without_progress_are_for_a_visit(
    given: dict[str, Any], expected: list[str]
) -> None:
    spoken = dict.fromkeys(("day-14", "day-21", "day-28"), day(28))
    given = {"phase": 3, "since": 16, "visits": spoken} | given
    better = [f"{rule}-better" for rule in expected]

    assert called(30, kept(PAIN), **given) == expected
    assert called(30, kept(CALM), **given) == better


def long_way(history: History, **given: Any) -> list[tuple[str, Level | None]]:
    """Return what is said at week 6 to somebody in phase 2, and how urgent it is."""
    spoken = {"day-28": day(28)} | given.pop("visits", {})
    course = standing(phase=2, progressed_on=day(42), visits=spoken, **given)
    progress = Progress(course=course, history=history.until(day(42)), on=day(42))
    return [(each.subject, each.level) for each in called_for(progress, RULES)]


def test_whoever_is_better_and_slow_hears_a_word_and_nothing_locks() -> None:
    course = standing(phase=2, stage=0, progressed_on=day(42))
    progress = Progress(course=course, history=History(days=CALM[:43]), on=day(42))

    (word,) = called_for(progress, RULES)

    assert (word.what, word.level) == (What.VISIT, None)
    assert apply(course, word, day(42)).limits == Limits()


def test_of_whom_nothing_is_known_or_who_has_a_sign_a_visit_is_called_for() -> None:
    fine = History(days=CALM)
    swollen = History(days=told(*[0] * 43, swelling=Swelling.SAME))
    sign = (*CALM[:30], *told(0, first=30, level=Level.WITHIN_2_WEEKS), *CALM[31:43])

    assert long_way(fine) == [("week-6-better", None)]
    assert long_way(History()) == [("week-6", Level.WITHIN_2_WEEKS)]
    assert long_way(swollen) == [("week-6", Level.WITHIN_2_WEEKS)]
    assert ("week-6", Level.WITHIN_2_WEEKS) in long_way(History(days=sign))


def test_the_word_is_said_once_and_who_is_no_better_later_is_still_called() -> None:
    said = {"week-6-better": day(42), "day-14": day(14)}

    assert long_way(History(days=CALM), visits=said) == []
    assert long_way(History(days=PAIN), visits=said) == [("week-6", Level.WITHIN_2_WEEKS)]


def test_each_rule_for_a_long_way_has_a_word_for_who_is_better() -> None:
    words = {rule.id: rule.word for rule in RULES if rule.if_better}

    assert [*words] == ["week-6", "week-12", "stalled", "month-6"]
    assert all(word.level is None and word.because for word in words.values())


def test_without_the_work_there_is_no_stall() -> None:
    assert called(30, History(days=CALM, owed=OWED), phase=3, since=16) == []
