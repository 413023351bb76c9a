from rehab.programme.running.signs import daily_pain, flags, swelling
from rehab.programme.told import Amount, Day, History, SessionTold, Swelling
from tests.rehab.programme.running.somebody import a_run, calm, day
from triage.rules.parts import Level


def test_of_several_pains_told_of_a_day_the_worst_counts() -> None:
    days = (Day(on=day(0), pain=1), Day(on=day(1), pain=2, morning=0))
    history = History(days=days, runs=(a_run(0, next_morning=4),))

    assert daily_pain(history, day(0)) == {day(0): 1, day(1): 4}
    assert daily_pain(history, day(2)) == {}


def test_pain_on_a_run_is_not_that_of_daily_life() -> None:
    history = History(runs=(a_run(0, pain=7, next_morning=None),))

    assert daily_pain(history, day(0)) == {}


def test_swelling_told_anywhere_makes_a_swollen_day() -> None:
    session = SessionTold(on=day(0), amount=Amount.ALL, swelling=Swelling.MORE)
    history = History(
        days=(*calm(0, 0, swelling=Swelling.NONE), *calm(2, 2)),
        sessions=(session,),
        runs=(a_run(1),),
    )

    assert swelling(history, day(0)) == {day(0): True, day(1): False}


def test_whoever_should_be_seen_told_of_a_sign() -> None:
    days = (Day(on=day(0), pain=0), Day(on=day(1), pain=0, level=Level.WITHIN_2_WEEKS))

    assert flags(History(days=days), day(0)) == [day(1)]
