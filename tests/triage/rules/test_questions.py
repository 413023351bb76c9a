import pytest

from tests.triage.rules.building import a_page, a_question, a_tick_list
from triage.rules.answers import Answer, Silence
from triage.rules.questions import Kind


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (Kind.YES_NO, (False, True)),
        (Kind.SCALE, (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)),
        (Kind.CHOICE, ("mild", "bad")),
    ],
)
def test_a_question_offers_its_values_mildest_first(
    kind: Kind, values: tuple[Answer, ...]
) -> None:
    assert a_question("pain", kind, "mild", "bad").values() == values


@pytest.mark.parametrize(
    ("kind", "told", "accepted"),
    [
        (Kind.YES_NO, True, True),
        (Kind.YES_NO, 1, False),
        (Kind.SCALE, 10, True),
        (Kind.SCALE, 11, False),
        (Kind.SCALE, True, False),
        (Kind.CHOICE, "mild", True),
        (Kind.CHOICE, "worst", False),
        (Kind.CHOICE, Silence.NOT_SURE, True),
    ],
)
def test_a_question_accepts_its_values_and_silence_alone(
    kind: Kind, told: Answer, *, accepted: bool
) -> None:
    assert a_question("pain", kind, "mild", "bad").accepts(told) is accepted


def test_what_is_offered_tells_a_number_from_a_yes() -> None:
    assert (int, 1) in a_question("pain", Kind.SCALE).offered()
    assert (bool, True) not in a_question("pain", Kind.SCALE).offered()


def test_a_page_with_a_heading_is_a_tick_list() -> None:
    assert a_tick_list("signs", "limp", "lump").is_tick_list
    assert not a_page("limp").is_tick_list


def test_a_page_knows_the_keys_of_its_questions() -> None:
    assert a_tick_list("signs", "limp", "lump").keys == ("limp", "lump")
    assert a_page("limp").keys == ("limp",)
