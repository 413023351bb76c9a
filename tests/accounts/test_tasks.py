from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.models import User
from accounts.tasks import tidy
from tests.factories import a_runner

pytestmark = pytest.mark.django_db


def test_each_night_unused_accounts_and_old_sessions_go() -> None:
    now = timezone.now()
    a_runner()
    User.objects.update(asked_at=now - timedelta(days=2))
    Session.objects.create(session_key="old", expire_date=now - timedelta(seconds=1))
    kept = Session.objects.create(session_key="new", expire_date=now + timedelta(days=1))

    tidy()

    assert not User.objects.exists()
    assert [*Session.objects.all()] == [kept]
