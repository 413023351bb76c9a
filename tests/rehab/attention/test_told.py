"""What was told or called for, and which rule it makes ask for a look."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import User
from rehab.attention import TOLD, Rule, settle
from rehab.models import Plan, PlanChange
from rehab.plans import (
    heed_assessment,
    pause_open_plan,
    pause_plan,
    record_clearance,
    record_day,
)
from rehab.plans.changes import note
from rehab.programme.review import SILENCE
from tests.factories import (
    NOON,
    a_clearance,
    a_clinic,
    a_physio,
    a_plan,
    a_result,
    a_runner,
    an_assessment,
    an_entry,
)
from tests.rehab.attention.steps import asks, rules
from tests.rehab.steps import an_unfinished_check, telling
from triage.models import LevelOverrule
from triage.protocols.medial_knee import MEDIAL_KNEE, NEW_SIGNS
from triage.rules.parts import Level
from triage.services import record_answers, submit_assessment

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
What = PlanChange.What


def called(plan: Plan, what: What = What.VISIT, **facts: Any) -> None:
    """Let a rule call for a look at the runner of ``plan``, at noon of the next day."""
    note(plan, what, facts.pop("why", "Look."), at=NOON + DAY, **facts)


def visit(person: User, **given: Any) -> None:
    """Record, two days on, that a doctor saw ``person`` and what they allow."""
    may: dict[str, Any] = {"may_exercise": True, "may_run": False} | given
    at = NOON + 2 * DAY
    record_clearance(
        person=person,
        by=person,
        seen_on=at.date(),
        seen_after=at,
        who="DOCTOR",
        at=at,
        **may,
    )


def test_an_urgent_check_asks_for_a_look_without_any_plan() -> None:
    runner = a_runner()
    check = an_assessment(patient=runner, locking=True)

    heed_assessment(assessment_id=check.pk, at=NOON)

    [because] = [
        finding.because
        for finding in check.decided.findings
        if finding.level is Level.SAME_DAY
    ]
    assert asks(runner) == [("RED_FLAG", 5, f"Check of 22 November. {because}")]


def test_what_was_taken_back_or_not_finished_asks_too() -> None:
    stopped, took_back = a_runner(), a_runner()
    an_unfinished_check(stopped, at=NOON, locking=True)
    check = an_unfinished_check(took_back, at=NOON, locking=True)
    _submit_calmly(check.pk)

    for runner in (stopped, took_back):
        settle(person_id=runner.pk, at=NOON)

    says = "Check of 22 November."
    assert asks(stopped) == [("RED_FLAG", 5, f"{says} It was not finished.")]
    assert asks(took_back) == [("RED_FLAG", 5, f"{says} A sign was taken back.")]


def _submit_calmly(pk: int) -> None:
    calm = {key: question.values()[0] for key, question in MEDIAL_KNEE.questions.items()}
    record_answers(assessment_id=pk, answers=calm, at=NOON)
    submit_assessment(assessment_id=pk, at=NOON)


@pytest.mark.parametrize(
    ("level", "rule"),
    [
        (Level.EMERGENCY, ["RED_FLAG"]),
        (Level.SAME_DAY, ["RED_FLAG"]),
        (Level.WITHIN_2_DAYS, ["VISIT"]),
        (Level.WITHIN_A_WEEK, ["VISIT"]),
        (Level.WITHIN_2_WEEKS, ["VISIT"]),
        (Level.SELF_CARE, []),
    ],
)
def test_a_result_asks_by_how_soon_it_says_to_be_seen(
    level: Level, rule: list[str]
) -> None:
    runner = a_runner()
    a_result(patient=runner, level=level)

    settle(person_id=runner.pk, at=NOON)

    assert rules(runner) == rule


def test_checklist_46_strong_pain_in_the_diary_asks_at_once_with_its_number() -> None:
    plan = a_plan()

    record_day(plan=plan, telling=telling(pain=9), done=True, at=NOON)

    assert asks(plan.person) == [
        ("RED_FLAG", 5, "Diary of 22 November: Pain at rest: 9 out of 10.")
    ]


def test_who_says_that_it_got_worse_is_under_pain_that_went_up() -> None:
    plan = a_plan()

    record_day(plan=plan, telling=telling(worse=True), done=True, at=NOON)

    assert asks(plan.person) == [("PAIN_UP", 3, "Diary of 22 November: It got worse.")]


def test_a_new_sign_asks_for_a_visit_once_though_it_pauses_the_plan() -> None:
    plan = a_plan()
    signs = {**dict.fromkeys(NEW_SIGNS.keys, False), "new_block": True}

    record_day(plan=plan, telling=telling(signs=signs), done=True, at=NOON)

    plan.refresh_from_db()
    assert plan.paused_at == NOON
    assert len(rules(plan.person)) == 1


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        (
            {"subject": "day-21", "level": Level.WITHIN_2_WEEKS},
            ("NOT_BETTER", 2, "Steady care for a few weeks, and no better."),
        ),
        (
            {"subject": "week-6-better"},
            ("NOT_BETTER", 1, "Better, but slow. 6 weeks, and not past phase 2."),
        ),
        ({"subject": "flare"}, ("PAIN_UP", 1, "3 sessions in 10 days were too much.")),
        (
            {"subject": "sign-emergency", "what": What.PAUSED, "level": Level.EMERGENCY},
            ("RED_FLAG", 6, "A warning sign in the diary."),
        ),
        ({"subject": "no such rule", "why": "Go."}, ("VISIT", 1, "Go.")),
    ],
)
def test_what_a_rule_calls_for_is_said_in_the_words_of_a_physio(
    facts: dict[str, Any], asked: tuple[str, int, str]
) -> None:
    plan = a_plan()

    called(plan, **facts)

    assert asks(plan.person) == [asked]


def test_the_pain_that_was_told_before_a_call_stands_beside_it() -> None:
    plan = a_plan()
    an_entry(plan=plan, pain=4)
    an_entry(plan=plan, pain=1, at=NOON + 2 * DAY)

    called(plan, subject="day-28", level=Level.WITHIN_2_WEEKS)

    words = "4 weeks, and nothing told says that it is better. Pain told last: 4 of 10."
    assert asks(plan.person) == [("NOT_BETTER", 2, words)]


def test_a_pause_of_a_rule_asks_like_what_pauses_a_plan() -> None:
    plan = a_plan()

    pause_plan(plan=plan, why="Look first.", at=NOON)

    assert asks(plan.person) == [("VISIT", 3, "Look first.")]


def test_what_physios_and_runners_change_asks_for_nothing() -> None:
    clinic = a_clinic()
    plan = a_plan(person=a_runner(clinic=clinic))

    pause_plan(plan=plan, why="I look at it.", at=NOON, by=a_physio(clinic=clinic))
    visit(plan.person, may_exercise=False)

    assert asks(plan.person) == []


def test_a_level_that_a_physio_raised_asks_until_a_visit() -> None:
    clinic = a_clinic()
    runner, physio = a_runner(clinic=clinic), a_physio(clinic=clinic)
    check = a_result(patient=runner, level=Level.WITHIN_2_WEEKS)
    for level in (Level.SELF_CARE, Level.SAME_DAY):
        LevelOverrule.objects.create(
            assessment=check, level=level, why="Hot joint.", by=physio, at=NOON
        )

    settle(person_id=runner.pk, at=NOON, rules=[Rule.RED_FLAG])

    assert asks(runner) == [
        ("RED_FLAG", 5, "A physio gave the check another level: Be seen today.")
    ]


def test_of_several_the_most_urgent_is_told_and_of_those_the_newest() -> None:
    plan = a_plan()
    an_entry(plan=plan, level=Level.WITHIN_2_DAYS, reasons=["Older."])
    an_entry(plan=plan, level=Level.WITHIN_2_DAYS, reasons=["Newer."], at=NOON + DAY)
    an_entry(plan=plan, level=Level.WITHIN_2_WEEKS, at=NOON + 2 * DAY)

    settle(person_id=plan.person_id, at=NOON + 3 * DAY, rules=TOLD)

    assert asks(plan.person) == [("VISIT", 4, "Diary of 23 November: Newer.")]
    row = plan.person.attention.get()
    assert (row.raised_at, row.renewed_at) == (NOON, NOON + 2 * DAY)


def test_a_visit_that_allows_exercises_ends_what_was_told_before_it() -> None:
    plan = a_plan()
    an_entry(plan=plan, level=Level.SAME_DAY)
    called(plan, subject="worse", what=What.PAUSED, level=Level.WITHIN_A_WEEK)
    before = rules(plan.person)

    visit(plan.person)

    assert before == ["PAIN_UP", "RED_FLAG"]
    assert asks(plan.person) == []


def test_a_visit_that_allows_none_ends_nothing() -> None:
    plan = a_plan()
    record_day(plan=plan, telling=telling(pain=9), done=True, at=NOON)

    visit(plan.person, may_exercise=False)

    assert rules(plan.person) == ["RED_FLAG"]


def test_what_is_told_after_a_visit_asks_again() -> None:
    plan = a_plan()
    a_clearance(person=plan.person, at=NOON)

    record_day(plan=plan, telling=telling(pain=9), done=True, at=NOON + DAY)

    assert rules(plan.person) == ["RED_FLAG"]


def test_a_call_after_the_end_of_a_plan_asks_but_not_that_it_is_no_better() -> None:
    plan = a_plan(finished_at=NOON)

    called(plan, subject="day-21", level=Level.WITHIN_2_WEEKS)
    pause_open_plan(
        person_id=plan.person_id, why="A sign.", at=NOON + DAY, level=Level.WITHIN_A_WEEK
    )

    assert asks(plan.person) == [("VISIT", 3, "A sign.")]


def test_silence_is_none_of_what_was_told() -> None:
    plan = a_plan(finished_at=NOON)

    called(plan, subject=SILENCE)

    assert asks(plan.person) == []


@pytest.mark.parametrize(
    ("level", "rule"), [(Level.SAME_DAY, "RED_FLAG"), (Level.WITHIN_A_WEEK, "VISIT")]
)
def test_a_pause_by_hand_asks_for_a_look_until_a_visit(level: Level, rule: str) -> None:
    plan = a_plan(person=a_runner(clinic=a_clinic()))
    physio = a_physio(clinic=plan.person.care_links.get().clinic)

    pause_plan(
        plan=plan, why="Hot knee.", at=NOON, by=physio, level=level, subject="by-hand"
    )

    assert asks(plan.person) == [(rule, level, "Hot knee.")]
