"""Reads a timeline: the newest of each kind, laid together by the database."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from rehab.oversight.colleagues import Colleagues
from rehab.oversight.timeline.kinds import Kind
from rehab.oversight.timeline.parts import PARTS, Rows
from rehab.oversight.timeline.places import Entry, Place

COLUMNS = ("line_at", "line_kind", "line_number", "line_facts")


@dataclass(frozen=True, slots=True)
class Timeline:
    """A page of a timeline. ``goes_on`` is where the next one begins, if there is one."""

    entries: tuple[Entry, ...]
    goes_on: Place | None


def timeline(
    person: User,
    *,
    before: Place | None = None,
    limit: int = 50,
    kinds: Collection[Kind] = tuple(Kind),
    colleagues: Colleagues | None = None,
) -> Timeline:
    """Return what happened with ``person``, newest first, ``limit`` entries of ``kinds``.

    With ``before`` they are those that come after that place. It is one query, and of each
    kind it reads no more than ``limit``. With the ``colleagues`` of whoever reads, it tells
    no looks of the staff of other clinics, and none of their names; to know those takes one
    query more.
    """
    clinics = colleagues.clinics if colleagues else None
    first, *others = (
        _newest(_part(kind, person, clinics), kind, before, limit + 1) for kind in kinds
    )
    found = [*(_together(first, *others)[: limit + 1] if others else first)]
    entries = tuple(
        Entry(
            place=Place(at, Kind(kind), number),
            facts=colleagues.named(facts) if colleagues else facts,
        )
        for at, kind, number, facts in found[:limit]
    )
    return Timeline(entries, entries[-1].place if len(found) > limit else None)


def _part(kind: Kind, person: User, clinics: Collection[int] | None) -> Rows:
    rows: Any = PARTS[kind](person)
    if kind is Kind.VIEW and clinics is not None:
        rows = rows.not_elsewhere(clinics)
    part: Rows = rows
    return part


def _together(*parts: Rows) -> Rows:
    """Return all rows of ``parts`` in the order of ``Place``."""
    first, *others = parts
    rows = first.union(*others, all=True)
    return rows.order_by("-line_at", "line_kind", "-line_number")


def _newest(rows: Rows, kind: Kind, before: Place | None, limit: int) -> Rows:
    if before:
        rows = rows.filter(before.older(kind))
    return rows.order_by("-line_at", "-line_number").values_list(*COLUMNS)[:limit]
