"""How the content grows."""

from dataclasses import replace

from django.http import QueryDict

from triage.forms import QuestionsForm
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.rules.canonical import dumps, loads
from triage.rules.conditions import answer
from triage.rules.decide import decide
from triage.rules.parts import Level, Origin, RedFlag, Source
from triage.rules.protocol import Protocol
from triage.rules.questions import Kind, Question, page_of


def test_a_question_added_to_the_content_is_asked_judged_and_stored() -> None:
    rash = Question(key="rash", text="Is there a rash?", kind=Kind.YES_NO)
    added = replace(
        MEDIAL_KNEE,
        pages=(*MEDIAL_KNEE.pages, page_of(rash, section="Safety first", why="To know.")),
        red_flags=(
            *MEDIAL_KNEE.red_flags,
            RedFlag(
                id="strange_rash",
                when=answer("rash").is_yes(),
                level=Level.WITHIN_A_WEEK,
                when_unsure=Level.WITHIN_A_WEEK,
                because="A rash should be looked at.",
                source=Source(origin=Origin.ADDED, reference="a test"),
            ),
        ),
    )

    form = QuestionsForm([added.pages[-1]], QueryDict("rash=yes"), {})

    assert form.is_valid()
    assert form.answers() == {"rash": True}
    assert decide(added, form.answers()).level is Level.WITHIN_A_WEEK
    assert "rash" in decide(added, {}).unasked
    assert loads(Protocol, dumps(added)) == added
