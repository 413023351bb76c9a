"""Who looked at somebody's data, and what they did there, in words for that person.

The looks of one viewer at one page on one day are one entry with their number: a page that
is loaded again tells nothing new. The download has each of them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, Max, QuerySet
from django.db.models.functions import TruncDate

from accounts.models import AccessLog, User
from accounts.privacy.kinds import holdings

NUMBER: Final = re.compile(r" \d+(?=,|$)")
LIST: Final = "list of "
REFUSED: Final = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One entry. ``is_known`` says that ``who`` has an account; ``at`` is the last time."""

    who: str
    is_known: bool
    did: str
    why: str
    times: int
    at: datetime


def looks_at(person: User) -> QuerySet[AccessLog, dict[str, Any]]:
    """Return the looks at ``person`` as rows for ``read``, the newest first.

    Days are those of the time zone in force.
    """
    looks = AccessLog.objects.filter(person=person).annotate(day=TruncDate("at"))
    by_page = looks.values(
        "day", "viewer", "viewer__name", "viewer__email", "named", "what", "why"
    )
    counted = by_page.annotate(last=Max("at"), times=Count("pk"), newest=Max("pk"))
    return counted.order_by("-last", "-newest")


def read(row: Mapping[str, Any]) -> Look:
    """Return a row of ``looks_at`` in words."""
    return Look(
        who=row["viewer__name"] or row["viewer__email"] or row["named"],
        is_known=row["viewer"] is not None,
        did=in_words(row["what"]),
        why=row["why"],
        times=row["times"],
        at=row["last"],
    )


def in_words(what: str) -> str:
    """Return what an entry of the access log says somebody did, for whom it is about."""
    named = NUMBER.sub("", what)
    words = {key: said for each in holdings() for key, said in each.looks.items()}
    if named in words:
        return words[named]
    page, _, done = named.partition(", ")
    if done.endswith(REFUSED):
        return f"{words.get(page, page)}, and tried what was refused"
    if done:
        return f"did this: {done}"
    if page.startswith(LIST):
        return f"saw you in a list: {page.removeprefix(LIST)}"
    return f"looked at: {page}"
