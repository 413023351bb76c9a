"""What a physio said of a result, for the runner who made it."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from triage.models import LEVEL_IN_WORDS, Assessment
from triage.rules.parts import Level
from triage.services import newest_overrule
from triage.views.mine import cleared_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The level that a physio gave last, and why; ``name`` is empty if they gave none.

    ``raised`` tells if that is more urgent than the result, and no visit has covered it.
    """

    level: Level
    why: str
    name: str
    at: datetime
    raised: bool

    @property
    def words(self) -> str:
        """The level in words that go on a sentence."""
        label = LEVEL_IN_WORDS[self.level]
        return label[:1].lower() + label[1:]


def said_of(request: HttpRequest, assessment: Assessment) -> Said | None:
    """Return what a physio said last of a submitted result; ``None`` if nobody did."""
    newest = newest_overrule(assessment)
    if newest is None:
        return None
    until = cleared_until(request)
    covered = until is not None and newest.at <= until
    level = Level(newest.level)
    return Said(
        level=level,
        why=newest.why,
        name=newest.by.name,
        at=newest.at,
        raised=level > assessment.decided.level and not covered,
    )
