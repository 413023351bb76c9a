from typing import Any

import pytest

from tests.triage.rules.building import a_page, a_protocol
from triage.rules.answers import Silence
from triage.rules.cases import Case, CaseRefused, Scope, read_cases
from triage.rules.parts import Level
from triage.rules.questions import Kind

ADULT = a_protocol(pages=(a_page("limp"), a_page("place", Kind.CHOICE, "shin", "calf")))
YOUNG = a_protocol(pages=(a_page("limp"), a_page("hip")))


def a_case(**given: Any) -> dict[str, Any]:
    return {"id": "v1", "answers": {"limp": True}, "acceptable": ["SAME_DAY"]} | given


def read(*cases: Any) -> tuple[Case, ...]:
    return read_cases({"protocol": "small", "cases": list(cases)}, ADULT, YOUNG)


def test_a_case_is_read_with_its_answers_and_what_is_accepted() -> None:
    case = a_case(
        answers={"limp": {"silence": "not sure"}, "hip": True, "place": "shin"},
        acceptable=["SAME_DAY", "EMERGENCY"],
        codes=["strain"],
        also_accept=["sprain"],
        history_sufficient="partial",
        red_flag=True,
        under_18=True,
        scope="non_medial",
    )

    assert read(case) == (
        Case(
            id="v1",
            answers={"limp": Silence.NOT_SURE, "hip": True, "place": "shin"},
            acceptable=frozenset({Level.SAME_DAY, Level.EMERGENCY}),
            codes=frozenset({"strain", "sprain"}),
            nameable=True,
            red_flag=True,
            under_18=True,
            scope=Scope.NON_MEDIAL,
        ),
    )


def test_a_case_that_says_little_is_an_adult_with_an_unstated_place() -> None:
    (case,) = read(a_case())

    assert (case.codes, case.nameable) == (frozenset(), True)
    assert (case.red_flag, case.under_18) == (False, False)
    assert case.scope is Scope.UNSTATED


def test_a_name_that_is_not_to_be_scored_is_not_asked_for() -> None:
    (case,) = read(a_case(codes=["strain"], score_diagnosis=False))

    assert case.codes == frozenset()


def test_a_name_that_history_cannot_give_is_kept_as_such() -> None:
    (case,) = read(a_case(codes=["strain"], history_sufficient="no"))

    assert (case.codes, case.nameable) == (frozenset({"strain"}), False)


@pytest.mark.parametrize("data", [None, [], {}, {"cases": {}}])
def test_a_file_without_cases_is_refused(data: object) -> None:
    with pytest.raises(CaseRefused, match=r'^No list of cases: put them under "cases"'):
        read_cases(data, ADULT)


def test_a_case_that_stands_there_twice_is_refused() -> None:
    with pytest.raises(CaseRefused, match=r"^v1: this id stands there twice"):
        read(a_case(), a_case())


@pytest.mark.parametrize("case", [1, {}, {"id": 1}])
def test_a_case_without_an_id_is_known_by_its_number(case: object) -> None:
    with pytest.raises(CaseRefused, match=r'^A case: number 2 needs an "id"'):
        read(a_case(), case)


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"answer": {}}, "nothing reads 'answer'. Remove it"),
        ({"answers": None}, 'put its answers under "answers"'),
        ({"answers": {"lump": True}}, "no question is called 'lump'"),
        (
            {"answers": {"limp": "yes"}},
            '\'limp\' must be False, True or {"silence": "not sure"}',
        ),
        ({"answers": {"place": "hip"}}, "'place' must be 'shin', 'calf' or"),
        ({"answers": {"place": 1.5}}, "'place' must be 'shin', 'calf' or"),
        ({"acceptable": []}, '"acceptable" must list one or more of SELF_CARE,'),
        ({"acceptable": ["SOON"]}, '"acceptable" must list one or more of SELF_CARE,'),
        ({"acceptable": "SAME_DAY"}, '"acceptable" must be a list of texts'),
        ({"codes": [1]}, '"codes" must be a list of texts'),
        ({"under_18": "yes"}, '"under_18" must be true or false'),
        ({"scope": "hip"}, '"scope" must be one of medial, non_medial, location_unstated'),
        ({"scope": ["medial"]}, '"scope" must be one of medial,'),
    ],
)
def test_a_case_that_cannot_be_read_is_named_with_what_to_do(
    given: dict[str, Any], what: str
) -> None:
    with pytest.raises(CaseRefused) as refused:
        read(a_case(**given))

    assert str(refused.value).startswith(f"v1: {what}")
