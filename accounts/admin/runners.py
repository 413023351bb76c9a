"""Which clinic looks after whom."""

from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone

from accounts.admin.acts import Asking, posted
from accounts.admin.forms import PhysioForm
from accounts.admin.records import PatientRecordAdmin, viewer_of
from accounts.models import CareLink
from accounts.services import (
    LinkEnded,
    NotTheLead,
    NotTreatingHere,
    assign_physio,
    log_view,
)


@admin.register(CareLink)
class CareLinkAdmin(Asking, PatientRecordAdmin):
    """Who looks after whom. A lead leaves a runner to one physio, or to all of them."""

    person_field = "patient"
    list_display = ["patient", "clinic", "physio", "begun_at"]
    list_select_related = ["clinic", "physio"]
    ordering = ["-begun_at", "-pk"]
    fields = ["patient", "clinic", "physio", "begun_at"]
    change_form_template = "admin/accounts/carelink.html"

    def get_urls(self) -> list[URLPattern]:
        assign = path(
            "<path:object_id>/physio/",
            self.admin_site.admin_view(self.physio_view),
            name="accounts_carelink_physio",
        )
        return [assign, *super().get_urls()]

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *args: Any,  # noqa: ANN401 # handed on as they come
        **how: Any,  # noqa: ANN401 # likewise
    ) -> HttpResponse:
        leads = how["obj"].clinic_id in viewer_of(request).leads
        context |= {"leads": leads}
        return super().render_change_form(request, context, *args, **how)

    def physio_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask a lead who looks after the runner, and on a post have it so.

        :raises Http404: if there is no such link for whoever asks.
        :raises PermissionDenied: if they do not lead the clinic.
        """
        link = cast("CareLink", self.get_object(request, unquote(object_id)))
        lead = viewer_of(request)
        if link.clinic_id not in lead.leads:
            self.log_refused(request, link, "choice of a physio")
            raise PermissionDenied
        form = PhysioForm(posted(request), link=link)
        if form.is_valid() and self._assigned(request, form, link):
            return redirect("admin:accounts_carelink_change", link.pk)
        self._log(request, link)
        return self.ask(
            request,
            form=form,
            title="Who looks after this runner",
            about=f"{link.patient}, at {link.clinic}",
            button="Keep it so",
            back=("admin:accounts_carelink_change", link.pk),
        )

    def _assigned(self, request: HttpRequest, form: PhysioForm, link: CareLink) -> bool:
        """Leave the runner to who was chosen, or say on the form why not.

        :raises PermissionDenied: if whoever asks has just lost the role of a lead.
        """
        lead, now = viewer_of(request), timezone.now()
        physio = form.cleaned_data["physio"]
        try:
            assign_physio(link=link, physio=physio, by=lead, at=now)
        except NotTheLead as lost:
            self.log_refused(request, link, "choice of a physio")
            raise PermissionDenied from lost
        except (LinkEnded, NotTreatingHere):
            form.add_error(None, "This has changed meanwhile. Open the link again.")
            return False
        what = f"care link {link.pk}, physio chosen"
        log_view(viewer=lead, person=link.patient, what=what, at=now)
        return True
