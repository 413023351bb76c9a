from typing import Any

import pytest

from tests.triage.rules.building import a_cause, a_clue, a_flag, a_page, a_protocol
from triage.rules.answers import Silence
from triage.rules.cases import Case, Scope
from triage.rules.conditions import answer
from triage.rules.misses import misses
from triage.rules.parts import Level
from triage.rules.questions import Kind
from triage.rules.scoring import Judged, judge_case

ADULT = a_protocol(
    pages=(a_page("limp"), a_page("place", Kind.CHOICE, "shin", "calf"), a_page("sharp")),
    causes=(
        a_cause("strain", prior=1),
        a_cause("sprain"),
        a_cause("crack", prior=-0.5),
        a_cause("tear"),
    ),
    clues=(a_clue(answer("sharp").is_yes(), tear=-1.5, crack=0.5),),
    in_scope=answer("place").is_("shin"),
    fallback="strain",
)
YOUNG = a_protocol(red_flags=(a_flag("young"),))
CODES = {"strain": {"s1"}, "sprain": {"p1"}, "crack": {"c1"}, "tear": {"t1"}}
SHARP = {"sharp": True}
FIRST = "first strain +1.0, crack +0.0, sprain +0.0"
LITTLE, UNTOLD = "too little speaks for it", "the history cannot give it"
UNSHARP = "first strain +1.0, sprain +0.0, tear +0.0"


def judged(**given: Any) -> Judged:
    """Return what the rules make of a case in which self-care is right."""
    defaults: dict[str, Any] = {
        "id": "v1",
        "answers": {},
        "acceptable": {Level.SELF_CARE},
        "codes": frozenset(),
        "nameable": True,
        "red_flag": False,
        "under_18": False,
        "scope": Scope.MEDIAL,
    }
    case = Case(**defaults | given)
    return judge_case(case, adult=ADULT, young=YOUNG, codes=CODES)


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (
            {"answers": {"limp": True}},
            "over: SAME_DAY, accepted SELF_CARE; rules limping",
        ),
        (
            {"answers": {"limp": Silence.NOT_SURE}},
            "over: SAME_DAY, accepted SELF_CARE; rules limping (not sure)",
        ),
        (
            {"acceptable": {Level.EMERGENCY, Level.SAME_DAY}},
            "UNSAFE: SELF_CARE, accepted SAME_DAY, EMERGENCY; no rule",
        ),
        (
            {
                "answers": {"limp": True},
                "acceptable": {Level.SELF_CARE, Level.EMERGENCY},
            },
            "between: SAME_DAY, accepted SELF_CARE, EMERGENCY; rules limping",
        ),
    ],
)
def test_a_level_that_is_not_acceptable_is_told_with_the_rules_that_said_so(
    given: dict[str, Any], line: str
) -> None:
    assert misses([judged(**given)]) == (f"v1: {line}",)


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (
            {"codes": {"p1"}},
            f"not first: p1; {UNSHARP}; 2. sprain +0.0: {LITTLE}",
        ),
        (
            {"codes": {"t1"}, "answers": SHARP},
            f"not named: t1; {FIRST}; 4. tear -1.5: -1.5 for tear, +0.5 for crack (-1.5)",
        ),
        (
            {"codes": {"c1"}, "nameable": False},
            f"not named: c1; {UNSHARP}; 4. crack -0.5: {LITTLE}; {UNTOLD}",
        ),
        (
            {"codes": {"x", "a"}},
            f"not named: a, x; no cause stands for it; {UNSHARP}",
        ),
        (
            {"codes": {"s1"}, "answers": {"place": "calf"}},
            "not named: s1; no causes for pain elsewhere",
        ),
        (
            {"scope": Scope.NON_MEDIAL},
            "named, but not medial: strain +1.0",
        ),
    ],
)
def test_a_name_that_does_not_come_first_is_told_with_what_stood_against_it(
    given: dict[str, Any], line: str
) -> None:
    assert misses([judged(**given)]) == (f"v1: {line}",)


def test_a_case_missed_twice_has_2_lines() -> None:
    lines = misses([judged(answers={"limp": True}, codes={"x"})])

    assert [line.split(":")[1] for line in lines] == [" over", " not named"]


def test_a_case_judged_right_leaves_no_line() -> None:
    assert misses([judged(codes={"s1"})]) == ()
