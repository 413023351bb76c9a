from typing import Any

import pytest

from tests.triage.rules.building import a_cause, a_clue, a_flag, a_page, a_protocol
from triage.rules.answers import Answer, Silence
from triage.rules.cases import Case, Scope
from triage.rules.conditions import answer
from triage.rules.parts import Level
from triage.rules.questions import Kind
from triage.rules.scoring import (
    Judged,
    Rate,
    as_told,
    judge_case,
    lengths,
    pages_to_result,
    rates,
)

# Somebody who limps is seen the same day; "strain" leads and "sprain" follows, and the
# other way round when it is sharp.
ADULT = a_protocol(
    pages=(a_page("limp"), a_page("place", Kind.CHOICE, "shin", "calf"), a_page("sharp")),
    red_flags=(
        a_flag("limping"),
        a_flag("sore_calf", when=answer("place").is_("calf"), when_unsure=Level.SELF_CARE),
    ),
    causes=(a_cause("strain", prior=1), a_cause("sprain")),
    clues=(a_clue(answer("sharp").is_yes(), sprain=2.0),),
    in_scope=answer("place").is_("shin"),
    fallback="strain",
)
YOUNG = a_protocol(red_flags=(a_flag("young", level=Level.EMERGENCY),))
CODES = {"strain": {"s1", "s2"}, "sprain": {"p1"}}
LIMPS: dict[str, Answer] = {"limp": True}
NOT_SURE = Silence.NOT_SURE


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


def test_what_a_case_does_not_mention_is_told_as_its_patient_would() -> None:
    assert as_told(ADULT, {}) == {"limp": False, "place": NOT_SURE, "sharp": NOT_SURE}


def test_what_a_case_mentions_is_told_as_it_is() -> None:
    told: dict[str, Answer] = {"limp": NOT_SURE, "place": "shin", "sharp": True}

    assert as_told(ADULT, told) == told


def test_what_the_protocol_does_not_ask_is_left_out() -> None:
    assert as_told(YOUNG, {"place": "shin"}) == {"limp": False}


def test_the_young_are_judged_by_their_own_list_and_named_as_adults_are() -> None:
    young = judged(answers={**LIMPS, "sharp": True}, under_18=True)

    assert judged(answers=LIMPS).decision.level is Level.SAME_DAY
    assert young.decision.level is Level.EMERGENCY
    assert [named.ranked.cause for named in young.names] == ["sprain", "strain"]


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
    ("code", "place", "first", "among_3"),
    [("s2", 1, True, True), ("p1", 2, False, True), ("x", None, False, False)],
)
def test_a_name_is_right_if_a_cause_in_the_ranking_stands_for_it(
    code: str, place: int | None, *, first: bool, among_3: bool
) -> None:
    one = judged(codes=frozenset({code}))

    assert one.place == place
    assert (one.names_it_within(1), one.names_it_within(3)) == (first, among_3)


def test_a_name_counts_also_where_the_level_shows_none() -> None:
    one = judged(answers=LIMPS, codes=frozenset({"s1"}))

    assert not one.decision.names_causes
    assert one.names_it_within(1)


def test_a_cause_without_codes_is_never_right() -> None:
    case = judged(codes=frozenset({"s1"})).case

    one = judge_case(case, adult=ADULT, young=YOUNG, codes={})

    assert one.place is None


@pytest.mark.parametrize(
    ("scope", "place", "wrong"),
    [
        (Scope.NON_MEDIAL, "shin", True),
        (Scope.NON_MEDIAL, "calf", False),
        (Scope.UNSTATED, "shin", False),
        (Scope.MEDIAL, "shin", False),
    ],
)
def test_a_cause_named_for_pain_that_is_not_there_is_wrong(
    scope: Scope, place: str, *, wrong: bool
) -> None:
    assert judged(scope=scope, answers={"place": place}).wrongly_named is wrong


def test_pages_are_counted_until_the_result() -> None:
    calm = as_told(ADULT, {})
    same_day = as_told(ADULT, LIMPS)

    assert [page.key for page in pages_to_result(ADULT, calm)] == [
        "limp",
        "place",
        "sharp",
    ]
    assert [page.key for page in pages_to_result(ADULT, same_day)] == ["limp", "place"]


def test_rates_count_only_the_cases_they_are_about() -> None:
    cases = [
        judged(codes=frozenset({"s1"})),
        judged(codes=frozenset({"p1"}), nameable=False),
        judged(codes=frozenset({"s1"}), scope=Scope.UNSTATED, answers={"sharp": True}),
        judged(answers=LIMPS),
        judged(acceptable={Level.SAME_DAY}, red_flag=True, scope=Scope.NON_MEDIAL),
    ]

    assert rates(cases) == (
        Rate("safe", 4, 5),
        Rate("acceptable", 3, 5),
        Rate("over-triage", 1, 5),
        Rate("red-flag cases safe", 0, 1),
        Rate("top-1", 1, 2),
        Rate("top-3", 2, 2),
        Rate("top-1 medial", 1, 2),
        Rate("top-3 medial", 2, 2),
        Rate("non-medial, cause named", 1, 1),
        Rate("answers not sure", 8, 14),
    )


def test_a_rate_is_printed_with_its_counts() -> None:
    assert str(Rate("safe", 3, 4)) == "safe                           3 of 4      75.0%"


def test_a_rate_of_nothing_is_no_number() -> None:
    assert str(Rate("safe", 0, 0)) == "safe                           0 of 0          -"


def test_the_length_is_told_by_the_median_and_the_longest() -> None:
    cases = [judged(), judged(answers=LIMPS)]

    for_all, for_adults = lengths(cases)

    assert (for_all.median, for_all.longest) == (2.5, 3)
    assert str(for_all) == "pages to a result: median 2.5, longest 3"
    assert str(for_adults) == "pages, adults alone: median 2.5, longest 3"


def test_the_length_for_adults_leaves_out_the_young() -> None:
    for_all, for_adults = lengths([judged(under_18=True), judged(answers=LIMPS)])

    assert len(for_all.pages) == 2
    assert for_adults.pages == (2,)


def test_no_cases_have_no_length() -> None:
    for_all, _ = lengths([])

    assert (for_all.median, for_all.longest) == (0.0, 0)
    assert str(for_all) == "pages to a result: no case"
