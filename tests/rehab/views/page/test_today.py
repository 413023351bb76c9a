from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rehab.models import Plan
from rehab.programme.care.rice import COMPRESSION, ELEVATION, ICE, REST, REST_UNTIL_SEEN
from rehab.programme.course import Course, Limits, Rung
from rehab.programme.exercises import HEEL_SLIDES, QUAD_SQUEEZE
from rehab.programme.follow_up.limits import PROTECT, WALKING, WALKING_ON_BONE
from rehab.programme.pain.limits import BY_DEFAULT, ON_BONE, ON_NEW_SPRAIN, PainLimit
from rehab.programme.pain.words import RULES
from rehab.programme.running.ceilings import ceilings
from rehab.programme.running.stages import FREE, HOW, STAGES
from rehab.programme.told import Amount, Day, History, SessionTold
from rehab.views.page.rows import Kept
from rehab.views.page.today import Kind, RunToday, Today, today_of
from rehab.views.page.week import ThisWeek
from tests.factories import a_plan
from tests.rehab.programme.running.somebody import a_course, by_ladder, day

NAMES = {"hip_weakness": "Hip muscles that tire early"}


def today(
    course: Course, history: History | None = None, on: date | None = None, **given: Any
) -> Today:
    plan, told = Plan(**given.pop("plan", {})), history or History()
    on = on or day(0)
    planned = given.pop("planned", None)
    week = ThisWeek(on=on, limits=ceilings(course, told, on), planned=planned)
    return today_of(plan, course, told, week, names=NAMES, **given)


def settling(**given: Any) -> Course:
    return a_course(**{"phase": 0, "exercises_began_on": None, "begun_on": day(0)} | given)


def training(**given: Any) -> Course:
    """Return a course with a session on day 0, 2 and 4."""
    later: dict[str, Any] = {"phase": 2, "exercises_began_on": day(-14)}
    return a_course(**later | given)


def names(cards: Any) -> list[str]:
    return [card.chosen.exercise.name for card in cards]


def test_checklist_33_the_first_days_have_rest_ice_compression_and_elevation() -> None:
    shown = today(settling())

    assert shown.kind is Kind.CARE
    assert shown.care == (REST, ICE, COMPRESSION, ELEVATION)
    assert [card.chosen.exercise for card in shown.movements] == [
        HEEL_SLIDES,
        QUAD_SQUEEZE,
    ]
    assert (shown.strength, shown.stretches, shown.pain_rule) == ((), (), ())


def test_what_health_rules_out_is_left_out() -> None:
    shown = today(settling(), plan={"no_ice": True, "no_compression": True})

    assert shown.care == (REST, ELEVATION)


def test_checklist_34_nobody_runs_or_jumps_in_the_first_days() -> None:
    shown = today(settling(stage=3))

    assert shown.run
    assert not shown.run.may
    assert shown.strength == ()


def test_a_session_day_has_its_exercises_on_their_rungs() -> None:
    course = training(rungs={"X04": Rung(number=3, since=day(-3))})

    shown = today(course)

    rungs = {card.chosen.exercise.id: card.chosen.rung for card in shown.strength}
    assert shown.kind is Kind.SESSION
    assert rungs["X04"] == 3
    assert len(rungs) == 4
    assert "Hip-flexor stretch" in names(shown.stretches)
    assert shown.pain_rule
    assert (shown.owed.session, shown.next_on, shown.until) == (True, day(2), None)


def test_each_exercise_says_which_factors_it_was_chosen_for() -> None:
    course = training(runner={"factors": frozenset({"hip_weakness", "unnamed"})})

    shown = today(course)

    serves = {card.chosen.exercise.name: card.serves for card in shown.strength}
    assert serves["Band walk"] == ("Hip muscles that tire early",)


def test_a_session_stays_as_hard_as_when_it_was_called_for() -> None:
    course = training(rungs={"X04": Rung(number=3, since=day(0))})
    kept = (
        Kept(number=1, on=day(-2), rungs={"X04": 1}, told=True),
        Kept(number=2, on=day(0), rungs={"X04": 2}, told=False),
    )

    shown = today(course, kept=kept)

    assert [(c.chosen.exercise.id, c.chosen.rung) for c in shown.strength] == [("X04", 2)]


def test_a_session_that_was_called_for_is_one_of_today_whatever_the_phase_is_now() -> None:
    kept = (Kept(number=2, on=day(2), rungs={"X04": 2}, told=False),)
    keeping = training(phase=5)  # which has sessions on day 0 and 4

    shown = today(keeping, on=day(2), kept=kept)
    settled = today(training(phase=0), on=day(2), kept=kept)

    assert (today(keeping, on=day(2)).kind, shown.kind) == (Kind.REST, Kind.SESSION)
    assert (settled.kind, settled.strength) == (Kind.CARE, ())


def test_a_rest_day_tells_what_comes_next() -> None:
    shown = today(training(), on=day(1))

    assert (shown.kind, shown.next_on) == (Kind.REST, day(2))
    assert len(shown.strength) == 4


def test_a_day_of_rest_may_be_one_to_run() -> None:
    shown = today(training(stage=3), on=day(1))

    assert shown.kind is Kind.RUN
    assert shown.run == RunToday(
        stage=STAGES[3], how=HOW, locks=(), done=False, stop_from=4
    )


@pytest.mark.parametrize(
    ("cause", "pain", "rule"),
    [("mcl", 3, ON_NEW_SPRAIN), ("sifk", 1, ON_BONE), ("overload", 4, BY_DEFAULT)],
)
def test_how_much_may_hurt_fits_the_cause(cause: str, pain: int, rule: PainLimit) -> None:
    sore = training(runner={"causes": (cause,)}, stage=3, care_began_on=day(0))

    shown = today(sore, on=day(2))

    assert shown.run
    assert shown.run.stop_from == pain
    assert shown.pain_rule[: len(RULES[rule])] == RULES[rule]


def test_who_did_the_runs_of_the_week_rests_for_the_rest_of_it() -> None:
    two_a_week = training(stage=3, runner={"factors": frozenset({"previous_injury"})})
    ran = History(runs=(by_ladder(0, 3), by_ladder(3, 3)))

    shown = today(two_a_week, ran, on=day(5))

    assert shown.run
    assert (shown.kind, shown.run.may) == (Kind.REST, False)
    assert [(lock.id, lock.opens_on) for lock in shown.run.locks] == [("none_left", day(7))]


def test_who_ran_has_run_for_today() -> None:
    shown = today(training(stage=3), History(runs=(by_ladder(1, 3),)), on=day(1))

    assert shown.kind is Kind.REST
    assert shown.run
    assert (shown.run.done, shown.run.may) == (True, False)


def test_what_speaks_against_a_run_today_is_told() -> None:
    course = training(stage=3, rest_until=day(3))

    shown = today(course, on=day(1))

    assert shown.kind is Kind.REST
    assert shown.run
    assert [(lock.id, lock.opens_on) for lock in shown.run.locks] == [("resting", day(3))]


def test_who_plans_by_the_week_has_no_stage() -> None:
    shown = today(training(stage=FREE), on=day(1))

    assert shown.run
    assert shown.run.stage is None


def test_nothing_is_trained_before_the_day_on_which_exercises_go_on() -> None:
    shown = today(training(hold_until=day(2)))

    assert (shown.kind, shown.until) == (Kind.HELD, day(2))
    assert (shown.strength, shown.movements, shown.care) == ((), (), ())


@pytest.mark.parametrize(
    ("told", "care", "walking"),
    [
        (
            {"causes": ("mcl",), "injury": True},
            (REST_UNTIL_SEEN, ICE, COMPRESSION, ELEVATION),
            (WALKING,),
        ),
        ({"causes": ("overload",)}, (REST_UNTIL_SEEN, ELEVATION), (WALKING,)),
        (
            {"causes": ("sifk",)},
            (REST_UNTIL_SEEN, ELEVATION),
            (WALKING_ON_BONE,),
        ),
    ],
)
@pytest.mark.django_db
def test_a_plan_that_only_protects_has_a_rule_for_walking(
    told: dict[str, Any], care: object, walking: object
) -> None:
    course = settling(limits=PROTECT, runner=told)

    week = ThisWeek(on=day(0), limits=ceilings(course, History(), day(0)))
    shown = today_of(a_plan(), course, History(), week, names=NAMES)

    assert (shown.kind, shown.care, shown.walking) == (Kind.PROTECT, care, walking)
    assert (shown.movements, shown.strength, shown.run) == ((), (), None)
    assert shown.owed.session is False


def test_what_was_told_today_is_not_asked_for_again() -> None:
    told = History(
        days=(Day(on=day(0), pain=1),),
        sessions=(SessionTold(on=day(0), amount=Amount.ALL),),
    )
    before = replace(told, days=(Day(on=day(-1), pain=1),), sessions=())

    shown, earlier = today(training(), told), today(training(), before)

    assert (shown.day_told, shown.session_told) == (True, True)
    assert (earlier.day_told, earlier.session_told) == (False, False)


def test_until_somebody_has_looked_exercises_stay_in_the_first_phase() -> None:
    limits = Limits().until_seen()

    shown = today(training(phase=1, limits=limits))

    assert shown.kind is Kind.SESSION
    assert "Side-lying leg raise" in names(shown.strength)
