from datetime import timedelta
from typing import Any

import pytest

from accounts.models import User
from rehab import plans
from rehab.models import Plan
from tests.factories import a_plan, a_runner, an_assessment
from tests.rehab.steps import LATER, an_unfinished_check, changes
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.rules.parts import Level
from triage.services import claim_assessment, record_answers, submit_assessment

pytestmark = pytest.mark.django_db

TODAY = ("PAUSED", "A new check says: Be seen today.", None)
VISIT = ("VISIT", "A new check says: Be seen within 2 weeks.", None)
MILDEST = {key: question.values()[0] for key, question in MEDIAL_KNEE.questions.items()}
BOOK_A_VISIT: dict[str, Any] = {"duration": "over_6_weeks"}


def heed(person: User, **told: Any) -> Plan | None:
    check = an_assessment(patient=person, at=LATER, **told)
    return plans.heed_assessment(assessment_id=check.pk, at=LATER)


def test_a_worrying_check_pauses_the_plan() -> None:
    plan = a_plan()

    assert heed(plan.person, pop=True) == plan
    assert changes(plan) == [TODAY]


def test_a_calm_check_changes_nothing() -> None:
    plan = a_plan()

    assert heed(plan.person) is None
    assert changes(plan) == []


def test_a_check_that_is_nobodys_changes_nothing() -> None:
    plan = a_plan()
    check = an_assessment(pop=True)

    assert plans.heed_assessment(assessment_id=check.pk, at=LATER) is None
    assert changes(plan) == []


@pytest.mark.parametrize("told", [{"pop": True}, BOOK_A_VISIT])
def test_a_check_of_somebody_without_a_plan_changes_nothing(told: dict[str, Any]) -> None:
    assert heed(a_runner(), **told) is None


def test_a_check_that_calls_for_a_visit_is_noted_once_and_the_plan_goes_on() -> None:
    plan = a_plan()

    first, second = (heed(plan.person, **BOOK_A_VISIT) for _ in range(2))

    plan.refresh_from_db()
    assert (first, second) == (plan, None)
    assert changes(plan) == [VISIT]
    assert plan.paused_at is None


def test_a_plan_that_began_with_a_visit_to_book_is_not_told_again() -> None:
    runner = a_runner()
    plan = a_plan(person=runner, assessment=an_assessment(patient=runner, **BOOK_A_VISIT))

    assert heed(runner, **BOOK_A_VISIT) is None
    assert changes(plan) == []


def test_the_highest_level_since_the_start_of_a_plan_counts() -> None:
    plan = a_plan()
    before = plans.level_of(plan)
    an_assessment(patient=plan.person, at=LATER, **BOOK_A_VISIT)
    an_assessment(patient=plan.person, at=LATER + timedelta(days=1))

    assert (before, plans.level_of(plan)) == (Level.SELF_CARE, Level.WITHIN_2_WEEKS)


def test_a_check_from_before_counts_once_it_is_claimed() -> None:
    plan = a_plan()
    earlier = plan.opened_at - timedelta(days=1)
    check = an_assessment(at=earlier, **BOOK_A_VISIT)

    claim_assessment(assessment_id=check.pk, patient=plan.person, at=LATER)

    assert plans.level_of(plan) is Level.WITHIN_2_WEEKS


@pytest.mark.parametrize(
    ("told", "change"), [({"pop": True}, TODAY), (BOOK_A_VISIT, VISIT)]
)
def test_a_check_that_no_signal_told_of_is_found_later(
    told: dict[str, Any], change: tuple[str, str, User | None]
) -> None:
    plan = a_plan()
    an_assessment(patient=plan.person, at=LATER, **told)
    an_assessment(patient=plan.person, at=LATER)

    assert plans.heed_missed(at=LATER) == [plan]
    assert plans.heed_missed(at=LATER) == []
    assert changes(plan) == [change]


def test_a_warning_sign_counts_though_its_check_was_left() -> None:
    plan = a_plan()
    an_unfinished_check(plan.person, at=LATER, pop=True)

    assert plans.heed_missed(at=LATER) == [plan]
    [(what, why, _)] = changes(plan)
    assert (what, why) == ("PAUSED", f"{TODAY[1]} It was not finished.")


def test_a_warning_sign_that_was_taken_back_pauses_the_plan_all_the_same() -> None:
    plan = a_plan()
    check = an_unfinished_check(plan.person, at=LATER, pop=True)
    record_answers(assessment_id=check.pk, answers=MILDEST, at=LATER)
    submit_assessment(assessment_id=check.pk, at=LATER)

    plans.heed_assessment(assessment_id=check.pk, at=LATER)

    [(what, why, _)] = changes(plan)
    assert (what, why) == ("PAUSED", f"{TODAY[1]} A sign was taken back.")


def test_a_check_that_was_left_before_any_sign_changes_nothing() -> None:
    plan = a_plan()
    an_unfinished_check(plan.person, at=LATER, pop=False)

    assert plans.heed_missed(at=LATER) == []
    assert plans.level_of(plan) is Level.SELF_CARE


def test_a_check_from_before_the_plan_is_not_found_later() -> None:
    plan = a_plan()
    an_assessment(patient=plan.person, at=plan.opened_at - timedelta(days=1), pop=True)

    assert plans.heed_missed(at=LATER) == []


def test_a_check_of_another_is_not_found_later() -> None:
    plan = a_plan()
    an_assessment(patient=a_runner(), at=LATER, pop=True)

    assert plans.heed_missed(at=LATER) == []
    assert changes(plan) == []
