"""A physio gives a result another level. The decision itself stands."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from triage.models import Assessment, LevelOverrule
from triage.rules.parts import Level


class NotTreating(Exception):
    """Nobody but a physio whose clinic looks after the runner may do this."""


class NoReason(Exception):
    """Nobody says why; the runner is to read it."""


class SameLevel(Exception):
    """The result has that level already."""


@transaction.atomic
def overrule_level(
    *, assessment: Assessment, by: User, level: Level, why: str, at: datetime
) -> LevelOverrule:
    """Keep that a physio gives a submitted result another level, and why; return it.

    Any level may be given, and the newest counts for whoever reads the result. The decision
    never changes, and a calmer level clears no red flag: only a clearance does. Safe to
    repeat: the same by the same physio, twice on end, is kept once.

    :raises NotTreating: if ``by`` does not treat the runner, or there is no such result.
        Nobody treats themself.
    :raises NoReason: if ``why`` has no word in it.
    :raises SameLevel: if that is the level that counts already.
    """
    words = why.strip()
    if not words:
        raise NoReason
    mine = Assessment.objects.visible_to(by).submitted().exclude(patient=by)
    locked = mine.select_for_update(of=("self",), no_key=True)
    result = locked.filter(pk=assessment.pk).first()
    if result is None:
        raise NotTreating
    newest = newest_overrule(result)
    if newest and (newest.by_id, newest.level, newest.why) == (by.pk, level, words):
        return newest
    if level == (newest.level if newest else result.level):
        raise SameLevel
    return result.overrules.create(level=level, why=words, by=by, at=at)


def newest_overrule(assessment: Assessment) -> LevelOverrule | None:
    """Return what a physio said last of the level of a result, if anybody did."""
    return assessment.overrules.select_related("by").order_by("pk").last()
