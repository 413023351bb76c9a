"""The rows: one open for each runner and rule, whoever asks for it first."""

from collections.abc import Iterable
from datetime import datetime
from textwrap import shorten

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Greatest

from accounts.models import User
from rehab.models import Attention
from triage.rules.parts import Level

WHY_MAX = 300


@transaction.atomic
def raise_attention(
    *,
    person_id: int,
    rule: Attention.Rule,
    level: Level,
    why: str,
    at: datetime,
    since: datetime | None = None,
) -> Attention:
    """Ask for a look at somebody; return the open row of that rule.

    ``at`` is when what it tells of came, ``since`` when the first of it did, if earlier.
    What is newer, or more urgent, than the open row is told by it from now on, and nobody
    has acknowledged that yet. Safe to repeat, late, and at once.
    """
    # No conflict can name a partial index, so it is: insert if there is none, then renew.
    asked = Attention(
        person_id=person_id,
        rule=rule,
        level=level,
        why=shorten(why, WHY_MAX, placeholder=" …"),
        raised_at=since or at,
        renewed_at=at,
    )
    Attention.objects.bulk_create([asked], ignore_conflicts=True)
    row = Attention.objects.open().filter(person=person_id, rule=rule)
    row.filter(Q(renewed_at__lt=at) | Q(level__lt=level)).update(
        level=Greatest("level", level.value),
        why=asked.why,
        renewed_at=Greatest("renewed_at", at),
        acknowledged_at=None,
        acknowledged_by=None,
    )
    return row.get()


def close_attention(
    *,
    person_id: int,
    rules: Iterable[Attention.Rule],
    at: datetime,
    by: User | None = None,
) -> int:
    """Close what ``rules`` ask for about somebody; return how many rows that were.

    ``by`` nobody means that it is over by itself. Safe to repeat.
    """
    rows = Attention.objects.open().filter(person=person_id, rule__in=[*rules])
    return rows.update(closed_at=at, closed_by=by)
