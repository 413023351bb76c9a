import pytest

from tests.triage.rules.building import a_page, a_question, a_tick_list
from triage.rules.answers import Answer, Silence
from triage.rules.conditions import ALWAYS, Condition, all_of, answer, any_of, not_
from triage.rules.questions import Kind
from triage.rules.words import (
    Group,
    Line,
    Needs,
    Outline,
    answer_in_words,
    describe,
    outline,
    question_in_words,
)

ASKED = (
    a_tick_list("signs", "hot", "cold"),
    a_page("pain", Kind.SCALE),
    a_page("place", Kind.CHOICE, "shin", "calf"),
)
QUESTIONS = {question.key: question for page in ASKED for question in page.questions}
HOT, COLD = answer("hot").is_yes(), answer("cold").is_no()
IS_HOT, NOT_COLD = Line("Is it hot?", ("Yes",)), Line("Is it cold?", ("No",))
PAIN = answer("pain").at_least(8)
STRONG = Line("pain?", ("8 or more",))


@pytest.mark.parametrize(
    ("key", "told", "words"),
    [
        ("hot", True, "Yes"),
        ("hot", False, "No"),
        ("pain", 0, "0"),
        ("pain", 10, "10"),
        ("place", "shin", "It is shin"),
        ("hot", Silence.NOT_SURE, "Not sure"),
        ("pain", Silence.LEFT_OPEN, "Left open"),
        ("place", Silence.NOT_ASKED, "Not asked"),
    ],
)
def test_an_answer_is_told_as_the_form_shows_it(key: str, told: Answer, words: str) -> None:
    assert answer_in_words(QUESTIONS[key], told) == words


def test_an_item_of_a_tick_list_is_told_as_a_whole_question() -> None:
    assert question_in_words(QUESTIONS["hot"]) == "Is it hot?"
    assert question_in_words(a_question("place")) == "place?"


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (HOT, IS_HOT),
        (PAIN, STRONG),
        (all_of(HOT, COLD), Group(Needs.ALL, (IS_HOT, NOT_COLD))),
        (any_of(HOT, COLD), Group(Needs.ANY, (IS_HOT, NOT_COLD))),
        (ALWAYS, Group(Needs.ALL, ())),
        (any_of(), Group(Needs.ANY, ())),
    ],
)
def test_a_condition_is_outlined_in_the_words_of_its_questions(
    condition: Condition, expected: Outline
) -> None:
    assert outline(condition, QUESTIONS) == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (all_of(all_of(HOT, COLD), PAIN), Group(Needs.ALL, (IS_HOT, NOT_COLD, STRONG))),
        (any_of(PAIN, any_of(HOT, COLD)), Group(Needs.ANY, (STRONG, IS_HOT, NOT_COLD))),
        (all_of(any_of(HOT)), IS_HOT),
        (any_of(HOT, HOT), IS_HOT),
    ],
)
def test_what_needs_no_group_of_its_own_gets_none(
    condition: Condition, expected: Outline
) -> None:
    assert outline(condition, QUESTIONS) == expected


def test_answers_to_one_question_of_which_any_will_do_stand_on_one_line() -> None:
    shin_or_hot_or_calf = any_of(
        answer("place").is_("shin"), HOT, answer("place").is_("calf")
    )

    anywhere = Line("place?", ("It is shin", "It is calf"))
    assert outline(answer("place").is_("shin", "calf"), QUESTIONS) == anywhere
    assert outline(shin_or_hot_or_calf, QUESTIONS) == Group(Needs.ANY, (anywhere, IS_HOT))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (not_(HOT), Group(Needs.NONE, (IS_HOT,))),
        (not_(any_of(HOT, COLD)), Group(Needs.NONE, (IS_HOT, NOT_COLD))),
        (not_(all_of(HOT, COLD)), Group(Needs.NOT_ALL, (IS_HOT, NOT_COLD))),
        (not_(not_(all_of(HOT, COLD))), Group(Needs.ALL, (IS_HOT, NOT_COLD))),
        (not_(not_(HOT)), Group(Needs.ANY, (IS_HOT,))),
    ],
)
def test_a_not_is_told_by_how_many_are_needed(
    condition: Condition, expected: Outline
) -> None:
    assert outline(condition, QUESTIONS) == expected


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (HOT, "“Is it hot?”: “Yes”"),
        (PAIN, "“pain?”: “8 or more”"),
        (all_of(HOT, COLD), "“Is it hot?”: “Yes” and “Is it cold?”: “No”"),
        (answer("place").is_("shin", "calf"), "“place?”: “It is shin” or “It is calf”"),
        (
            all_of(any_of(HOT, COLD), PAIN),
            "(“Is it hot?”: “Yes” or “Is it cold?”: “No”) and “pain?”: “8 or more”",
        ),
        (
            any_of(all_of(HOT, COLD), PAIN),
            "(“Is it hot?”: “Yes” and “Is it cold?”: “No”) or “pain?”: “8 or more”",
        ),
        (not_(HOT), "not (“Is it hot?”: “Yes”)"),
        (not_(all_of(HOT, COLD)), "not (“Is it hot?”: “Yes” and “Is it cold?”: “No”)"),
        (ALWAYS, "always"),
        (any_of(), "never"),
    ],
)
def test_a_condition_can_be_told_in_one_line(condition: Condition, words: str) -> None:
    assert describe(condition, QUESTIONS) == words
