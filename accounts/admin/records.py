"""What pages about runners have in common: scoped, read-only, and each look is logged."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Any, NoReturn, cast

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.db.models.constants import LOOKUP_SEP
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from accounts.admin.keyset import KeysetPages
from accounts.admin.search import PrefixSearch
from accounts.models import User
from accounts.services import log_list

# What the stock filters of choices and of dates put into a query string.
WAYS_OF_FILTERS = frozenset({"exact", "gte", "lt", "isnull"})


def viewer_of(request: HttpRequest) -> User:
    """Return who asks. The admin site has let nobody else come this far."""
    return cast("User", request.user)


class ListedFiltersOnly:
    """A list that can be narrowed by its own filters and its search, and by nothing else.

    Django lets a query string ask anything of a model's own fields, in any way: also by
    patterns and values that PostgreSQL refuses. Mix it into an admin.
    """

    def lookup_allowed(
        self, lookup: str, value: str, request: HttpRequest | None = None
    ) -> bool:
        field, _sep, way = lookup.partition(LOOKUP_SEP)
        listed: Any = self.get_list_filter(request)  # type: ignore[attr-defined] # of the class beside it
        if lookup in {getattr(part, "parameter_name", None) for part in listed}:
            return True
        return field in listed and way in WAYS_OF_FILTERS


class MissingIsNotFound:
    """What is not there, or not for whoever asks, is 404 with one and the same page.

    Django itself leads to the index and says there what was not found.
    """

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Model:
        """Return the row.

        :raises Http404: if there is none, or none that whoever asks may see.
        """
        row: Model | None = super().get_object(request, object_id, from_field)  # type: ignore[misc] # of the class beside it
        if row is None:
            raise Http404
        return row


class ReadOnly(ListedFiltersOnly):
    """Rows that nobody adds, changes or deletes here. Mix it into an admin or an inline."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class ForClinicians(ReadOnly):
    """Rows to be read by whoever treats people.

    Django's own permissions are not asked: a clinical role at a clinic opens these pages,
    and to a superuser the glass they broke.
    """

    def has_module_permission(self, request: HttpRequest) -> bool:
        return isinstance(request.user, User) and request.user.treats_people

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_module_permission(request)


class PatientRows(ForClinicians):
    """Rows about runners, to be read by the physios who treat them and changed by nobody.

    Mix it into a ``ModelAdmin`` (through ``PatientRecordAdmin``) or into an inline
    (``class DiaryInline(PatientRows, admin.TabularInline)``). The model's default manager
    must offer ``visible_to(user)``.
    """

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: Any = super().get_queryset(request)  # type: ignore[misc] # of the class beside it
        visible: QuerySet[Any] = rows.visible_to(request.user)
        return visible


class PatientRecordAdmin(MissingIsNotFound, PatientRows, KeysetPages, PrefixSearch):
    """Read-only pages of one kind of row about runners. Each view of them is logged.

    Set ``person_field`` to the way from a row to its runner (``"patient"``,
    ``"plan__person"``), or override ``person_of``. Rows of other runners do not exist here:
    their pages are 404, and no count, search or filter sees them. A page of one row, and
    each runner on a list, adds one row to the access log; so does what is refused about a
    row that may be read.

    Whoever inherits: name every relation that ``list_display`` follows in
    ``list_select_related``, and keep relations out of ``list_filter``, because the stock
    filter offers every row there is (a test holds both apps to it).
    """

    person_field = "person"
    actions = None
    list_per_page = 50
    view_on_site = False

    def person_of(self, row: Model) -> User:
        """Return the runner whom ``row`` tells of."""
        person: User = attrgetter(self.person_field.replace("__", "."))(row)
        return person

    def people_shown(self, request: HttpRequest, rows: Iterable[Model]) -> set[User]:
        """Return whom a page with ``rows`` tells of: each gets a row in the access log."""
        return {self.person_of(row) for row in rows}

    def get_list_select_related(self, request: HttpRequest) -> list[str]:
        chosen = super().get_list_select_related(request)
        return [*([] if isinstance(chosen, bool) else chosen), self.person_field]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        page = super().changelist_view(request, extra_context)
        shown = (getattr(page, "context_data", None) or {}).get("cl")
        if shown:
            log_list(
                viewer=viewer_of(request),
                people=self.people_shown(request, shown.result_list),
                what=f"list of {self.opts.verbose_name_plural}",
                at=timezone.now(),
            )
        return page

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method == "POST":
            self._refuse(request, object_id, "change")
        return super().change_view(request, object_id, form_url, extra_context)

    def delete_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        self._refuse(request, object_id, "delete")

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *args: Any,  # noqa: ANN401 # handed on as they come
        **how: Any,  # noqa: ANN401 # likewise
    ) -> HttpResponse:
        self._log(request, how["obj"])
        return super().render_change_form(request, context, *args, **how)

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        self._log(request, self.get_object(request, object_id))
        return super().history_view(request, object_id, extra_context)

    def _refuse(self, request: HttpRequest, object_id: str, act: str) -> NoReturn:
        """Log that somebody tried to ``act`` on a row, which nobody may, and refuse it.

        :raises Http404: if there is no such row for whoever asks.
        :raises PermissionDenied: if there is one.
        """
        self.log_refused(request, self.get_object(request, unquote(object_id)), act)
        raise PermissionDenied

    def log_refused(self, request: HttpRequest, row: Model, act: str) -> None:
        """Note that somebody who may see ``row`` tried to do what they may not."""
        self._note(request, row, f", {act} refused")

    def _log(self, request: HttpRequest, row: Model) -> None:
        self._note(request, row, "")

    def _note(self, request: HttpRequest, row: Model, more: str) -> None:
        log_list(
            viewer=viewer_of(request),
            people=self.people_shown(request, [row]),
            what=f"{self.opts.verbose_name} {row.pk}{more}",
            at=timezone.now(),
        )
