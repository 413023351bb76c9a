"""What is asked, page by page, in this order. Safety comes first.

Each module lists its own pages, so a new question touches that one file. What can only be
urgent within days or weeks is asked last of the safety part: whoever has to be seen today
is not kept for it.
"""

from triage.protocols.medial_knee.questions import (
    about,
    bone,
    course,
    emergency,
    health,
    onset,
    pain,
    place,
    running,
    signs,
    warnings,
)

PAGES = (
    *about.PAGES,
    *emergency.PAGES,
    *warnings.PAGES,
    *place.PAGES,
    *onset.PAGES,
    *signs.PAGES,
    *health.PAGES,
    *bone.PAGES,
    running.RUNNING_LIST,
    *course.PAGES,
    *pain.PAGES,
    running.DISTANCE,
)
