"""What speaks against a run that is planned for today."""

from dataclasses import replace

from rehab.programme.running.ceilings import ceilings
from rehab.programme.running.dials import free_days
from rehab.programme.running.refusals import Breach
from rehab.programme.running.weeks import check_run, check_week
from rehab.programme.told import (
    Amount,
    SessionTold,
    Tried,
)
from tests.rehab.programme.running.plans import (
    a_plan,
    breaches,
    built,
    by_week,
    limits,
    suggested,
)
from tests.rehab.programme.running.somebody import (
    a_run,
    a_week,
    calm,
    day,
)


def test_no_run_is_planned_on_a_day_that_has_passed() -> None:
    assert breaches(check_week(a_plan(6, 6), limits(on=1))) == [Breach.PAST]
    assert check_week(a_plan(6, 6), limits(a_week(0, 6)[0], on=1)) == ()


def test_nothing_is_planned_for_today_on_a_sore_knee() -> None:
    history = replace(built(), days=calm(0, 0, pain=3))
    found = ceilings(by_week(), history, day(0))

    assert breaches(check_week(a_plan(6, 6), found)) == [Breach.RESTING]
    assert free_days(found, day(0)) == (day(1), day(3), day(5))
    assert suggested(by_week(), history, day(0)).runs[0].on == day(1)


def test_nothing_is_planned_for_the_day_after_exercises_that_were_too_much() -> None:
    tried = (Tried(exercise="X04", amount=Amount.ALL, pain=7),)
    session = SessionTold(on=day(-1), amount=Amount.ALL, tried=tried, next_morning=0)
    history = replace(built(), sessions=(session,))
    found = ceilings(by_week(), history, day(0))

    assert breaches(check_week(a_plan(6, 6), found)) == [Breach.RESTING]
    assert free_days(found, day(0)) == (day(1), day(3), day(5))


def test_pain_told_with_a_run_does_not_make_it_one_on_a_sore_knee() -> None:
    run = a_run(0, metres=6000)
    told_with_it = replace(built(run), days=calm(0, 0, pain=3))
    told_before = replace(built(run), days=calm(-1, -1, pain=3))

    assert check_run(by_week(), told_with_it, run) == ()
    assert breaches(check_run(by_week(), told_before, run)) == [Breach.RESTING]
