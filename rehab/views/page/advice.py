"""What else somebody can change, by what adds to the strain: one thing at a time."""

from collections.abc import Iterable
from dataclasses import dataclass

from rehab.programme.course import Course
from triage.rules.factors import Found, ShoeAdvice, shoe_advice

CUES_FROM = 4  # of the walk-run ladder: our default
# What changes how somebody runs, in the order of trying it.
CUES = ("crossover_gait", "cadence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """``cue`` is the one thing to change in how they run; ``later`` waits for its turn."""

    found: tuple[Found, ...]
    cue: Found | None
    later: tuple[Found, ...]
    shoes: ShoeAdvice | None


def advice_of(found: Iterable[Found], course: Course) -> Advice:
    """Return what to say about ``found``. Cues for running wait until it goes well."""
    all_found = tuple(found)
    by_id = {each.factor.id: each for each in all_found}
    cues = [by_id[cue] for cue in CUES if cue in by_id]
    runs = course.stage is not None and course.stage >= CUES_FROM
    return Advice(
        found=tuple(each for each in all_found if each not in cues),
        cue=cues[0] if runs and cues else None,
        later=tuple(cues[1:] if runs else cues),
        shoes=shoe_advice(all_found),
    )
