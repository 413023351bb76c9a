"""Clinics and who works there: kept by their leads, and by superusers."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import ForeignKey, Model, QuerySet
from django.forms import ModelChoiceField
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path

from accounts.admin.acts import Asking, posted
from accounts.admin.forms import LEFT, MemberForm, RoleForm
from accounts.admin.inviting import Inviting, sent_by
from accounts.admin.records import ListedFiltersOnly, MissingIsNotFound, viewer_of
from accounts.models import Clinic, Membership, User
from accounts.services import (
    LastLead,
    NotTheLead,
    add_member,
    free_runners,
    remove_member,
    set_role,
)

ONLY_LEAD = "A clinic needs a lead. Make somebody else a lead first."
LEAD = Membership.Role.LEAD


class MembersFormSet(BaseInlineFormSet):
    """Who works at a clinic once this is saved. A clinic with a lead keeps one."""

    def clean(self) -> None:
        """Look at those on the page, and at those who came since it was opened.

        :raises ValidationError: if the clinic would lose its last lead.
        """
        super().clean()
        if any(self.errors):
            return
        # Locked, so that of two who each take one of two leads out the second sees it.
        Clinic.objects.select_for_update().filter(pk=self.instance.pk).first()
        leads = Membership.objects.filter(clinic=self.instance.pk, role=LEAD)
        shown = [form for form in self.forms if form not in self.deleted_forms]
        stay = any(form.cleaned_data.get("role") == LEAD for form in shown)
        others = leads.exclude(pk__in=[form.instance.pk for form in self.initial_forms])
        if leads.exists() and not (stay or others.exists()):
            raise ValidationError(ONLY_LEAD)


class MembershipInline(admin.TabularInline):
    """Who works at a clinic, among those whom ``add_staff`` made staff."""

    model = Membership
    formset = MembersFormSet
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


class ClinicAdmin(MissingIsNotFound, ListedFiltersOnly, Inviting, Asking):
    """Clinics and who works there; nothing about runners.

    Superusers make and change them. Whoever works at one reads it, its leads keep its
    members, and who treats people there invites runners.
    """

    list_display = ["name", "code"]
    search_fields = ["name"]
    ordering = ["name"]
    show_full_result_count = False
    change_form_template = "admin/accounts/clinic.html"

    def get_urls(self) -> list[URLPattern]:
        acts = {
            "member": "<path:object_id>/member/",
            "role": "<path:object_id>/role/<int:membership_id>/",
            "invite": "<path:object_id>/invite/",
            "withdraw": "<path:object_id>/withdraw/<int:invitation_id>/",
        }
        ours = [
            path(
                where,
                self.admin_site.admin_view(getattr(self, f"{act}_view")),
                name=f"accounts_clinic_{act}",
            )
            for act, where in acts.items()
        ]
        return [*ours, *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Clinic]:
        member = viewer_of(request)
        if member.is_superuser:
            return super().get_queryset(request)
        return super().get_queryset(request).filter(memberships__user=member)

    def has_module_permission(self, request: HttpRequest) -> bool:
        member = viewer_of(request)
        return member.is_superuser or bool(member.roles)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return viewer_of(request).is_superuser

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return viewer_of(request).is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse: with a clinic would go the record of whom it cared for."""
        return False

    def get_inlines(
        self, request: HttpRequest, obj: Model | None
    ) -> list[type[InlineModelAdmin]]:
        return [MembershipInline] if viewer_of(request).is_superuser else []

    def save_related(
        self,
        request: HttpRequest,
        form: Any,  # noqa: ANN401 # handed on as they come
        formsets: Any,  # noqa: ANN401 # likewise
        change: bool,  # noqa: FBT001 # Django's own
    ) -> None:
        super().save_related(request, form, formsets, change)
        free_runners(clinic=form.instance)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *args: Any,  # noqa: ANN401 # handed on as they come
        **how: Any,  # noqa: ANN401 # likewise
    ) -> HttpResponse:
        clinic, member = how.get("obj"), viewer_of(request)
        context |= {"leads": False, "treats": False, "members": (), "invitations": ()}
        if clinic:
            members = clinic.memberships.select_related("user").order_by("user__email")
            context["members"] = members
            context["leads"] = clinic.pk in member.leads
            if member.roles.get(clinic.pk) in Membership.CLINICAL:
                context |= {"treats": True, "invitations": sent_by(clinic, member)}
        return super().render_change_form(request, context, *args, **how)

    def member_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask a lead who comes to work here, and on a post let them."""
        clinic = self._led(request, object_id)
        form = MemberForm(posted(request))
        if form.is_valid():
            told = form.cleaned_data
            try:
                added = add_member(clinic=clinic, by=viewer_of(request), **told)
            except LastLead:
                form.add_error("role", ONLY_LEAD)
            except NotTheLead as lost:
                raise PermissionDenied from lost
            else:
                said = f"Done: {added.user} works here as {added.get_role_display()}."
                return self._kept(request, clinic, said)
        title, back = "Let somebody work here", ("admin:accounts_clinic_change", clinic.pk)
        about = f"{clinic}. They sign in with their address and set up a second step."
        return self.ask(
            request, form=form, title=title, about=about, button="Add them", back=back
        )

    @transaction.atomic
    def role_view(
        self, request: HttpRequest, object_id: str, membership_id: int
    ) -> HttpResponse:
        """Ask a lead what somebody works as from now on, and on a post have it so."""
        clinic = self._led(request, object_id)
        # Locked, so that of two leads the second finds nobody to change.
        members = clinic.memberships.select_for_update(of=("self",)).select_related("user")
        theirs = get_object_or_404(members, pk=membership_id)
        form = RoleForm(posted(request), initial={"role": theirs.role})
        if form.is_valid():
            member, lead = theirs.user, viewer_of(request)
            role = form.cleaned_data["role"]
            try:
                if role == LEFT:
                    remove_member(clinic=clinic, member=member, by=lead)
                else:
                    set_role(clinic=clinic, member=member, role=role, by=lead)
            except LastLead:
                form.add_error("role", ONLY_LEAD)
            except NotTheLead as lost:
                raise PermissionDenied from lost
            else:
                page = self._kept(
                    request, clinic, f"Done: {member}, {RoleForm.ROLES[role]}."
                )
                # Whoever changed their own role may not open the clinic's page any more.
                return redirect("home") if member == lead else page
        return self.ask(
            request,
            form=form,
            title="Change what somebody works as",
            about=f"{theirs.user}, at {clinic}",
            button="Keep it so",
            back=("admin:accounts_clinic_change", clinic.pk),
        )

    def _led(self, request: HttpRequest, object_id: str) -> Clinic:
        """Return a clinic for its lead to change.

        :raises Http404: if there is none for whoever asks.
        :raises PermissionDenied: if they do not lead it.
        """
        clinic = cast("Clinic", self.get_object(request, unquote(object_id)))
        if clinic.pk not in viewer_of(request).leads:
            raise PermissionDenied
        return clinic

    def _kept(self, request: HttpRequest, clinic: Clinic, said: str) -> HttpResponse:
        self.log_change(request, clinic, said)
        messages.success(request, said)
        return redirect("admin:accounts_clinic_change", clinic.pk)


admin.site.register(Clinic, ClinicAdmin)
