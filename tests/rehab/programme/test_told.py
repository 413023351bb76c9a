"""Windows of what was told."""

from rehab.programme.told import CheckInTold, Feeling, History, between, since
from tests.rehab.programme.standing import day, met, told, trained


def test_nothing_was_told_last_by_who_never_answered() -> None:
    assert History().last_told is None


def test_whatever_was_told_last_counts() -> None:
    check_in = CheckInTold(on=day(5), now=1, worst=1, feeling=Feeling.SAME)
    history = History(days=told(1, 1), check_ins=(check_in,), gates=met("run", 7))

    assert history.last_told == day(7)


def test_what_comes_later_is_not_known_yet() -> None:
    history = History(
        days=told(1, 2, 3),
        sessions=(trained(2),),
        gates=met("run", 1),
        owed=(day(0), day(2)),
    )

    assert history.until(day(1)) == History(
        days=told(1, 2), gates=met("run", 1), owed=(day(0),)
    )


def test_a_session_owed_later_is_not_known_yet() -> None:
    history = History(owed=(day(0), day(2)))

    assert history.until(day(1)).owed == (day(0),)


def test_a_history_that_is_over_stays_as_it_is() -> None:
    history = History(days=told(1, 2), owed=(day(0),))

    assert history.until(day(1)) is history


def test_windows_hold_both_their_ends() -> None:
    days = told(1, 2, 3, 4)

    assert since(days, day(2)) == list(told(3, 4, first=2))
    assert between(days, day(1), day(2)) == list(told(2, 3, first=1))
