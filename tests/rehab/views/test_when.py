from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from rehab.views.when import when_words

NOW = datetime(2026, 11, 6, 13, 10, tzinfo=UTC)  # a Friday; 14:10 in Berlin


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (timedelta(hours=1), "15:10"),
        (timedelta(hours=10), "tomorrow 00:10"),
        (timedelta(hours=33), "tomorrow 23:10"),
        (timedelta(hours=34), "Sunday 8 November, 00:10"),
    ],
)
def test_it_says_the_time_where_the_runner_is(later: timedelta, words: str) -> None:
    with timezone.override("Europe/Berlin"):
        assert when_words(NOW + later, now=NOW) == words
