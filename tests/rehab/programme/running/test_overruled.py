"""What a physio has overruled costs nothing any more."""

from rehab.programme.course import Change, What
from rehab.programme.running.ladder import after_run
from rehab.programme.told import Day, Swelling
from tests.rehab.programme.running.somebody import a_course, by_ladder, day, runs
from triage.rules.parts import Level


def moved(changes: tuple[Change, ...]) -> dict[What, str]:
    return {change.what: change.after for change in changes}


def sore(*mornings: int) -> tuple[Day, ...]:
    return tuple(Day(on=day(n), pain=p, morning=p) for n, p in enumerate(mornings, start=1))


def rest(number: int) -> str:
    return day(number).isoformat()


def test_a_run_that_a_physio_overruled_costs_nothing_until_more_is_told() -> None:
    course = a_course(stage=5, overruled_on=day(1))
    bad_run = by_ladder(0, 5, pain=4, next_morning=None)

    assert after_run(course, runs(bad_run), day(1)) == ()
    assert moved(after_run(course, runs(bad_run, days=sore(1, 1)), day(2))) == {
        What.REST: rest(5),
        What.STAGE: "3",
    }
    assert after_run(a_course(stage=5), runs(bad_run), day(1)) != ()


def test_an_overruled_run_does_not_make_the_next_one_the_second() -> None:
    told = runs(by_ladder(0, 5, pain=3), by_ladder(2, 5, pain=3))

    assert after_run(a_course(stage=5, overruled_on=day(1)), told, day(2)) == ()
    assert after_run(a_course(stage=5), told, day(2)) != ()


def test_no_physio_overrules_a_knee_that_swelled_more() -> None:
    history = runs(by_ladder(0, 5, swelling=Swelling.MORE))

    (pause,) = after_run(a_course(stage=5, overruled_on=day(0)), history, day(0))

    assert (pause.what, pause.level) == (What.PAUSE, Level.WITHIN_A_WEEK)
