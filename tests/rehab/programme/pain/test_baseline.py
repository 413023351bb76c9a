from rehab.programme.pain.baseline import base, mornings
from rehab.programme.told import Amount, Day, History, SessionTold
from tests.rehab.programme.running.somebody import a_run, day


def told(*pains: int | None, first: int = 0) -> tuple[Day, ...]:
    return tuple(Day(on=day(first + n), pain=9, morning=p) for n, p in enumerate(pains))


def test_of_several_pains_told_of_a_morning_the_worst_counts() -> None:
    session = SessionTold(on=day(0), amount=Amount.ALL, next_morning=3)
    history = History(
        days=told(1, 1, None), sessions=(session,), runs=(a_run(1, next_morning=2),)
    )

    assert mornings(history, day(0)) == {day(0): 1, day(1): 3, day(2): 2}
    assert mornings(history, day(2)) == {day(2): 2}


def test_the_base_is_the_median_of_the_last_seven_mornings() -> None:
    history = History(days=told(9, 0, 1, 2, 3, 4, 5, 6, 9))

    assert base(history, day(7)) == 3


def test_of_two_in_the_middle_the_lower_one_counts() -> None:
    assert base(History(days=told(0, 1, 4, 5)), day(3)) == 1


def test_without_a_morning_there_is_no_base() -> None:
    assert base(History(days=told(None, None)), day(1)) is None
    assert base(History(days=told(1)), day(7)) is None
