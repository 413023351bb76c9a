"""An irritated inner knee in which no one part stands out."""

from triage.protocols.medial_knee.causes.weighing import LOCATION, added, brief
from triage.rules.conditions import answer
from triage.rules.protocol import Cause, Clue

OVERLOAD = Cause(
    id="overload",
    name="Overloaded inner knee",
    summary="The inner side of your knee may be irritated. No one part stands out. "
    "This can happen when the knee gets more work than it is used to.",
    source=brief("Repetitive impact and mechanical issues overload the knee", "added"),
    prior=0.0,
    clues=(
        Clue(
            when=answer("place").is_("spread"),
            bits=0.5,
            domain=LOCATION,
            because="The pain is spread out, or hard to point to.",
            source=added(),
        ),
    ),
)
