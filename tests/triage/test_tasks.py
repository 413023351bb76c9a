from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from tests.factories import a_runner, an_assessment
from triage.models import Assessment
from triage.tasks import forget

pytestmark = pytest.mark.django_db


def test_each_night_the_answers_that_nobody_kept_go() -> None:
    now = timezone.now()
    an_assessment(at=now - timedelta(days=31))
    young = an_assessment(at=now - timedelta(days=29))
    claimed = an_assessment(at=now - timedelta(days=31), patient=a_runner())

    forget()

    assert {*Assessment.objects.all()} == {young, claimed}


def test_answers_are_kept_for_as_long_as_a_browser_remembers_them() -> None:
    days = settings.RETENTION["UNCLAIMED"]

    assert timedelta(seconds=settings.SESSION_COOKIE_AGE) == timedelta(days=days)


def test_beat_starts_it() -> None:
    assert forget.name in {beat["task"] for beat in settings.CELERY_BEAT_SCHEDULE.values()}
