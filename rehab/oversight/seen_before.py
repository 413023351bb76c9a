"""Two physios at once: whoever comes second sees what changed, and decides again.

A page on which a physio acts carries a token of the newest rows that it showed of somebody.
"""

import re
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from django.db.models import Max, Model, OuterRef, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from rehab.models import CareNote, Clearance, PlanChange
from triage.models import LevelOverrule

Row = PlanChange | Clearance | CareNote | LevelOverrule
# Each kind of row that tells of somebody, with the way to them; the order is the token's.
KINDS: Sequence[tuple[type[Model], str]] = (
    (PlanChange, "plan__person"),
    (Clearance, "person"),
    (CareNote, "person"),
    (LevelOverrule, "assessment__patient"),
)
MOST_SHOWN = 20
_TOKEN = re.compile(r"[0-9]{1,18}(?:\.[0-9]{1,18}){3}")
_NOTHING = "0.0.0.0"  # noqa: S104 - no address: no row of the four kinds


class ChangedMeanwhile(Exception):
    """Something changed since a page was shown; ``changes`` are the rows, oldest first."""

    def __init__(self, changes: Sequence[Row]) -> None:
        self.changes = tuple(changes)
        super().__init__(f"{len(self.changes)} changes meanwhile")


def token_of(person: User) -> str:
    """Return what a page that shows ``person`` now carries, to be sent with an act."""
    newest = (Coalesce(_newest(model, way), 0) for model, way in KINDS)
    keys = User.objects.values_list(*newest).get(pk=person.pk)
    return ".".join(map(str, keys))


def refuse_changed(person: User, seen: str) -> None:
    """Do nothing if ``seen``, a token, is of all there is. ``person`` is locked.

    What no page has sent counts as having seen nothing.

    :raises ChangedMeanwhile: if rows of theirs came since.
    """
    token = seen if _TOKEN.fullmatch(seen) else _NOTHING
    if token == token_of(person):
        return
    changes: list[Any] = []
    for (model, way), last in zip(KINDS, token.split("."), strict=True):
        rows = model._default_manager.filter(**{way: person}, pk__gt=int(last))  # noqa: SLF001 - public by name only
        changes += rows.select_related("by").order_by("-pk")[:MOST_SHOWN]
    raise ChangedMeanwhile(sorted(changes, key=attrgetter("at"))[-MOST_SHOWN:])


def _newest(model: type[Model], way: str) -> Subquery:
    rows = model._default_manager.filter(**{way: OuterRef("pk")})  # noqa: SLF001 - likewise
    return Subquery(rows.order_by().values(way).annotate(last=Max("pk")).values("last"))
