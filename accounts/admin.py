"""The physio's side. Stock admin; whoever treats nobody sees no row about a runner."""

from operator import attrgetter
from typing import Any, cast

from django.contrib import admin
from django.db.models import ForeignKey, Model, QuerySet
from django.db.models.constants import LOOKUP_SEP
from django.forms import ModelChoiceField
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from accounts.models import AccessLog, CareLink, Clinic, Consent, Membership, User
from accounts.services import log_list, log_view

# What the stock filters of choices and of dates put into a query string.
WAYS_OF_FILTERS = frozenset({"exact", "gte", "lt", "isnull"})


def _viewer(request: HttpRequest) -> User:
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

    Django's own permissions are not asked: a clinical role at a clinic opens these pages
    and nothing else does, for a superuser too.
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


class PatientRecordAdmin(PatientRows, admin.ModelAdmin):
    """Read-only pages of one kind of row about runners. Each view of them is logged.

    Set ``person_field`` to the way from a row to its runner (``"patient"``,
    ``"plan__person"``), or override ``person_of``. Rows of other runners do not exist here:
    their pages are 404, and no count, search or filter sees them. A page of one row, and
    each runner on a list, adds one row to the access log.

    Whoever inherits: name every relation that ``list_display`` follows in
    ``list_select_related``, and keep relations out of ``list_filter``, because the stock
    filter offers every row there is (a test holds both apps to it).
    """

    person_field = "person"
    actions = None
    list_per_page = 50
    show_full_result_count = False
    view_on_site = False

    def person_of(self, row: Model) -> User:
        """Return the runner whom ``row`` tells of."""
        person: User = attrgetter(self.person_field.replace("__", "."))(row)
        return person

    def get_list_select_related(self, request: HttpRequest) -> list[str]:
        chosen = super().get_list_select_related(request)
        return [*([] if isinstance(chosen, bool) else chosen), self.person_field]

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Model:
        """Return the row.

        :raises Http404: if there is none, or none that this physio may see.
        """
        row: Model | None = super().get_object(request, object_id, from_field)
        if row is None:
            raise Http404
        return row

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        page = super().changelist_view(request, extra_context)
        shown = (getattr(page, "context_data", None) or {}).get("cl")
        if shown:
            log_list(
                viewer=_viewer(request),
                people={self.person_of(row) for row in shown.result_list},
                what=f"list of {self.opts.verbose_name_plural}",
                at=timezone.now(),
            )
        return page

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

    def _log(self, request: HttpRequest, row: Model) -> None:
        log_view(
            viewer=_viewer(request),
            person=self.person_of(row),
            what=f"{self.opts.verbose_name} {row.pk}",
            at=timezone.now(),
        )


class CareLinkInline(PatientRows, admin.TabularInline):
    model = CareLink
    fields = ["clinic", "begun_at"]


class ConsentInline(PatientRows, admin.TabularInline):
    model = Consent
    fields = ["kind", "wording", "given_at", "withdrawn_at"]


@admin.register(User)
class RunnerAdmin(PatientRecordAdmin):
    """The runners in one's care."""

    list_display = ["email", "name", "time_zone"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    fields = ["email", "name", "time_zone", "joined_at", "last_login"]
    inlines = [CareLinkInline, ConsentInline]

    def person_of(self, row: Model) -> User:
        return cast("User", row)

    def get_list_select_related(self, request: HttpRequest) -> list[str]:
        return []


@admin.register(CareLink)
class CareLinkAdmin(PatientRecordAdmin):
    person_field = "patient"
    list_display = ["patient", "clinic", "begun_at"]
    list_select_related = ["clinic"]
    ordering = ["-begun_at"]


class MembershipInline(admin.TabularInline):
    """Who works at a clinic, among those whom ``add_staff`` made staff."""

    model = Membership
    extra = 0

    def formfield_for_foreignkey(
        self,
        db_field: ForeignKey,
        request: HttpRequest,
        **given: Any,  # noqa: ANN401 # handed on as it comes
    ) -> ModelChoiceField | None:
        if db_field.name == "user":
            given["queryset"] = User.objects.filter(is_staff=True).order_by("email")
        return super().formfield_for_foreignkey(db_field, request, **given)


@admin.register(Clinic)
class ClinicAdmin(ListedFiltersOnly, admin.ModelAdmin):
    """Clinics and who works there; nothing about runners. For superusers."""

    list_display = ["name", "code"]
    search_fields = ["name"]
    ordering = ["name"]
    show_full_result_count = False
    inlines = [MembershipInline]

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse: with a clinic would go the record of whom it cared for."""
        return False


@admin.register(AccessLog)
class AccessLogAdmin(ReadOnly, admin.ModelAdmin):
    """Who looked at what. Runners stand in it by number, so it tells nobody's health."""

    list_display = ["at", "viewer", "runner", "what"]
    list_select_related = ["viewer"]
    search_fields = ["viewer__email", "=person__id"]
    ordering = ["-at", "-pk"]
    fields = ["at", "viewer", "runner", "what"]
    actions = None
    show_full_result_count = False

    @admin.display(ordering="person_id")
    def runner(self, row: AccessLog) -> int:
        return row.person_id
