from datetime import timedelta

import pytest

from rehab.models import Reminder
from rehab.models.reminder_log import log_change
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
