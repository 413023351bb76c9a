"""How much pain is all right in a session, in words, by what the knee may have."""

from collections.abc import Iterable, Mapping
from datetime import date

from rehab.programme.course import Course
from rehab.programme.exercises.parts import Exercise, Part
from rehab.programme.pain.limits import (
    BY_DEFAULT,
    ON_BONE,
    ON_IMPACT,
    ON_NEW_SPRAIN,
    PainLimit,
    Work,
    pain_limit,
)

RULES: Mapping[PainLimit, tuple[str, ...]] = {
    BY_DEFAULT: (
        "Pain of 0 to 3 while you do it is fine.",
        "Pain of 4 or 5: do fewer, or make the movement smaller.",
        "Pain of 6 or more, or a sharp catch: stop for today.",
    ),
    ON_NEW_SPRAIN: (
        "Pain of 0 to 2 while you do it is fine.",
        "Pain of 3 or more, or a sharp catch: stop for today.",
    ),
    ON_BONE: (
        "Do only what does not hurt at all.",
        "Any pain, even 1: stop for today.",
    ),
}
BY_MORNING = "It should be back to how it was by the next morning."
# Less than for strength, as in a run.
IMPACT_RULE = (
    "In hops and quick steps, only pain of 0 to 2 is fine.",
    "Pain of 3: do half of them. Pain of 4 or more: leave them out today.",
)


def pain_rule(course: Course, on: date, exercises: Iterable[Exercise]) -> tuple[str, ...]:
    """Return how much pain is all right in ``exercises`` on the day ``on``.

    Where the knee bears less than a hop may hurt, the rule for it is for hops, too.
    """
    jumps = any(exercise.part is Part.IMPACT for exercise in exercises)
    stricter = jumps and pain_limit(course, on, Work.IMPACT) == ON_IMPACT
    usual = (*RULES[pain_limit(course, on, Work.STRENGTH)], BY_MORNING)
    return (*usual, *IMPACT_RULE) if stricter else usual
