"""How somebody is doing, as the rules read it."""

from typing import Any

import pytest

from rehab.programme.follow_up.progress import Progress, Trend
from rehab.programme.told import (
    Amount,
    CheckInTold,
    Day,
    Feeling,
    History,
    RunTold,
    Swelling,
)
from tests.rehab.programme.standing import day, standing, told, trained
from triage.rules.parts import Level


def progress(on: int, history: History | None = None, **given: Any) -> Progress:
    return Progress(course=standing(**given), history=history or History(), on=day(on))


def check_in(number: int, worst: int = 4, **given: Any) -> CheckInTold:
    defaults: dict[str, Any] = {"now": worst, "feeling": Feeling.SAME}
    return CheckInTold(on=day(number), worst=worst, **defaults | given)


def test_pain_is_the_middle_of_the_last_week() -> None:
    assert progress(20, History(days=told(9, 9, 1, 2, 5, first=11))).pain == 2
    assert progress(30, History(days=told(9, 9, 1, 2, 5, first=11))).pain is None


def test_whatever_hurt_most_at_first_is_followed() -> None:
    check_ins = (check_in(2, 6, running=8), check_in(14, 3, running=5))

    assert progress(15, History(days=told(1, first=14), check_ins=check_ins)).fall == (8, 5)
    assert progress(15, History(days=told(1, first=14))).fall == (4, 1)
    assert progress(15, History(check_ins=check_ins[:1])).fall is None
    assert progress(29, History(check_ins=check_ins)).fall is None


def test_without_pain_on_runs_the_worst_pain_counts() -> None:
    check_ins = (check_in(2, 6), check_in(14, 3, running=5))

    assert progress(15, History(check_ins=check_ins)).fall == (6, 3)


CALMER = told(1, 1, 1, first=19)
SAME = told(4, 4, 4, first=19)


@pytest.mark.parametrize(
    ("history", "trend"),
    [
        (History(), Trend.UNCLEAR),
        (History(days=SAME), Trend.STABLE),
        (History(days=told(3, 3, first=19)), Trend.UNCLEAR),
        (History(days=CALMER), Trend.IMPROVED),
        (History(days=(*told(1, 1), *told(4, 4, 4, first=19))), Trend.WORSE),
        (History(days=told(4, worse=True, first=19)), Trend.WORSE),
        (History(check_ins=(check_in(14, feeling=Feeling.WORSE),)), Trend.WORSE),
    ],
)
def test_the_trend_is_read_from_pain_and_from_what_was_said(
    history: History, trend: Trend
) -> None:
    assert progress(21, history).trend is trend


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (check_in(20, 2, feeling=Feeling.BETTER), Trend.IMPROVED),
        (check_in(20, 2, activities=(7, 7)), Trend.IMPROVED),
        (check_in(20, 2, activities=(6, 5)), Trend.UNCLEAR),
        (check_in(20, 2), Trend.UNCLEAR),
    ],
)
def test_less_pain_is_better_only_if_the_last_check_in_agrees(
    last: CheckInTold, expected: Trend
) -> None:
    check_ins = (check_in(2, 4, activities=(5, 5)), last)

    assert progress(21, History(check_ins=check_ins)).trend is expected


def test_pain_of_1_at_most_is_better_whatever_it_was() -> None:
    hardly_any = History(days=told(1, 1, 1, first=19))

    assert progress(21, hardly_any, runner={"start_pain": 1}).better is True
    assert progress(21, History(days=CALMER)).better is True
    assert progress(21, History(days=SAME)).better is False
    assert progress(21).better is False


def test_a_knee_that_hurts_only_in_use_is_no_better_as_long_as_it_does() -> None:
    at_rest, no_pain = told(1, 1, 1, first=19), {"start_pain": 0}
    lone = check_in(2, 6, running=6)
    eased = check_in(20, 2, running=2, feeling=Feeling.BETTER)
    runs = tuple(RunTold(on=day(n), minutes=20, pain=7) for n in (16, 18, 20))

    def better(**hurts: Any) -> bool:
        return progress(21, History(days=at_rest, **hurts), runner=no_pain).better

    assert better() is True
    assert better(check_ins=(lone,)) is False
    assert better(runs=runs) is False
    assert better(check_ins=(lone, eased)) is True


def test_a_list_of_signs_that_is_left_open_shows_no_progress() -> None:
    calm = History(days=told(1, 1, 1, first=19, list_answered=False))
    mixed = told(4, first=18), told(1, 1, 1, first=19, list_answered=False)
    check_ins = (check_in(2, 6), check_in(20, 1, feeling=Feeling.BETTER))
    open_check_in = told(1, first=19), told(1, first=20, list_answered=False)

    assert progress(21, calm, runner={"start_pain": 1}).better is False
    assert progress(21, calm).fall == (4, 4)
    assert progress(21, History(days=sum(mixed, ()))).better is False
    assert progress(21, History(days=CALMER, check_ins=check_ins)).better is True
    checked = History(days=sum(open_check_in, ()), check_ins=check_ins)
    assert progress(21, checked).better is False


def test_pain_that_was_told_with_an_open_list_counts_against_it() -> None:
    days = (*told(1, first=17), *told(5, 5, 5, first=18, list_answered=False))

    assert progress(21, History(days=days)).pain == 5


def test_pain_of_1_is_not_better_for_who_says_that_it_is_worse() -> None:
    history = History(days=told(1, 1, worse=True, first=19))

    assert progress(21, history, runner={"start_pain": 1}).better is False


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((), False),
        (told(4, first=13), True),
        (told(3, first=13), False),
        (told(1, first=13), False),
    ],
)
def test_hardly_better_is_less_than_a_point(
    days: tuple[Day, ...], *, expected: bool
) -> None:
    assert progress(14, History(days=days)).hardly_better is expected


def test_hardly_better_is_also_less_than_15_percent() -> None:
    days = told(7, first=13)

    assert progress(14, History(days=days), runner={"start_pain": 8}).hardly_better is True


@pytest.mark.parametrize(
    ("pains", "expected"),
    [
        ((2, 2, 4, 4, 4), True),
        ((2, 2, 4, 4), False),
        ((2, 2, 4, 3, 4), False),
        ((2, 2, 4, 4, 3), False),
        ((6, 6, 6), True),
        ((5, 5, 5), False),
        ((6, 6), False),
        ((), False),
    ],
)
def test_pain_has_risen_when_it_stays_2_higher_for_48_hours(
    pains: tuple[int, ...], *, expected: bool
) -> None:
    assert progress(9, History(days=told(*pains))).worse is expected


def test_two_answers_may_span_the_48_hours() -> None:
    days = (*told(1, 1), *told(3, first=4), *told(3, first=6))

    assert progress(6, History(days=days)).worse is True


def test_what_was_told_before_somebody_looked_counts_no_more() -> None:
    days = told(6, worse=True, level=Level.SAME_DAY, swelling=Swelling.MORE)
    history = History(days=days, check_ins=(check_in(0, limps=True),))

    before, since = progress(9, history), progress(9, history, cleared_on=day(5))

    assert (before.worse, before.told_level, before.strong) == (True, Level.SAME_DAY, 6)
    assert (before.swollen, before.limps) == (True, True)
    assert (since.worse, since.told_level, since.strong) == (False, Level.SELF_CARE, 0)
    assert (since.swollen, since.limps) == (False, False)


def test_silence_counts_from_what_was_told_last() -> None:
    assert progress(9).silent_days == 9
    assert progress(9, History(days=told(1, first=4))).silent_days == 5
    assert progress(9, History(days=told(1, first=4)), cleared_on=day(7)).silent_days == 2


def test_days_count_from_when_care_began_or_somebody_looked() -> None:
    early = progress(9, care_began_on=day(-12))
    seen = progress(9, care_began_on=day(-12), cleared_on=day(5))

    assert (early.day, early.care_day, early.unseen_days) == (9, 21, 9)
    assert (seen.day, seen.care_day, seen.unseen_days) == (9, 4, 4)


@pytest.mark.parametrize(("done", "expected"), [(7, True), (6, False)])
def test_care_on_70_percent_of_the_first_days_is_consistent(
    done: int, *, expected: bool
) -> None:
    history = History(days=told(*[2] * done, care_done=True))

    assert progress(10, history, phase=0).consistent is expected


def test_care_before_the_plan_is_taken_at_their_word() -> None:
    assert progress(2, phase=0, care_began_on=day(-5)).consistent is True
    assert progress(3, phase=0, care_began_on=day(-5)).consistent is False


def test_nothing_due_is_not_consistent() -> None:
    assert progress(0, phase=0).consistent is False


@pytest.mark.parametrize(("done", "expected"), [(7, True), (6, False)])
def test_after_the_first_days_the_sessions_owed_count(done: int, *, expected: bool) -> None:
    owed = tuple(day(number) for number in range(0, 20, 2))
    sessions = tuple(trained(number) for number in range(0, 2 * done, 2))
    undone = trained(18, amount=Amount.NONE)

    history = History(owed=owed, sessions=(*sessions, undone))

    assert progress(20, history).consistent is expected
    assert progress(20, history, exercises_began_on=day(0)).consistent is expected


def test_whoever_did_and_told_70_percent_of_two_weeks_keeps_at_it() -> None:
    owed = tuple(day(number) for number in range(0, 10, 2))
    whole = tuple(trained(number) for number in range(0, 8, 2))
    untold = trained(6, next_morning=None)

    assert progress(10, History(owed=owed, sessions=whole)).keeps_at_it is True
    assert (
        progress(10, History(owed=owed, sessions=(*whole[:3], untold))).keeps_at_it is False
    )
    assert progress(10).keeps_at_it is False


@pytest.mark.parametrize(
    "given",
    [
        {"progressed_on": day(6)},
        {"stage_since": day(6)},
        {"cleared_on": day(6)},
        {"hold_until": day(6)},
        {"rest_until": day(6)},
        {"since": 6},
    ],
)
def test_days_without_progress_count_from_what_moved_last(given: dict[str, Any]) -> None:
    assert progress(20, **given).days_without_progress == 14
