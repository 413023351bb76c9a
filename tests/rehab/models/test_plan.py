from datetime import time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from rehab.models import DiaryEntry, Plan, PlanChange
from tests.factories import (
    NOON,
    a_clinic,
    a_physio,
    a_plan,
    a_result,
    a_runner,
    an_assessment,
)
from tests.rehab.steps import an_unfinished_check
from triage.protocols.medial_knee import FOLLOW_UP
from triage.rules.parts import Level
from triage.services import publish_protocol

pytestmark = pytest.mark.django_db


def a_change(**given: Any) -> PlanChange:
    defaults = {"at": NOON, "what": PlanChange.What.OPENED, "why": "Because."}
    return PlanChange.objects.create(**defaults | given)


def test_item_4_the_database_wants_a_finished_assessment() -> None:
    runner = a_runner()
    begun = an_unfinished_check(runner, at=NOON, locking=False)

    with pytest.raises(IntegrityError, match="no plan without an assessment"):
        a_plan(person=runner, assessment=begun)


def test_item_4_the_database_wants_an_assessment_of_the_same_person() -> None:
    somebody_elses = a_result(patient=a_runner())

    with pytest.raises(IntegrityError, match="no plan without an assessment"):
        a_plan(assessment=somebody_elses)


@pytest.mark.parametrize("level", [*Level][2:])
def test_the_database_wants_an_assessment_of_a_level_that_allows_it(level: Level) -> None:
    runner = a_runner()

    with pytest.raises(IntegrityError, match="no plan without an assessment"):
        a_plan(person=runner, assessment=a_result(patient=runner, level=level))


def test_the_database_wants_an_assessment_that_names_a_cause() -> None:
    runner = a_runner()
    elsewhere = an_assessment(patient=runner, place="outer")

    assert elsewhere.level == Level.WITHIN_2_WEEKS
    with pytest.raises(IntegrityError, match="no plan without an assessment"):
        a_plan(person=runner, assessment=elsewhere)


@pytest.mark.parametrize("level", [Level.SAME_DAY, Level.EMERGENCY])
def test_checklist_46_the_database_opens_no_plan_past_a_red_flag(level: Level) -> None:
    runner = a_runner()
    a_result(patient=runner, level=level)

    with pytest.raises(IntegrityError, match="no plan past an uncleared red flag"):
        a_plan(person=runner)


def test_the_database_opens_no_plan_past_a_red_flag_in_the_diary() -> None:
    finished = a_plan(finished_at=NOON)
    DiaryEntry.objects.create(
        plan=finished,
        at=NOON,
        local_on=NOON.date(),
        done=True,
        pain=9,
        worse=False,
        release=publish_protocol(protocol=FOLLOW_UP, at=NOON),
        signs={"new_calf": False},
        level=Level.SAME_DAY,
    )

    with pytest.raises(IntegrityError, match="no plan past an uncleared red flag"):
        a_plan(person=finished.person, mails=False)


def test_the_database_passes_no_red_flag_of_a_page_that_was_not_finished() -> None:
    plan = a_plan(paused_at=NOON)
    a_change(plan=plan, what="PAUSED", level=Level.SAME_DAY)

    with (
        pytest.raises(IntegrityError, match="no plan past an uncleared red flag"),
        transaction.atomic(),
    ):
        Plan.objects.update(paused_at=None)
    Plan.objects.update(finished_at=NOON)
    with pytest.raises(IntegrityError, match="no plan past an uncleared red flag"):
        a_plan(person=plan.person, mails=False)


def test_the_red_flag_of_another_runner_blocks_nothing() -> None:
    a_result(patient=a_runner(), level=Level.EMERGENCY)

    assert a_plan().pk


def test_the_application_itself_cannot_pass_a_red_flag(as_application: None) -> None:
    runner = a_runner()
    a_result(patient=runner, level=Level.SAME_DAY)

    with pytest.raises(IntegrityError, match="no plan past an uncleared red flag"):
        a_plan(person=runner)


def test_the_database_keeps_one_open_plan_a_person() -> None:
    plan = a_plan()

    with pytest.raises(IntegrityError, match="rehab_one_open_plan_a_person"):
        a_plan(person=plan.person, mails=False)


def test_after_a_finished_plan_there_may_be_another() -> None:
    plan = a_plan(finished_at=NOON)

    again = a_plan(person=plan.person, mails=False)

    assert [*Plan.objects.open()] == [again]


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({"reminder_times": [time(9), time(13)]}, "rehab_three_reminder_times"),
        ({"night_begins": time(8)}, "rehab_night_can_be_moved_not_removed"),
        ({"finished_at": NOON - timedelta(days=1)}, "rehab_plan_finished_after_opened"),
    ],
)
def test_the_database_refuses_a_plan_that_cannot_be(
    given: dict[str, Any], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        a_plan(**given)


def test_a_plan_stays_with_its_person_and_its_assessment() -> None:
    plan = a_plan()
    other = a_runner()

    for change in ({"person": other}, {"assessment": a_result(patient=other)}):
        with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
            Plan.objects.filter(pk=plan.pk).update(**change)


def test_a_change_wants_a_reason() -> None:
    with pytest.raises(IntegrityError, match="rehab_change_says_why"):
        a_change(plan=a_plan(), why="")


@pytest.mark.parametrize(
    "sql", ["UPDATE rehab_planchange SET why = 'No.'", "DELETE FROM rehab_planchange"]
)
def test_what_changed_is_never_rewritten(sql: str) -> None:
    a_change(plan=a_plan())

    with (
        pytest.raises(ProgrammingError, match="Cannot update or delete"),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_only_the_physios_of_a_runner_see_the_plan_and_its_changes() -> None:
    clinic = a_clinic()
    plan = a_plan(person=a_runner(clinic=clinic))
    change = a_change(plan=plan)
    a_change(plan=a_plan())

    physio, other = a_physio(clinic=clinic), a_physio(clinic=a_clinic())

    assert [*Plan.objects.visible_to(physio)] == [plan]
    assert [*PlanChange.objects.visible_to(physio)] == [change]
    assert not Plan.objects.visible_to(other).exists()
    assert not PlanChange.objects.visible_to(other).exists()


def test_rows_say_which_they_are() -> None:
    plan = a_plan()

    assert str(plan) == f"plan {plan.pk}"
    assert str(a_change(plan=plan)) == f"OPENED of plan {plan.pk}"
