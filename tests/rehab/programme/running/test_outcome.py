from datetime import date

import pytest

from rehab.programme.course import Course
from rehab.programme.pain.limits import Work, pain_limit
from rehab.programme.running.outcome import (
    Outcome,
    judge,
    judged_since,
)
from rehab.programme.told import Day, RunTold, Swelling
from tests.rehab.programme.running.somebody import a_course, a_run, calm, day, runs

COURSE = a_course(stage=4)
UNTOLD = None
LATER = day(3)


def outcome(run: RunTold, *days: Day, on: date = LATER, course: Course = COURSE) -> Outcome:
    told = tuple(each for each in days if each.on <= on)
    return judge(course, runs(run, days=told), run, on).outcome


def mornings(*pains: int | None, first: int = 1) -> tuple[Day, ...]:
    return tuple(
        Day(on=day(first + n), pain=pain, morning=pain)
        for n, pain in enumerate(pains)
        if pain is not None
    )


@pytest.mark.parametrize(
    ("pain", "found"),
    [
        (0, Outcome.GOOD),
        (2, Outcome.GOOD),
        (3, Outcome.REPEAT),
        (4, Outcome.BAD),
        (10, Outcome.BAD),
    ],
)
def test_pain_on_the_run_decides(pain: int, found: Outcome) -> None:
    assert outcome(a_run(0, pain=pain)) is found


def test_a_limp_or_pain_that_rises_is_too_much_however_little_it_is() -> None:
    assert outcome(a_run(0, limped=True)) is Outcome.BAD


@pytest.mark.parametrize(
    ("cause", "weeks", "limits"),
    [
        ("overload", 10, (2, 4)),
        ("osteoarthritis", 10, (2, 4)),
        ("bone_stress_injury", 10, (0, 1)),
        ("sifk", 10, (0, 1)),
        ("mcl", 2, (2, 3)),
        ("mcl", 3, (2, 4)),
    ],
)
def test_causes_have_their_own_light(
    cause: str, weeks: int, limits: tuple[int, int]
) -> None:
    course = a_course(cause, care_began_on=day(-7 * weeks))

    light = pain_limit(course, day(0), Work.RUN)

    assert (light.green, light.red) == limits


@pytest.mark.parametrize(
    ("after", "found"),
    [
        ((0,), Outcome.GOOD),
        ((1,), Outcome.REPEAT),
        ((1, 0), Outcome.REPEAT),
        ((2, 0), Outcome.BAD),
        ((0, 2), Outcome.GOOD),  # back to normal in between: not put down to the run
        ((1, 1), Outcome.LONGER),
        ((1, 1, 0), Outcome.LONGER),
        ((UNTOLD, 1), Outcome.LONGER),
        ((1, 1, 1), Outcome.LASTING),
        ((UNTOLD, UNTOLD, 1), Outcome.LASTING),
    ],
)
def test_the_mornings_after_decide(after: tuple[int | None, ...], found: Outcome) -> None:
    run = a_run(0, next_morning=None)

    assert outcome(run, *calm(-6, 0), *mornings(*after)) is found


def test_mornings_are_held_against_the_usual_one_of_the_week_before() -> None:
    run = a_run(0, next_morning=1)

    assert outcome(run, *calm(-6, 0, pain=1, morning=1)) is Outcome.GOOD
    assert outcome(run, *calm(-6, 0)) is Outcome.REPEAT
    assert outcome(run) is Outcome.REPEAT  # nothing usual is known, so it is taken as 0


def test_where_no_morning_was_told_the_pain_of_the_day_stands_in() -> None:
    run = a_run(0, next_morning=None)

    assert outcome(run, Day(on=day(1), pain=0)) is Outcome.GOOD
    assert outcome(run, Day(on=day(1), pain=2)) is Outcome.BAD


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (0, Outcome.WAITING),
        (3, Outcome.WAITING),
        (4, Outcome.NOT_TOLD),
    ],
)
def test_a_run_whose_morning_is_not_told_waits_and_then_does_not_count(
    on: int, found: Outcome
) -> None:
    assert outcome(a_run(0, next_morning=None), on=day(on)) is found


def test_one_of_the_next_days_may_stand_for_the_morning_but_not_a_later_one() -> None:
    run = a_run(0, next_morning=None)

    assert outcome(run, *mornings(0, first=3), on=day(4)) is Outcome.GOOD
    assert outcome(run, *mornings(0, first=4), on=day(4)) is Outcome.NOT_TOLD


def test_the_morning_of_the_next_run_still_counts_but_not_the_pain_after_it() -> None:
    first, second = a_run(0, next_morning=None), a_run(2, next_morning=None)
    told = (Day(on=day(2), pain=5, morning=0), Day(on=day(3), pain=5, morning=5))
    history = runs(first, second, days=told)

    assert judge(COURSE, history, first, day(3)).outcome is Outcome.GOOD
    assert judge(COURSE, history, second, day(3)).outcome is Outcome.BAD


def test_pain_of_the_day_of_the_next_run_says_nothing_of_this_one() -> None:
    first, second = a_run(0, next_morning=None), a_run(2, next_morning=None)
    history = runs(first, second, days=(Day(on=day(2), pain=5),))

    assert judge(COURSE, history, first, day(2)).outcome is Outcome.NOT_TOLD


def test_a_run_does_not_count_while_the_list_of_signs_is_open() -> None:
    assert outcome(a_run(0, counts=False)) is Outcome.NOT_TOLD
    assert outcome(a_run(0, counts=False, pain=5)) is Outcome.BAD


@pytest.mark.parametrize("swelling", [Swelling.SAME, Swelling.MORE])
def test_any_swelling_after_a_run_is_the_worst(swelling: Swelling) -> None:
    with_run = a_run(0, swelling=swelling)
    days = calm(2, 2, swelling=swelling)
    late = calm(3, 3, swelling=swelling)

    assert outcome(with_run) is Outcome.SWOLLEN
    assert outcome(a_run(0), *days) is Outcome.SWOLLEN
    assert outcome(a_run(0), *late) is Outcome.GOOD


def test_swelling_on_the_day_of_the_next_run_is_put_down_to_that() -> None:
    first, second = a_run(0), a_run(2, swelling=Swelling.SAME)
    history = runs(first, second)

    assert judge(COURSE, history, first, day(3)).outcome is Outcome.GOOD
    assert judge(COURSE, history, second, day(3)).outcome is Outcome.SWOLLEN


def test_it_tells_when_it_was_known() -> None:
    bad = a_run(0, pain=5, next_morning=None)
    history = runs(bad, days=mornings(2, 2, 2))

    known = [judge(COURSE, history.until(day(n)), bad, day(n)) for n in range(4)]

    assert [(each.outcome, each.known_on) for each in known] == [
        (Outcome.BAD, day(0)),
        (Outcome.BAD, day(0)),
        (Outcome.LONGER, day(2)),
        (Outcome.LASTING, day(3)),
    ]


def test_runs_are_judged_in_their_order_up_to_a_day() -> None:
    told = [a_run(n) for n in (-3, 0, 2, 4)]

    found = judged_since(COURSE, runs(*told), day(0), day(2))

    assert [each.run for each in found] == told[1:3]
