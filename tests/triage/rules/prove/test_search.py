from tests.triage.rules.building import a_question
from triage.rules.answers import Silence
from triage.rules.prove.claims import Box
from triage.rules.prove.search import Search
from triage.rules.questions import Kind

QUESTIONS = (a_question("limp"), a_question("start", Kind.CHOICE, "slow", "sudden", "fall"))
LIMPS: Box = {"limp": frozenset({True})}


def starts(*options: str) -> Box:
    return {"start": frozenset(options)}


def test_a_box_that_nothing_touches_lies_outside() -> None:
    search = Search(QUESTIONS)

    assert search.outside(starts("fall"), [starts("slow"), starts("sudden")]) == starts(
        "fall"
    )
    assert search.boxes == 1


def test_a_box_in_another_is_covered_at_once() -> None:
    search = Search(QUESTIONS)

    assert search.outside(LIMPS | starts("fall"), [starts("slow"), LIMPS]) is None
    assert search.boxes == 1


def test_several_boxes_can_cover_one_together() -> None:
    search = Search(QUESTIONS)

    assert search.outside(starts("slow", "fall"), [starts("slow"), starts("fall")]) is None
    assert search.boxes == 2


def test_what_sticks_out_is_found_also_behind_what_is_covered() -> None:
    search = Search(QUESTIONS)
    cover = [LIMPS | starts("slow"), starts("sudden")]

    found = search.outside(LIMPS | starts("slow", "sudden", "fall"), cover)

    assert found == LIMPS | starts("fall")


def test_the_mildest_answers_of_a_box_leave_out_what_is_never_put() -> None:
    search = Search(QUESTIONS)
    unasked: Box = {"limp": frozenset({Silence.NOT_ASKED})}

    assert search.mildest_in({}) == {"limp": False, "start": "slow"}
    assert search.mildest_in(starts("sudden", "fall")) == {"limp": False, "start": "sudden"}
    assert search.mildest_in(unasked) == {"start": "slow"}
