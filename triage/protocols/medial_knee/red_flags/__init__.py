"""What must be looked at, how soon, and who says so.

"Not sure" comes to the level itself, but for signs that rest on memory or touch. What a
rule takes for granted, such as an injury before "loose", is what its page is asked after.
No rule calls for less when an answer gets worse, so neither does the level.
"""

from triage.protocols.medial_knee.red_flags.bone import BONE
from triage.protocols.medial_knee.red_flags.course import COURSE
from triage.protocols.medial_knee.red_flags.emergencies import (
    CALF,
    EMERGENCIES,
    SEVERE_AND_TIGHT,
)
from triage.protocols.medial_knee.red_flags.illness import ILLNESSES
from triage.protocols.medial_knee.red_flags.injury import INJURY
from triage.protocols.medial_knee.red_flags.warning_signs import PAIN, WARNING_SIGNS

RED_FLAGS = (
    *EMERGENCIES,
    SEVERE_AND_TIGHT,
    *CALF,
    *WARNING_SIGNS,
    *PAIN,
    *INJURY,
    *ILLNESSES,
    *BONE,
    *COURSE,
)
