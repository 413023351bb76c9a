"""The questions and options that pages call for by name, wherever they are asked."""

from typing import Final

from triage.protocols.medial_knee.questions.about import AGE as AGE_PAGE
from triage.protocols.medial_knee.questions.place import PLACE
from triage.protocols.medial_knee.questions.running import DISTANCE as DISTANCE_PAGE

AGE: Final = AGE_PAGE.key
SIDE: Final = PLACE.keys[0]
LEFT, RIGHT, _ = (option.key for option in PLACE.questions[0].options)
# No factor reads it, but without it nobody can tell what a jump in load means.
DISTANCE: Final = DISTANCE_PAGE.key
LEAST_DISTANCE: Final = DISTANCE_PAGE.questions[0].options[0].key
