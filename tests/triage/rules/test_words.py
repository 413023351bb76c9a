import pytest

from tests.triage.rules.building import a_page, a_question, a_tick_list
from triage.rules.answers import Answer, Silence
from triage.rules.conditions import ALWAYS, Condition, all_of, answer, any_of, not_
from triage.rules.questions import Kind
from triage.rules.words import answer_in_words, describe, question_in_words

ASKED = (
    a_tick_list("signs", "hot", "cold"),
    a_page("pain", Kind.SCALE),
    a_page("place", Kind.CHOICE, "shin", "calf"),
)
QUESTIONS = {question.key: question for page in ASKED for question in page.questions}
HOT, COLD = answer("hot").is_yes(), answer("cold").is_no()


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
    ("condition", "words"),
    [
        (HOT, "“Is it hot?”: “Yes”"),
        (answer("pain").at_least(8), "“pain?”: “8” or more"),
        (all_of(HOT, COLD), "“Is it hot?”: “Yes” and “Is it cold?”: “No”"),
        (
            answer("place").is_("shin", "calf"),
            "“place?”: “It is shin” or “It is calf”",
        ),
        (
            any_of(answer("place").is_("shin"), HOT, answer("place").is_("calf")),
            "“place?”: “It is shin” or “It is calf” or “Is it hot?”: “Yes”",
        ),
        (
            all_of(any_of(HOT, COLD), COLD),
            "(“Is it hot?”: “Yes” or “Is it cold?”: “No”) and “Is it cold?”: “No”",
        ),
        (
            any_of(all_of(HOT, COLD), COLD),
            "(“Is it hot?”: “Yes” and “Is it cold?”: “No”) or “Is it cold?”: “No”",
        ),
        (not_(HOT), "not “Is it hot?”: “Yes”"),
        (not_(any_of(HOT, COLD)), "not (“Is it hot?”: “Yes” or “Is it cold?”: “No”)"),
        (ALWAYS, "always"),
        (any_of(), "never"),
    ],
)
def test_a_condition_is_told_in_the_words_of_its_questions(
    condition: Condition, words: str
) -> None:
    assert describe(condition, QUESTIONS) == words
