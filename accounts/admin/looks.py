"""Who looked at whom, and the glass a superuser breaks to look."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import CharField, F, Model, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts.admin.acts import Asking, posted
from accounts.admin.forms import GlassForm
from accounts.admin.keyset import number_of
from accounts.admin.records import (
    MissingIsNotFound,
    PatientRecordAdmin,
    ReadOnly,
    viewer_of,
)
from accounts.admin.search import keys_found
from accounts.models import AccessLog, BrokenGlass, User
from accounts.services import break_glass

PATIENT_PAGE = "admin:rehab_patient_change"
NUMBER = Cast("person_id", CharField())


@admin.register(AccessLog)
class AccessLogAdmin(PatientRecordAdmin):
    """Who looked at what.

    A superuser reads all of it, with runners by number, so it tells nobody's health. A lead
    reads who looked at the runners of their clinic, by name; that is a look, too.
    """

    list_display = ["at", "who", "runner", "what", "why"]
    ordering = ["-pk"]
    fields = ["at", "who", "runner", "what", "why"]
    search_help_text = "Who looked; or the runner, if nobody on the staff is called so."

    def has_module_permission(self, request: HttpRequest) -> bool:
        member = viewer_of(request)
        return member.is_superuser or bool(member.leads)

    def get_queryset(self, request: HttpRequest) -> QuerySet[AccessLog]:
        member, rows = viewer_of(request), AccessLog.objects.order_by(*self.ordering)
        if member.is_superuser:
            return rows.annotate(told_runner=NUMBER)
        return rows.for_lead(member).annotate(told_runner=F("person__email"))

    def get_list_select_related(self, request: HttpRequest) -> list[str]:
        return ["viewer"] if viewer_of(request).is_superuser else ["viewer", "person"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Find who looked, or else the runner: as ``get_queryset`` lets them be called.

        A lead finds colleagues of their own clinics: who works elsewhere is not theirs to
        know.
        """
        member, said = viewer_of(request), search_term.strip()
        if not said:
            return queryset, False
        staff = User.objects.filter(is_staff=True)
        if not member.is_superuser:
            staff = staff.filter(memberships__clinic__in=member.leads)
        lookers = keys_found(said, among=staff)
        if lookers:
            return queryset.filter(viewer__in=lookers), False
        if not member.is_superuser:
            return super().get_search_results(request, queryset, said)
        return queryset.filter(person=number_of(said) or 0), False

    def people_shown(self, request: HttpRequest, rows: Iterable[Model]) -> set[User]:
        """Return the runners on a lead's page; by number, a superuser is shown nobody."""
        if viewer_of(request).is_superuser:
            return set()
        return super().people_shown(request, rows)

    @admin.display(ordering="viewer__email")
    def who(self, row: AccessLog) -> str:
        return str(row.viewer or row.named)

    @admin.display(ordering="person_id")
    def runner(self, row: AccessLog) -> str:
        """Return how ``get_queryset`` lets the runner be called."""
        told: str = getattr(row, "told_runner")  # noqa: B009 # annotated
        return told


@admin.register(BrokenGlass)
class BrokenGlassAdmin(MissingIsNotFound, ReadOnly, Asking):
    """A superuser breaks the glass to look at one runner for an hour, and says why."""

    list_display = ["at", "user", "runner", "why", "until"]
    list_select_related = ["user"]
    ordering = ["-at", "-pk"]
    fields = ["at", "user", "runner", "why", "until"]
    actions = None
    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return viewer_of(request).is_superuser

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_module_permission(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[BrokenGlass]:
        rows: QuerySet[BrokenGlass] = super().get_queryset(request)
        return rows if viewer_of(request).is_superuser else rows.none()

    @admin.display(ordering="person_id")
    def runner(self, row: BrokenGlass) -> int:
        return row.person_id

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Ask whom and why, and on a post go on to the runner's page.

        :raises PermissionDenied: if somebody else than a superuser asks.
        """
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = GlassForm(posted(request))
        if form.is_valid():
            told = form.cleaned_data
            person = User.objects.filter(email=told["email"].lower()).first()
            if person:
                now = timezone.now()
                who = viewer_of(request)
                break_glass(user=who, person=person, why=told["why"], at=now)
                messages.success(request, "You may look for an hour. Each look is logged.")
                return redirect(PATIENT_PAGE, person.pk)
            form.add_error("email", "Nobody here has this address.")
        return self.ask(
            request,
            form=form,
            title="Break the glass",
            about="You look at one runner for an hour, without looking after them.",
            button="Break it",
            back=("admin:accounts_brokenglass_changelist",),
        )
