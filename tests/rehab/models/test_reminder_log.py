from datetime import timedelta

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from rehab.models import Reminder
from rehab.models.reminder_log import log_change, log_owed
from tests.factories import NOON


def test_a_line_tells_which_what_from_where_and_how_late_in_keys_and_values(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO")
    reminder = Reminder(pk=7, kind="CARE", due_at=NOON, attempts=2, deferred=1)
    at = NOON + timedelta(seconds=3.4)

    log_change(reminder, before="CLAIMED", to="SENT", at=at)
    log_change(reminder, before="CLAIMED", to="PARKED", at=at, why="550")

    told = "reminder=7 kind=CARE from=CLAIMED to={} attempt=3 lag=3"
    assert caplog.messages == [told.format("SENT"), told.format("PARKED") + " why=550"]


@pytest.mark.django_db
def test_a_line_tells_what_is_owed_together_once_it_is_committed(
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    caplog.set_level("INFO")
    later = Reminder(kind="WELCOME", due_at=NOON + timedelta(hours=1))

    with django_capture_on_commit_callbacks(execute=True):
        log_owed([later, Reminder(kind="CARE", due_at=NOON)])
        log_owed([])
        assert caplog.messages == []

    assert caplog.messages == ["owed=2 kind=CARE,WELCOME first=2026-11-22T12:00:00+00:00"]
