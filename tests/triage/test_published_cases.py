"""The published cases: what the rules must reach on them, and what is told of it."""

import json
import re
from typing import Final

import pytest
from django.conf import settings

from triage.protocols.medial_knee import MEDIAL_KNEE, UNDER_18
from triage.protocols.medial_knee.codes import CODES
from triage.rules.cases import read_cases
from triage.rules.scoring import Judged, Rate, judge_case, lengths, rates

FILE: Final = settings.BASE_DIR / "tests" / "cases" / "published.json"
TOLD: Final = settings.BASE_DIR / "docs" / "clinical-safety.md"


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    cases = read_cases(json.loads(FILE.read_text(encoding="utf-8")), MEDIAL_KNEE, UNDER_18)
    return [
        judge_case(case, adult=MEDIAL_KNEE, young=UNDER_18, codes=CODES) for case in cases
    ]


@pytest.fixture
def rate(judged: list[Judged]) -> dict[str, Rate]:
    return {rate.name: rate for rate in rates(judged)}


def test_no_red_flag_case_is_told_to_wait(rate: dict[str, Rate]) -> None:
    red_flags = rate["red-flag cases safe"]

    assert (red_flags.hits, red_flags.of) == (19, 19)


def test_at_most_one_of_58_cases_is_judged_too_calmly(rate: dict[str, Rate]) -> None:
    assert rate["safe"].of == 58
    assert rate["safe"].hits >= 57


def test_at_least_47_levels_are_acceptable_and_at_most_8_too_urgent(
    rate: dict[str, Rate],
) -> None:
    assert rate["acceptable"].hits >= 47
    assert rate["over-triage"].hits <= 8


def test_12_of_15_right_causes_at_the_inner_knee_are_among_the_first_3(
    rate: dict[str, Rate],
) -> None:
    assert rate["top-3 medial"].of == 15
    assert rate["top-3 medial"].hits >= 12


def test_pain_elsewhere_is_given_no_cause_of_the_inner_knee(rate: dict[str, Rate]) -> None:
    elsewhere = rate["non-medial, cause named"]

    assert (elsewhere.hits, elsewhere.of) == (0, 19)


def test_half_the_cases_take_at_most_11_pages_and_none_more_than_16(
    judged: list[Judged],
) -> None:
    for_all, _ = lengths(judged)

    assert for_all.median <= 11
    assert for_all.longest <= 16


def test_the_table_in_the_docs_tells_what_the_rules_reach_now(judged: list[Judged]) -> None:
    table = TOLD.read_text(encoding="utf-8").split("**On published cases")[1]
    told = re.findall(r"^\| \w.+? \| (.+?) \| (.*?) ?\|$", table, re.MULTILINE)

    assert told == [
        *((f"{r.hits} of {r.of}", f"{r.hits / r.of:.1%}") for r in rates(judged)),
        *((f"median {n.median:g}, longest {n.longest}", "") for n in lengths(judged)),
    ]
