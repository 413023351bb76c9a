from datetime import timedelta

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from rehab.models import Plan
from tests.factories import NOON, a_plan, an_assessment
from triage.models import Assessment
from triage.services import claim_assessment
from triage.signals import assessment_claimed, assessment_submitted

LATER = NOON + timedelta(hours=1)


@pytest.mark.parametrize("signal", [assessment_submitted, assessment_claimed])
def test_triage_is_heard_by_one_listener(signal: object) -> None:
    names = [receiver.__name__ for receiver in signal._live_receivers(Assessment)[0]]  # type: ignore[attr-defined] # noqa: SLF001 - Django names no other way

    assert names == ["heed_assessment"]


@pytest.mark.django_db
def test_a_worrying_check_pauses_the_plan_as_soon_as_it_is_submitted(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    plan = a_plan()

    with django_capture_on_commit_callbacks(execute=True):
        an_assessment(patient=plan.person, at=LATER, giving_way=True)

    assert Plan.objects.get().paused_at == LATER


@pytest.mark.django_db
def test_a_worrying_check_pauses_the_plan_as_soon_as_it_is_claimed(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    plan = a_plan()
    check = an_assessment(giving_way=True)

    with django_capture_on_commit_callbacks(execute=True):
        claim_assessment(assessment_id=check.pk, patient=plan.person, at=LATER)

    assert Plan.objects.get().paused_at == LATER
