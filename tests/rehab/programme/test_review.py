"""All rules together: what a day that turned changes, and what is owed."""

from dataclasses import replace
from typing import Any

import pytest

from rehab.programme.course import Change, Rung, What
from rehab.programme.follow_up.limits import PROTECT
from rehab.programme.phases.gates import PASSED
from rehab.programme.review import (
    BACK_TWICE,
    IT_IS_BACK,
    NO_RUNNING_YET,
    NOT_SEEN_YET,
    RELAPSE,
    RELAPSED_TWICE,
    after_entry,
    may_progress,
    review,
)
from rehab.programme.told import Day, History, Swelling
from tests.rehab.programme.reviewing import CALM, SESSIONS, changes, fine
from tests.rehab.programme.standing import KNEE, after, day, met, standing, told, trained
from triage.rules.parts import Level


def test_a_paused_plan_does_not_change() -> None:
    assert review(standing(paused=True), History(), day(60)) == ()
    assert after_entry(standing(paused=True), History(), day(60)) == ()


def test_a_finished_plan_does_not_change() -> None:
    assert review(standing(finished=True), History(), day(60)) == ()


def test_nothing_changes_past_a_pause() -> None:
    history = fine(
        days=told(1, level=Level.SAME_DAY, night_pain=True, swelling=Swelling.MORE)
    )

    (only,) = review(standing(phase=5), history, day(0))

    assert (only.what, only.level) == (What.PAUSE, Level.SAME_DAY)


def test_a_review_knows_nothing_of_later_days() -> None:
    later = fine(days=(*CALM[:10], *told(9, level=Level.SAME_DAY, first=12)))

    assert changes(11, later, since=5) == []


@pytest.mark.parametrize("days", [13, 29])
def test_a_few_weeks_are_14_to_28_days(days: int) -> None:
    with pytest.raises(ValueError, match="14 to 28 days"):
        review(standing(), History(), day(9), after_days=days)


def test_a_clinic_may_set_how_long_a_few_weeks_are() -> None:
    history = fine(days=told(*[4] * 15), owed=(day(0), day(2), day(4)))

    early = review(standing(), history, day(14), after_days=14)

    assert "day-21" in [each.subject for each in early]
    assert "day-21" not in [each.subject for each in changes(14, history)]


def test_an_entry_alone_does_not_say_that_some_weeks_have_passed() -> None:
    history = fine(days=told(*[4] * 40, care_done=True))

    assert after_entry(standing(), history, day(39)) == ()


def test_a_call_for_a_visit_takes_a_plan_back_to_what_is_safe() -> None:
    history = fine(days=told(0, level=Level.WITHIN_2_WEEKS, first=40))

    found = changes(40, history, phase=4, stage=3, stage_since=day(35), recheck_on=day(28))

    assert [(each.what, each.before, each.after, each.why) for each in found[1:]] == [
        (What.PHASE, "4", "1", NOT_SEEN_YET),
        (What.STAGE, "3", "", NO_RUNNING_YET),
    ]
    assert found[0].subject == "sign-2-weeks"


def test_a_plan_that_only_protects_gives_back_every_phase() -> None:
    found = after_entry(standing(phase=2, limits=PROTECT), History(), day(9))

    assert [(each.before, each.after) for each in found] == [("2", "0")]


def test_what_a_later_rule_calls_for_holds_back_on_the_same_day() -> None:
    course = standing(phase=5, since=100, visits={RELAPSE: day(50)})
    history = fine(days=(*CALM[:120], *told(3, first=120)))

    found = review(replace(course, checked_on=day(28)), history, day(120))
    course = after(course, found, 120)

    assert [(each.what, each.subject) for each in found] == [
        (What.PHASE, ""),
        (What.VISIT, RELAPSED_TWICE),
        (What.VISIT, RELAPSE),
        (What.PHASE, ""),
    ]
    assert (course.phase, course.limits.max_phase) == (1, 1)


BACK = Change(what=What.PHASE, before="5", after="4", why=IT_IS_BACK)
WORD = Change(what=What.VISIT, subject=RELAPSE, why=IT_IS_BACK)
VISIT = Change(
    what=What.VISIT, subject=RELAPSED_TWICE, level=Level.WITHIN_2_WEEKS, why=BACK_TWICE
)


@pytest.mark.parametrize(
    ("pain", "visits", "expected"),
    [
        (2, {}, []),
        (3, {}, [BACK, WORD]),
        (3, {RELAPSE: day(1)}, [BACK, WORD]),
        (3, {RELAPSE: day(2)}, [BACK, VISIT, WORD]),
    ],
)
def test_pain_that_comes_back_costs_a_phase_and_twice_in_6_months_calls_for_a_visit(
    pain: int, visits: dict[str, Any], expected: list[Change]
) -> None:
    history = fine(days=told(pain, first=184))
    given = {"cleared_on": day(182), "checked_on": day(30), "visits": visits}

    found = after_entry(standing(phase=5, since=170, **given), history, day(184))

    assert list(found)[: len(expected)] == expected
    assert len(found) == len(expected)


def test_pain_in_an_earlier_phase_is_no_relapse() -> None:
    assert after_entry(standing(phase=4), fine(days=told(3, first=90)), day(90)) == ()


UP = Change(what=What.PHASE, before="2", after="3", why=PASSED)
MET = met("phase-2", 6, 8)


def test_a_gate_met_twice_opens_the_next_phase() -> None:
    assert changes(8, fine(gates=MET), phase=2, since=-6) == [UP]
    assert list(after_entry(standing(phase=2, since=-6), fine(gates=MET), day(8))) == [UP]


@pytest.mark.parametrize(
    "given",
    [
        {"hold_until": day(9)},
        {"recheck_on": day(7)},
        {"recheck_on": day(7), "checked_on": day(6)},
        {"progressed_on": day(8)},
        {"stage": 0, "stage_since": day(8)},
    ],
)
def test_no_phase_opens_while_something_holds_it_back(given: dict[str, Any]) -> None:
    assert changes(8, fine(gates=MET), phase=2, since=-6, **given) == []


def test_answers_given_again_open_the_way_again() -> None:
    given = {"recheck_on": day(7), "checked_on": day(7)}

    assert changes(8, fine(gates=MET), phase=2, since=-6, **given) == [UP]


def test_nothing_gets_harder_in_a_week_that_is_repeated() -> None:
    history = fine(sessions=(trained(1), trained(8)))

    assert may_progress(standing(), history, day(9)) is False
    assert may_progress(standing(), fine(), day(9)) is True


def test_exercises_get_harder_when_the_day_turns_and_easier_at_once() -> None:
    good = History(days=CALM[:6], sessions=(trained(2), trained(4)))
    bad = History(days=CALM[:6], sessions=(trained(4, pain=6),))
    course = standing(rungs={KNEE: Rung(number=2, since=day(0))})

    assert [each.after for each in review(course, good, day(5))] == ["3"]
    assert after_entry(course, good, day(5)) == ()
    assert [each.what for each in after_entry(course, bad, day(4))] == [What.RUNG]


def test_swelling_holds_exercises_and_gives_a_phase_back_at_once() -> None:
    days = (*CALM[:8], Day(on=day(8), pain=1, swelling=Swelling.MORE))

    found = after_entry(standing(phase=2), History(days=days), day(8))

    assert [(each.what, each.after) for each in found] == [
        (What.HOLD, day(10).isoformat()),
        (What.PHASE, "1"),
    ]


NO_BETTER = History(
    days=told(*[4] * 30),
    sessions=SESSIONS[:15],
    owed=tuple(day(number) for number in range(0, 30, 2)),
)


@pytest.mark.parametrize(("weeks", "first"), [(14, 14), (21, 21)])
def test_whoever_says_that_it_is_no_better_is_told_at_once(weeks: int, first: int) -> None:
    course = standing(progressed_on=day(30))

    subjects = {
        on: [
            each.subject
            for each in after_entry(course, NO_BETTER, day(on), after_days=weeks)
            if each.what is What.VISIT
        ]
        for on in (first - 1, first)
    }

    assert subjects == {first - 1: [], first: ["day-21"]}


def test_a_pain_that_came_back_and_was_overruled_is_no_relapse() -> None:
    days = (*CALM[:8], *told(3, first=8))
    course = standing(phase=5, since=2, overruled_on=day(8))

    assert after_entry(course, History(days=days), day(8)) == ()
    assert after_entry(standing(phase=5, since=2), History(days=days), day(8)) != ()
