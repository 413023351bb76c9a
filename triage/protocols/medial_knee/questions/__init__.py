"""What is asked, page by page, in this order. Safety comes first.

Each module lists its own pages, so a new question touches that one file.
"""

from triage.protocols.medial_knee.questions import (
    course,
    emergency,
    pain,
    running,
    warnings,
)

PAGES = (
    *emergency.PAGES,
    *warnings.PAGES,
    *course.PAGES,
    *pain.PAGES,
    *running.PAGES,
)
