"""Who needs attention: the most urgent first, then who has waited longest."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import CareLink, User
from accounts.services import known_to
from rehab.models import Attention, CareNote, Plan

PAGE = 50  # people
IN_TURN = ("-level", "raised_at", "pk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """Which part of the queue is looked at.

    ``rule`` is that of ``Attention.Rule``; ``acknowledged`` keeps what somebody has seen,
    or what nobody has; ``mine`` whoever named this physio. ``after`` is the key of the row
    that put the last person of the page before in their place.
    """

    rule: str = ""
    acknowledged: bool | None = None
    mine: bool = False
    after: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A person, all that asks for a look at them, most urgent first, and the last note.

    ``plan`` is their newest plan. Rows and note say if whoever looks knows whose they are.
    """

    person: User
    rows: Sequence[Attention]
    plan: Plan | None
    note: CareNote | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Part of the queue; ``after`` leads to the next part, if there is one."""

    people: Sequence[Waiting]
    after: int | None


def queue(*, user: User, narrowed: Narrowed) -> Page:
    """Return who of the runners whom ``user`` treats needs attention, one page of them.

    However many there are, it takes the same few queries, and none counts them.
    """
    asking = _narrow(Attention.objects.visible_to(user).open(), user, narrowed)
    first_of_each = asking.filter(~Exists(_ahead(narrowed)))
    if narrowed.after is not None:
        seen = Attention.objects.visible_to(user).filter(pk=narrowed.after)
        for place in seen:
            first_of_each = first_of_each.filter(_behind(place))
    places = [*first_of_each.order_by(*IN_TURN).only("person")[: PAGE + 1]]
    shown = places[:PAGE]
    more = shown[-1].pk if len(places) > PAGE else None
    return Page(people=_waiting(user, [row.person_id for row in shown]), after=more)


def _narrow(
    rows: QuerySet[Attention], user: User, narrowed: Narrowed
) -> QuerySet[Attention]:
    rows = rows.filter(_kept(narrowed))
    if narrowed.mine:
        named = CareLink.objects.visible_to(user).filter(physio=user)
        rows = rows.filter(person__in=named.values("patient"))
    return rows


def _kept(narrowed: Narrowed) -> Q:
    """Return which rows put a person into the queue."""
    kept = Q(rule=narrowed.rule) if narrowed.rule else Q()
    if narrowed.acknowledged is not None:
        kept &= Q(acknowledged_at__isnull=not narrowed.acknowledged)
    return kept


def _ahead(narrowed: Narrowed) -> QuerySet[Attention]:
    """Return, for SQL, what else of the same person comes earlier in the queue."""
    same = Attention.objects.open().filter(_kept(narrowed), person=OuterRef("person"))
    level, raised_at, pk = (OuterRef(name) for name in ("level", "raised_at", "pk"))
    return same.filter(
        Q(level__gt=level)
        | Q(level=level, raised_at__lt=raised_at)
        | Q(level=level, raised_at=raised_at, pk__lt=pk)
    )


def _behind(place: Attention) -> Q:
    """Return what comes later in the queue than ``place``."""
    level, raised_at = place.level, place.raised_at
    return (
        Q(level__lt=level)
        | Q(level=level, raised_at__gt=raised_at)
        | Q(level=level, raised_at=raised_at, pk__gt=place.pk)
    )


def _waiting(user: User, people: Sequence[int]) -> list[Waiting]:
    """Return what is shown of ``people``, in their order."""
    open_rows = Attention.objects.open().filter(person__in=people).order_by(*IN_TURN)
    open_rows = open_rows.annotate(
        by_known=known_to(user, by="acknowledged_by", person="person")
    )
    rows: dict[int, list[Attention]] = defaultdict(list)
    for row in open_rows.select_related("person", "acknowledged_by"):
        rows[row.person_id].append(row)
    plans = _newest(Plan.objects.only("person", "paused_at", "finished_at"), "-pk", people)
    noted = CareNote.objects.annotate(by_known=known_to(user, by="by", person="person"))
    notes = _newest(noted.select_related("by"), "-at", people)
    return [
        Waiting(
            person=rows[pk][0].person,
            rows=rows[pk],
            plan=plans.get(pk),
            note=notes.get(pk),
        )
        for pk in people
        if rows[pk]  # not closed a moment ago
    ]


def _newest(rows: Any, order: str, people: Sequence[int]) -> Mapping[int, Any]:  # noqa: ANN401 - rows of any model with a person
    """Return the newest of ``rows`` of each of ``people``."""
    newest = rows.filter(person__in=people).order_by("person", order, "-pk")
    return {row.person_id: row for row in newest.distinct("person")}
