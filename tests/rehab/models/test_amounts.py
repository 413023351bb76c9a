import pytest

from rehab.models.amounts import amount_words, shown_in
from rehab.programme.running.distance import Measure


@pytest.mark.parametrize(
    ("metres", "unit", "shown", "words"),
    [
        (20_000, "KM", 20, "20 km"),
        (22_550, "KM", 22.5, "22.5 km"),
        (0, "KM", 0, "0 km"),
        (1610, "MILES", 1, "1 mile"),
        (20_000, "MILES", 12.4, "12.4 miles"),
        (16_092, "MILES", 9.9, "9.9 miles"),
        (16_093, "MILES", 10, "10 miles"),
    ],
)
def test_distances_are_shown_in_the_unit_of_the_runner(
    metres: int, unit: str, shown: float, words: str
) -> None:
    assert shown_in(metres, Measure.METRES, unit) == shown
    assert amount_words(metres, Measure.METRES, unit) == words


@pytest.mark.parametrize(
    ("seconds", "words"), [(59, "0 minutes"), (60, "1 minute"), (2750, "45 minutes")]
)
def test_times_are_shown_in_whole_minutes(seconds: int, words: str) -> None:
    assert amount_words(seconds, Measure.SECONDS, "MILES") == words
