import pytest
from django.core.exceptions import ValidationError

from rehab.forms.amounts import Climb, Distance, Duration, Written


@pytest.mark.parametrize(
    ("text", "unit", "metres"),
    [
        ("5.2", "KM", 5200),
        ("5,2", "KM", 5200),
        (" 5,2 km ", "KM", 5200),
        ("5,2 KM", "MILES", 5200),
        ("5k", "MILES", 5000),
        ("3", "MILES", 4828),
        ("3 mi", "KM", 4828),
        ("3 miles", "KM", 4828),
        ("1 mile.", "KM", 1609),
        ("200 kilometres", "KM", 200_000),
        ("", "KM", None),
        ("   ", "KM", None),
    ],
)
def test_a_distance_is_read_with_comma_or_point_and_in_either_unit(
    text: str, unit: str, metres: int | None
) -> None:
    assert Distance(unit=unit, required=False).clean(text) == metres


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0", "The distance must be more than 0. Leave it open if you do not know it."),
        ("-3", "The distance must be more than 0. Leave it open if you do not know it."),
        ("900 km", "That is too far for one run. Check the distance."),
        ("9" * 30, "That is too far for one run. Check the distance."),
        ("9" * 31, "Write the distance as a number, such as 5.2 or 3 miles."),
        ("far", "Write the distance as a number, such as 5.2 or 3 miles."),
        ("5 m", "Write the distance as a number, such as 5.2 or 3 miles."),
        ("5.2.1", "Write the distance as a number, such as 5.2 or 3 miles."),
        ("1e3", "Write the distance as a number, such as 5.2 or 3 miles."),
        ("\u0665", "Write the distance as a number, such as 5.2 or 3 miles."),
    ],
)
def test_what_is_no_distance_is_refused_with_a_word_on_what_to_write(
    text: str, words: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        Distance(unit="KM").clean(text)

    assert refused.value.messages == [words]


@pytest.mark.parametrize(
    ("text", "unit", "metres"),
    [
        ("50", "KM", 50),
        ("50", "MILES", 15),
        ("100 ft", "KM", 30),
        ("100 m", "MILES", 100),
        ("0", "KM", 0),
    ],
)
def test_a_climb_is_read_in_metres_or_feet(text: str, unit: str, metres: int) -> None:
    assert Climb(unit=unit).clean(text) == metres


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("-1", "How far up can't be less than 0. For none, write 0."),
        ("10001", "That is too far up for one run. Check the number."),
        ("5 km", "Write how far up as a number, such as 50."),
    ],
)
def test_what_is_no_climb_is_refused(text: str, words: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Climb(unit="KM").clean(text)

    assert refused.value.messages == [words]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("35", 35),
        ("35 min", 35),
        ("35 minutes", 35),
        ("1:10", 70),
        ("0:35", 35),
        ("1 h 10", 70),
        ("1h10min", 70),
        ("2 hours", 120),
        ("24:00", 1440),
    ],
)
def test_a_time_is_read_in_minutes_or_hours_and_minutes(text: str, minutes: int) -> None:
    assert Duration().clean(text) == minutes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "This field is required."),
        ("0", "The time must be 1 minute or more."),
        ("-3", "The time must be 1 minute or more."),
        ("1441", "That is more than a day."),
        ("35:20", "That is more than a day."),
        ("1:75", "Write the time in full minutes, such as 35."),
        ("long", "Write the time in full minutes, such as 35."),
        ("35.5", "Write the time in full minutes, such as 35."),
    ],
)
def test_what_is_no_time_is_refused(text: str, words: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Duration().clean(text)

    assert refused.value.messages[0].startswith(words)


def test_what_was_told_stands_in_the_field_as_it_is_written() -> None:
    in_km, in_miles = Distance(unit="KM"), Distance(unit="MILES")

    assert in_km.prepare_value(5230) == "5.23"
    assert in_km.prepare_value(20_000) == "20"
    assert in_miles.prepare_value(4828) == "3"
    assert Climb(unit="MILES").prepare_value(30) == "98.425"
    assert Duration().prepare_value(70) == "70"
    assert in_km.prepare_value("5,2 km") == "5,2 km"
    assert in_km.prepare_value(None) is None


def test_a_suggested_distance_is_rounded_down_to_a_tenth() -> None:
    assert Distance(unit="KM").rounded(7390) == "7.3"
    assert Distance(unit="MILES").rounded(16_093) == "10"
    assert Distance(unit="MILES").rounded(16_092) == "9.9"


def test_each_kind_of_amount_says_how_it_is_read_and_written() -> None:
    with pytest.raises(NotImplementedError):
        Written().read("1")
    with pytest.raises(NotImplementedError):
        Written().write(1)
