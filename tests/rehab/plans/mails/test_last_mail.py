from datetime import timedelta
from time import monotonic

import pytest
from django.utils import timezone

from rehab.models import Reminder
from rehab.plans.mails import last_mail
from rehab.plans.mails.last_mail import PATIENCE, one_may_come
from tests.factories import a_reminder

pytestmark = pytest.mark.django_db


def in_hands_for(seconds: float) -> Reminder:
    return a_reminder(lease_until=timezone.now() + timedelta(seconds=seconds))


def test_a_page_waits_for_five_seconds() -> None:
    assert timedelta(seconds=5) == PATIENCE


def test_none_comes_once_nobody_holds_one_any_more() -> None:
    reminder, began = in_hands_for(0.5), monotonic()

    assert not one_may_come(person=reminder.person)
    assert 0.3 < monotonic() - began < 3


def test_one_may_come_that_is_still_held_at_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(last_mail, "PATIENCE", timedelta(seconds=0.3))
    reminder, began = in_hands_for(60), monotonic()

    assert one_may_come(person=reminder.person)
    assert 0.3 <= monotonic() - began < 3
