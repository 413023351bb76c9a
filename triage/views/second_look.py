"""What a physio said of a result, for the runner who made it."""

from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from django.db.models import Q
from django.http import HttpRequest

from triage.models import LEVEL_IN_WORDS, Assessment, LevelOverrule
from triage.rules.parts import Level
from triage.views.mine import EVER, cleared_until, my_assessments


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
        return in_a_sentence(self.level)


def in_a_sentence(level: Level) -> str:
    """Return how soon to be seen, in words that go on a sentence."""
    label = LEVEL_IN_WORDS[level]
    return label[:1].lower() + label[1:]


def said_of(
    request: HttpRequest, assessment: Assessment, before: Level | None
) -> Said | None:
    """Return what a physio said that counts for a submitted result; ``None`` if nobody did.

    That is the most urgent level that no visit has covered, also if it was said of another
    check of the same runner. It counts if it is more urgent than the result, and not calmer
    than what was told ``before``. Otherwise it is what was said last of this result.
    """
    standing = LevelOverrule.objects.standing().filter(
        assessment__in=my_assessments(request)
    )
    own_or_standing = Q(assessment=assessment) | Q(pk__in=standing.values("pk"))
    rows = LevelOverrule.objects.filter(own_or_standing).select_related("by")
    said = [*rows.order_by("-pk")]
    if not said:
        return None
    until, decided = cleared_until(request) or EVER, assessment.decided.level
    own = [one for one in said if one.assessment_id == assessment.pk][:1]
    others = [one for one in said if one.assessment_id != assessment.pk]
    least = max(decided + 1, before or decided)
    counting = [one for one in own + others if one.at > until and one.level >= least]
    newest = max(counting, key=attrgetter("level"), default=own[0] if own else None)
    if newest is None:
        return None
    return Said(
        level=Level(newest.level),
        why=newest.why,
        name=newest.by.name,
        at=newest.at,
        raised=bool(counting),
    )
