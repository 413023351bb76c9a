from datetime import UTC, timedelta

import pytest
from django.db import connection

from rehab.reminders.sending.shared_clock import shared_clock

pytestmark = pytest.mark.django_db


def test_it_tells_the_time_of_the_database_and_goes_on() -> None:
    clock = shared_clock()

    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        [then] = cursor.fetchone()
    first, second = clock(), clock()

    assert first.utcoffset() == timedelta(0)
    assert abs(first.astimezone(UTC) - then) < timedelta(seconds=1)
    assert first < second
