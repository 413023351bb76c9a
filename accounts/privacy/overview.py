"""How much is held of somebody, kind by kind, and the newest of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Func, IntegerField, Subquery

from accounts.models import User
from accounts.privacy.kinds import Kind, kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A kind of rows of which there are some, and its newest row in words."""

    kind: Kind
    count: int
    newest: dict[str, str]


def overview_of(person: User) -> list[Held]:
    """Return each kind of which anything is held of ``person``, with its newest row."""
    return [
        Held(kind=kind, count=count, newest=kind.for_reading(newest))
        for kind, count in _counts(person)
        if count
        for newest in kind.rows_of(person)[:1]
    ]


def _counts(person: User) -> Iterator[tuple[Kind, int]]:
    """Yield each kind with its number of rows, read in one go."""
    every = {kind.file.replace("-", "_"): kind for kind in kinds()}
    counts = {f"of_{name}": _count(kind, person) for name, kind in every.items()}
    found: Any = User.objects.filter(pk=person.pk).values(**counts).get()
    for name, kind in every.items():
        yield kind, found[f"of_{name}"]


def _count(kind: Kind, person: User) -> Subquery:
    rows = kind.rows_of(person).order_by()
    counted = rows.annotate(n=Func("pk", function="COUNT", output_field=IntegerField()))
    return Subquery(counted.values("n"))
