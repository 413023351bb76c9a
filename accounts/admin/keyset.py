"""Lists that are paged by the place of their last row: any page costs what the first does.

No query counts all rows, and none reads those before its page. A place is told by the key
of a row: that tells nobody's name, wherever an address is written down.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self, TypeAlias

from django.contrib.admin import ModelAdmin, ShowFacets
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ALL_VAR, ORDER_VAR, ChangeList
from django.db.models import BooleanField, F, Func, OrderBy, QuerySet, TextField, Value
from django.http import HttpRequest

AFTER, BEFORE = "after", "before"
OF_A_PAGE = (AFTER, BEFORE, ORDER_VAR, ALL_VAR)
MOST_DIGITS = 18  # of a key

Ordering: TypeAlias = "Iterable[str | OrderBy]"


@dataclass(frozen=True, slots=True)
class Order:
    """Columns, or expressions, that give each row a place of its own, all in one direction.

    None of them is ever NULL.
    """

    keys: tuple[Any, ...]
    falls: bool

    @classmethod
    def read(cls, ordering: Ordering) -> Self:
        """Return what an admin orders by.

        :raises ValueError: if some of it rises and some falls.
        """
        parts = [_part(one) for one in ordering]
        [falls] = {part.descending for part in parts}
        return cls(tuple(part.expression for part in parts), falls)

    def reversed(self) -> Self:
        return type(self)(self.keys, not self.falls)

    def sort(self, rows: QuerySet[Any], *, few: bool) -> QuerySet[Any]:
        """Return ``rows`` in this order.

        Where they are ``few``, as one value, which no index is ordered by: so the planner
        does not go through all there are in this order, to come upon the few.
        """
        keys = (
            [Func(*self.keys, function="ROW", output_field=TextField())]
            if few
            else self.keys
        )
        return rows.order_by(*(OrderBy(key, descending=self.falls) for key in keys))

    def place_of(self, rows: QuerySet[Any], pk: int) -> Sequence[Any] | None:
        """Return the keys of a row, if it is one of ``rows``."""
        place: Sequence[Any] | None = rows.filter(pk=pk).values_list(*self.keys).first()
        return place

    def past(self, place: Sequence[Any]) -> Func:
        """Return, for SQL, what comes after ``place``: one range of an index."""
        here = Func(*self.keys, function="ROW")
        there = Func(*map(Value, place), function="ROW")
        return Func(
            here,
            there,
            template="(%(expressions)s)",
            arg_joiner=" < " if self.falls else " > ",
            output_field=BooleanField(),
        )


def _part(one: str | OrderBy) -> OrderBy:
    if isinstance(one, OrderBy):
        return one
    return OrderBy(F(one.removeprefix("-")), descending=one.startswith("-"))


def number_of(told: str) -> int | None:
    """Return the key that an address or a search tells, if it is one."""
    is_number = told.isascii() and told.isdecimal() and len(told) <= MOST_DIGITS
    return int(told) if is_number else None


class KeysetList(ChangeList):
    """One page of a list, with the ways to the one before and the one after it.

    ``counted`` is how many rows there are, if one page shows them all. To count further
    costs more than the page.
    """

    before: str | None = None
    after: str | None = None
    counted: int | None = None

    def get_queryset(
        self,
        request: HttpRequest,
        exclude_parameters: Any = None,  # noqa: ANN401 # Django's own
    ) -> QuerySet[Any]:
        for name in OF_A_PAGE:  # so that what is searched or filtered starts anew
            self.params.pop(name, None)
            self.filter_params.pop(name, None)
        return super().get_queryset(request, exclude_parameters)

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Any]) -> Any:  # noqa: ANN401 # Django's own
        return self.model_admin.get_ordering(request)

    def get_results(self, request: HttpRequest) -> None:
        """Read one page: the keys of its rows, and then only these rows.

        :raises IncorrectLookupParameters: if the address names no place in this list.
        """
        keys, before, after = self._keys(request)
        rows = self.queryset.in_bulk(keys)
        self.result_list = [rows[key] for key in keys if key in rows]  # not gone since
        if before and keys:
            self.before = self.get_query_string({BEFORE: str(keys[0])})
        if after:
            self.after = self.get_query_string({AFTER: str(keys[-1])})
        # The two are the same, so Django says nothing about either: our template does.
        self.result_count = self.full_result_count = len(keys)
        self.show_full_result_count = self.show_admin_actions = False
        self.can_show_all = self.multi_page = False

    def _keys(self, request: HttpRequest) -> tuple[list[int], bool, bool]:
        """Return the keys of a page, and if there are rows before and after it."""
        order = Order.read(self.model_admin.get_ordering(request))
        few, size = bool(self.query.strip()), self.list_per_page
        rows = order.sort(self.queryset, few=few)
        if AFTER in request.GET:
            behind = order.past(self._place(order, request.GET[AFTER]))
            keys = _first(rows.filter(behind), size + 1)
            return keys[:size], True, len(keys) > size
        if BEFORE in request.GET:
            back = order.reversed()
            ahead = back.past(self._place(order, request.GET[BEFORE]))
            keys = _first(back.sort(rows, few=few).filter(ahead), size + 1)
            if len(keys) > size:
                return keys[size - 1 :: -1], True, True
        # Also when going back has come to the beginning: no page is cut short by that.
        keys = _first(rows, size + 1)
        self.counted = len(keys) if len(keys) <= size else None
        return keys[:size], False, len(keys) > size

    def _place(self, order: Order, told: str) -> Sequence[Any]:
        """Return the place that an address tells of.

        It may be that of a row that is filtered out since.

        :raises IncorrectLookupParameters: if there is no such row in this list.
        """
        number = number_of(told)
        place = order.place_of(self.root_queryset, number) if number else None
        if place is None:
            raise IncorrectLookupParameters
        return place


def _first(rows: QuerySet[Any], count: int) -> list[int]:
    return [*rows.values_list("pk", flat=True)[:count]]


class KeysetPages(ModelAdmin):
    """A list with such pages.

    Its ordering falls or rises as a whole, ends with something that no two rows share, and
    has an index. Nobody sorts it otherwise: no index would serve that.
    """

    change_list_template = "admin/accounts/keyset.html"
    show_full_result_count = False
    show_facets = ShowFacets.NEVER  # they count all rows there are
    sortable_by = ()

    def get_changelist(self, request: HttpRequest, **more: Any) -> type[ChangeList]:  # noqa: ANN401 # Django's own
        return KeysetList
