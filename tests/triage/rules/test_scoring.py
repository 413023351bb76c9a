from typing import Any

import pytest

from tests.triage.rules.building import (
    a_cause,
    a_flag,
    a_page,
    a_protocol,
    an_own_level,
)
from triage.rules.answers import Answer, Silence
from triage.rules.cases import Case
from triage.rules.conditions import answer
from triage.rules.protocol import Level
from triage.rules.questions import Kind
from triage.rules.scoring import Judged, Rate, as_told, judge_case, misses, rates

# Somebody who limps is seen the same day; "strain" always leads and "sprain" follows.
ADULT = a_protocol(
    pages=(a_page("limp"), a_page("place", Kind.CHOICE, "shin", "calf"), a_page("sharp")),
    red_flags=(
        a_flag("limping"),
        a_flag("sore_calf", when=answer("place").is_("calf"), when_unsure=Level.SELF_CARE),
    ),
    causes=(a_cause("strain"), a_cause("sprain", prior=-1)),
    fallback="strain",
)
YOUNG = a_protocol(red_flags=(a_flag("young", level=Level.EMERGENCY),))
CODES = {"strain": {"s1", "s2"}, "sprain": {"p1"}}


def judged(**given: Any) -> Judged:
    """Return what the rules make of a case in which self-care is right."""
    defaults: dict[str, Any] = {
        "id": "v1",
        "answers": {},
        "acceptable": {Level.SELF_CARE},
        "codes": frozenset(),
        "red_flag": False,
        "under_18": False,
    }
    case = Case(**defaults | given)
    return judge_case(case, adult=ADULT, young=YOUNG, codes=CODES)


LIMPS = {"limp": True}


def test_what_a_case_does_not_mention_is_told_as_its_patient_would() -> None:
    assert as_told(ADULT, {}) == {
        "limp": False,
        "place": Silence.NOT_SURE,
        "sharp": Silence.NOT_SURE,
    }


def test_what_a_case_mentions_is_told_as_it_is() -> None:
    told: dict[str, Answer] = {"limp": Silence.NOT_SURE, "place": "shin", "sharp": True}

    assert as_told(ADULT, told) == told


def test_what_the_protocol_does_not_ask_is_left_out() -> None:
    assert as_told(YOUNG, {"place": "shin"}) == {"limp": False}


def test_the_young_are_judged_by_their_own_list() -> None:
    assert judged(answers=LIMPS).decision.level is Level.SAME_DAY
    assert judged(answers=LIMPS, under_18=True).decision.level is Level.EMERGENCY


@pytest.mark.parametrize(
    ("acceptable", "safe", "fits", "over"),
    [
        ({Level.SAME_DAY}, True, True, False),
        ({Level.SELF_CARE, Level.EMERGENCY}, True, False, False),
        ({Level.SELF_CARE, Level.WITHIN_2_DAYS}, True, False, True),
        ({Level.EMERGENCY}, False, False, False),
    ],
)
def test_a_level_is_safe_acceptable_or_too_urgent(
    acceptable: set[Level], *, safe: bool, fits: bool, over: bool
) -> None:
    one = judged(answers=LIMPS, acceptable=acceptable)

    assert (one.safe, one.acceptable, one.over_triaged) == (safe, fits, over)


@pytest.mark.parametrize(
    ("code", "first", "among_3"),
    [("s2", True, True), ("p1", False, True), ("x", False, False)],
)
def test_a_name_is_right_if_a_cause_shown_stands_for_it(
    code: str, *, first: bool, among_3: bool
) -> None:
    one = judged(codes=frozenset({code}))

    assert (one.names_it_within(1), one.names_it_within(3)) == (first, among_3)


def test_a_cause_without_codes_is_never_right() -> None:
    case = judged(codes=frozenset({"s1"})).case

    one = judge_case(case, adult=ADULT, young=YOUNG, codes={})

    assert not one.names_it_within(3)


def test_rates_count_only_the_cases_they_are_about() -> None:
    cases = [
        judged(codes=frozenset({"s1"})),
        judged(codes=frozenset({"p1"})),
        judged(answers=LIMPS),
        judged(acceptable={Level.SAME_DAY}, red_flag=True),
    ]

    assert rates(cases) == (
        Rate("safe", 3, 4),
        Rate("acceptable", 2, 4),
        Rate("over-triage", 1, 4),
        Rate("red-flag cases safe", 0, 1),
        Rate("top-1", 1, 2),
        Rate("top-3", 2, 2),
    )


def test_a_rate_is_printed_with_its_counts() -> None:
    assert str(Rate("safe", 3, 4)) == "safe                       3 of 4    75.0%"


def test_a_rate_of_nothing_is_no_number() -> None:
    assert str(Rate("safe", 0, 0)) == "safe                       0 of 0        -"


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (
            {"answers": LIMPS},
            "v1: over: SAME_DAY, accepted SELF_CARE; rules limping",
        ),
        (
            {"answers": {"limp": Silence.NOT_SURE}},
            "v1: over: SAME_DAY, accepted SELF_CARE; rules limping (not sure)",
        ),
        (
            {"acceptable": {Level.EMERGENCY, Level.SAME_DAY}},
            "v1: UNSAFE: SELF_CARE, accepted SAME_DAY, EMERGENCY; no rule",
        ),
        (
            {"answers": LIMPS, "acceptable": {Level.SELF_CARE, Level.EMERGENCY}},
            "v1: between: SAME_DAY, accepted SELF_CARE, EMERGENCY; rules limping",
        ),
        ({"codes": frozenset({"p1"})}, "v1: not first: p1; shown strain, sprain"),
        ({"codes": frozenset({"x", "a"})}, "v1: not named: a, x; shown strain, sprain"),
        (
            {"codes": frozenset({"x"}), "under_18": True},
            "v1: not named: x; shown no cause",
        ),
    ],
)
def test_a_miss_is_one_line_that_says_why(given: dict[str, Any], line: str) -> None:
    assert misses([judged(**given)]) == (line,)


def test_a_case_judged_right_leaves_no_line() -> None:
    assert misses([judged(codes=frozenset({"s1"}))]) == ()


def test_a_level_that_a_cause_calls_for_names_that_cause() -> None:
    strain = a_cause("strain", own_levels=(an_own_level(Level.WITHIN_A_WEEK),))
    protocol = a_protocol(causes=(strain,), fallback="strain")
    case = judged().case

    one = judge_case(case, adult=protocol, young=YOUNG, codes=CODES)

    assert misses([one]) == ("v1: over: WITHIN_A_WEEK, accepted SELF_CARE; rules strain",)
