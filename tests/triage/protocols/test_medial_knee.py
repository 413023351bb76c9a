"""Stories that a clinician would judge at sight, and how the content grows."""

from dataclasses import replace
from typing import Any

import pytest
from django.http import QueryDict

from tests.triage.protocols.telling import told
from triage.forms import QuestionsForm
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.rules.answers import Answer
from triage.rules.canonical import dumps, loads
from triage.rules.conditions import answer
from triage.rules.decide import decide
from triage.rules.protocol import Level, Origin, Protocol, RedFlag, Source
from triage.rules.questions import Kind, Question, page_of

# Stories of the kind that clinicians test triage with; those that need questions not asked
# yet (age, bone stress, groin, medicines) come with them.
STORIES: dict[str, tuple[dict[str, Any], Level, str | None]] = {
    "27, twisted, heard a pop, and it ballooned within 2 hours": (
        {"onset": "twist", "pop": True, "fast_swelling": True},
        Level.SAME_DAY,
        None,
    ),
    "34, slow start 5 cm below the line, sore on stairs": (
        {"place": "shin", "stairs": True, "bending": True, "sore_spot": True},
        # Self-care once bone stress is asked about.
        Level.WITHIN_2_WEEKS,
        "pes_anserine",
    ),
    "47, groove pain, sore, clicks, catches and gives way, no injury": (
        {
            "place": "groove",
            "sore_spot": True,
            "clicking": True,
            "catching": True,
            "giving_way": True,
            "squatting": True,
        },
        Level.SAME_DAY,
        "meniscus",
    ),
    "24, suddenly stuck": (
        {"onset": "sudden", "locking": True},
        Level.SAME_DAY,
        None,
    ),
    "41, hot swollen knee for 3 days, no fever, cannot bend": (
        {"hot_joint": True, "feels_ill": False},
        Level.SAME_DAY,
        None,
    ),
    "29, foot slipped, knee went in, sore band, stable": (
        {"onset": "pushed_in", "place": "band", "sore_spot": True, "side_step": True},
        Level.WITHIN_2_WEEKS,
        "mcl",
    ),
    "36, swollen calf after a long flight": ({"calf": True}, Level.SAME_DAY, None),
    "36, the same and breathless": (
        {"calf": True, "chest": True},
        Level.EMERGENCY,
        None,
    ),
}


@pytest.mark.parametrize(("answers", "level", "first"), STORIES.values(), ids=STORIES)
def test_a_story_is_judged_as_a_clinician_would(
    answers: dict[str, Answer], level: Level, first: str | None
) -> None:
    decision = told(**answers)

    assert decision.level is level
    assert first is None or decision.shown[0] == first


def test_a_question_added_to_the_content_is_asked_judged_and_stored() -> None:
    lump = Question(key="lump", text="Is there a lump?", kind=Kind.YES_NO)
    added = replace(
        MEDIAL_KNEE,
        pages=(*MEDIAL_KNEE.pages, page_of(lump, section="Safety first", why="To know.")),
        red_flags=(
            *MEDIAL_KNEE.red_flags,
            RedFlag(
                id="growing_lump",
                when=answer("lump").is_yes(),
                level=Level.WITHIN_A_WEEK,
                when_unsure=Level.WITHIN_A_WEEK,
                because="A lump should be looked at.",
                source=Source(origin=Origin.ADDED, reference="a test"),
            ),
        ),
    )

    form = QuestionsForm([added.pages[-1]], QueryDict("lump=yes"), {})

    assert form.is_valid()
    assert form.answers() == {"lump": True}
    assert decide(added, form.answers()).level is Level.WITHIN_A_WEEK
    assert "lump" in decide(added, {}).unasked
    assert loads(Protocol, dumps(added)) == added
