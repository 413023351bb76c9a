from dataclasses import replace

import pytest

from tests.triage.rules.building import OURS, a_page
from tests.triage.views.small import PICTURE, SMALL
from triage.rules.answers import Answer, Answers, Silence
from triage.rules.decide import Decision, decide
from triage.rules.parts import Confidence, Note
from triage.rules.protocol import Protocol
from triage.views.readout import (
    Gaps,
    Reason,
    Row,
    Spot,
    Told,
    gaps_in,
    reasons_for,
    sections_of,
    spot_of,
    told_in_words,
)
from triage.views.way import Step, Way

CALM: dict[str, Answer] = {
    "cold": False,
    "pop": False,
    "stuck": False,
    "place": "inner",
    "pain": 2,
    "injured": False,
    "more": False,
    "rolls": False,
    "dives": False,
}
DRAWN = replace(SMALL, pages=(*SMALL.pages, PICTURE))


def decided(protocol: Protocol = SMALL, **told: Answer) -> Decision:
    return decide(protocol, CALM | told)


def test_a_calm_result_has_no_reason() -> None:
    assert reasons_for(SMALL, CALM, decided()) == []


def test_a_reason_tells_the_answers_it_rests_on() -> None:
    answers = CALM | {"pop": Silence.NOT_SURE}

    assert reasons_for(SMALL, answers, decide(SMALL, answers)) == [
        Reason(
            because="loud_pop was found.",
            source=OURS,
            certain=False,
            decides=True,
            told=(Told("Is it pop?", "Not sure"),),
        )
    ]


def test_only_the_most_urgent_reasons_decide() -> None:
    answers = CALM | {"stuck": True, "pop": Silence.NOT_SURE, "pain": 8}

    reasons = reasons_for(SMALL, answers, decide(SMALL, answers))

    assert [(reason.because, reason.decides) for reason in reasons] == [
        ("severe was found.", True),
        ("stuck_knee was found.", True),
        ("loud_pop was found.", False),
    ]


def test_a_reason_carries_what_research_says_about_its_rule() -> None:
    note = Note(brief="Be seen.", evidence="It is so.", confidence=Confidence.SOME)
    flags = tuple(replace(flag, notes=(note,)) for flag in SMALL.red_flags)
    noted = replace(SMALL, red_flags=flags)

    (reason,) = reasons_for(noted, CALM | {"stuck": True}, decided(noted, stuck=True))

    assert reason.notes == (note,)


def test_a_question_that_was_not_put_is_no_part_of_what_was_told() -> None:
    answers: Answers = CALM | {"stuck": True, "loose": True}

    assert told_in_words(SMALL, answers, ["stuck", "loose", "never"]) == (
        Told("Is it stuck?", "Yes"),
    )


def test_gaps_are_what_was_left_in_doubt_and_what_was_not_put() -> None:
    answers = CALM | {"pop": Silence.NOT_SURE, "pain": Silence.LEFT_OPEN}

    assert gaps_in(SMALL, answers) == Gaps(
        unsure=("Is it pop?", "pain?"), not_asked=("loose?",)
    )


@pytest.mark.parametrize(
    ("side", "drawn"),
    [("left", "left"), ("right", "right"), ("both", ""), (Silence.NOT_SURE, "")],
)
def test_the_place_is_drawn_on_the_side_that_was_told(side: Answer, drawn: str) -> None:
    answers = CALM | {"side": side, "spot": "shin"}

    assert spot_of(DRAWN, answers) == Spot(side=drawn, place="shin", words="It is shin")


@pytest.mark.parametrize("told", [{}, {"side": "left", "spot": Silence.NOT_SURE}])
def test_a_place_that_nobody_pointed_to_is_not_drawn(told: dict[str, Answer]) -> None:
    assert spot_of(DRAWN, CALM | told) is None


def test_every_list_and_every_question_is_a_row_under_its_section() -> None:
    told = CALM | {"pop": True, "stuck": Silence.NOT_SURE}
    sections = sections_of(Way(SMALL, told))

    assert [(section, len(rows)) for section, rows in sections] == [
        ("Safety", 4),
        ("Running", 2),
    ]
    assert sections[0][1][:2] == [
        Row(
            step=Step(1),
            heading="danger?",
            ticked=("It is pop",),
            doubtful=("It is stuck",),
            unticked=("It is cold",),
        ),
        Row(step=Step(2), heading="place?", answer="It is inner"),
    ]


def test_two_questions_on_one_page_are_two_rows() -> None:
    answers = CALM | {"side": "both", "spot": Silence.NOT_SURE}

    (*_, (_, rows)) = sections_of(Way(DRAWN, answers))

    assert rows[-2:] == [
        Row(step=Step(8), heading="side?", answer="It is both"),
        Row(step=Step(8), heading="spot?", answer="Not sure"),
    ]


def test_an_answer_to_a_page_that_was_skipped_is_no_row() -> None:
    late = replace(SMALL, pages=(*SMALL.pages, a_page("last")))
    sections = sections_of(Way(late, CALM | {"loose": True, "last": False}))

    headings = [row.heading for _, rows in sections for row in rows]

    assert "loose?" not in headings
    assert headings[-1] == "last?"
