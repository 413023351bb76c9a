"""What one visit did not allow, which later one may; and what is told again after one."""

from datetime import date, timedelta
from typing import Any

import pytest

from accounts.models import User
from rehab import plans
from rehab.models import Clearance, Plan
from rehab.plans import ForbiddenSince, NotCleared, SeenTooEarly, record_clearance
from tests.factories import (
    NOON,
    a_clearance,
    a_plan,
    a_reminder,
    a_runner,
    an_assessment,
)
from tests.rehab.steps import LATER, NOTHING_NEW, told
from triage.models import Assessment
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.rules.answers import Answer
from triage.services import (
    publish_protocol,
    record_answers,
    start_assessment,
    submit_assessment,
)

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TODAY = NOON.date()
CALF: dict[str, Answer] = NOTHING_NEW | {"new_calf": True}


def seen(person: User, on: date, *, at: Any = LATER, **said: Any) -> Clearance:
    defaults: dict[str, Any] = {"by": person, "who": "OTHER"}
    allowed = {"may_exercise": True, "may_run": True}
    return record_clearance(person=person, seen_on=on, at=at, **defaults | allowed | said)


@pytest.mark.parametrize("no", [{"may_run": False}, {"may_exercise": False}])
@pytest.mark.parametrize("by_physio", [True, False])
def test_an_older_visit_lifts_no_no(no: dict[str, bool], *, by_physio: bool) -> None:
    runner = a_runner()
    said: dict[str, Any] = {"may_exercise": True, "may_run": False} | no
    a_clearance(person=runner, by=a_runner() if by_physio else runner, **said)

    with pytest.raises(ForbiddenSince) as refused:
        seen(runner, TODAY - DAY)

    assert refused.value.earliest == TODAY + by_physio * DAY
    assert Clearance.objects.count() == 1


def test_a_runner_does_not_lift_the_no_of_a_physio_on_the_same_day() -> None:
    runner, physio = a_runner(), a_runner()
    a_clearance(person=runner, by=physio, may_run=False)

    with pytest.raises(ForbiddenSince) as refused:
        seen(runner, TODAY)

    assert refused.value.earliest == TODAY + DAY
    assert seen(runner, TODAY, by=physio).may_run
    assert Clearance.objects.count() == 2


def test_a_later_visit_lifts_a_no() -> None:
    runner = a_runner()
    a_clearance(person=runner, by=a_runner(), may_run=False)

    assert seen(runner, TODAY + DAY, at=LATER + DAY).may_run


def test_a_no_of_their_own_between_does_not_hide_that_of_a_physio() -> None:
    runner = a_runner()
    a_clearance(person=runner, by=a_runner(), may_run=False)
    seen(runner, TODAY - 5 * DAY, may_exercise=False, may_run=False)

    with pytest.raises(ForbiddenSince):
        seen(runner, TODAY - 5 * DAY, at=LATER + HOUR)


def test_an_older_visit_that_allows_no_more_is_kept() -> None:
    runner = a_runner()
    a_clearance(person=runner, by=a_runner(), may_run=False)

    assert seen(runner, TODAY - DAY, may_run=False).may_exercise


def test_a_sign_of_a_stressed_bone_is_cleared_by_no_visit_before_it() -> None:
    runner = a_runner()
    an_assessment(patient=runner, bone_spot=True, landing=True)

    with pytest.raises(SeenTooEarly) as refused:
        seen(runner, TODAY - DAY)

    assert refused.value.earliest == TODAY


def test_the_same_sign_told_again_after_a_visit_pauses_again() -> None:
    plan = a_plan(phase=3)
    mail = a_reminder(plan=plan)
    first = told(mail, signs=CALF)
    a_clearance(person=plan.person, at=LATER + HOUR)
    check = an_assessment(patient=plan.person, at=LATER + 2 * HOUR)
    plans.heed_assessment(assessment_id=check.pk, at=LATER + 2 * HOUR)
    resumed = Plan.objects.get().paused_at

    again, twice = (told(mail, signs=CALF, at=LATER + DAY) for _ in range(2))

    assert resumed is None
    assert again == twice != first
    assert Plan.objects.get().paused_at == LATER + DAY
    assert plans.has_red_flag(plan.person)


def test_a_calm_day_told_again_after_a_visit_is_still_kept_once() -> None:
    mail = a_reminder()
    first = told(mail)
    a_clearance(person=mail.person, at=LATER + HOUR)

    assert told(mail, at=LATER + DAY) == first


def a_check_begun(person: User) -> Assessment:
    release = publish_protocol(protocol=MEDIAL_KNEE, at=NOON)
    begun = start_assessment(release=release, wording="Keep.", patient=person, at=NOON)
    mild = {key: question.values()[0] for key, question in MEDIAL_KNEE.questions.items()}
    return record_answers(assessment_id=begun.pk, answers=mild, at=NOON)


def test_a_check_begun_before_a_visit_lets_no_plan_go_on_after_it() -> None:
    plan = a_plan(phase=3)
    begun = a_check_begun(plan.person)
    told(a_reminder(plan=plan), signs=CALF, at=NOON + HOUR)
    a_clearance(person=plan.person, at=NOON + 2 * HOUR)

    submit_assessment(assessment_id=begun.pk, at=NOON + 3 * HOUR)
    plans.heed_assessment(assessment_id=begun.pk, at=NOON + 3 * HOUR)

    plan.refresh_from_db()
    assert plan.paused_at == NOON + HOUR
    assert plans.heed_missed(at=NOON + 4 * HOUR) == []
    with pytest.raises(NotCleared):
        plans.resume_plan(plan=plan, at=NOON + 4 * HOUR)


def test_a_check_begun_before_a_sign_opens_no_plan_after_it() -> None:
    plan = a_plan()
    begun = a_check_begun(plan.person)
    told(a_reminder(plan=plan), signs=CALF, at=NOON + HOUR)
    plans.finish_plan(plan=plan, at=NOON + HOUR, by=plan.person)
    a_clearance(person=plan.person, at=NOON + 2 * HOUR)

    submit_assessment(assessment_id=begun.pk, at=NOON + 3 * HOUR)

    with pytest.raises(plans.NoPositiveResult):
        plans.offered_assessment(person=plan.person, at=NOON + 4 * HOUR)
