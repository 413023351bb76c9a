import re

import pytest
from django.utils import timezone

from triage.emergency_numbers import BY_CODE, COUNTRIES, EU, OUTSIDE_EU, Line

# What to call first outside the EU; copied by hand, so that a slip in the data shows.
FIRST = {
    "AE": "998",
    "AR": "107",
    "AU": "000",
    "BR": "192",
    "CA": "911",
    "CH": "144",
    "CL": "131",
    "CN": "120",
    "GB": "999",
    "HK": "999",
    "IL": "101",
    "IN": "112",
    "IS": "112",
    "JP": "119",
    "KE": "999",
    "KR": "119",
    "LI": "144",
    "MX": "911",
    "MY": "999",
    "NG": "112",
    "NO": "113",
    "NZ": "111",
    "SG": "995",
    "TR": "112",
    "US": "911",
    "ZA": "10177",
}
MEMBERS = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"


def test_each_country_stands_once_under_its_code_in_the_order_of_names() -> None:
    names = [country.name for country in COUNTRIES]

    assert names == sorted(names)
    assert len(BY_CODE) == len(COUNTRIES)
    assert all(re.fullmatch("[A-Z]{2}", code) for code in BY_CODE)


def test_outside_the_eu_each_country_has_its_own_number() -> None:
    assert {country.code: country.call.number for country in OUTSIDE_EU} == FIRST


def test_in_each_country_of_the_eu_112_comes_first() -> None:
    inside = {country.code for country in COUNTRIES if country.call is EU}

    assert inside == {*MEMBERS.split()}
    assert {country.code for country in COUNTRIES if country.in_eu} == inside


def test_no_number_was_checked_on_a_day_to_come() -> None:
    lines = {line for country in COUNTRIES for line in country.emergency + country.advice}
    checked = {line.number: line.verified_on for line in lines if line.verified_on}

    assert EU.number in checked
    assert all(re.fullmatch(r"#?[0-9 ]+", line.number) for line in lines)
    assert max(checked.values()) <= timezone.now().date()


@pytest.mark.parametrize(
    ("number", "dialled"),
    [("999", "999"), ("1800 022 222", "1800022222"), ("#7119", "%237119")],
)
def test_a_number_can_be_dialled_as_it_is_written(number: str, dialled: str) -> None:
    assert Line(number=number).dial == dialled


@pytest.mark.parametrize(("code", "offers"), [("GB", True), ("DE", True), ("US", False)])
def test_a_country_knows_if_112_is_among_its_numbers(code: str, *, offers: bool) -> None:
    assert BY_CODE[code].offers_112 is offers
