"""The frame of a page on which a physio does one thing about a runner.

A page asks first, and a post does it. Whatever is refused is said on the same page.
"""

from typing import Any, cast

from django.contrib import messages
from django.db.models import Model
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from accounts.admin import PatientRecordAdmin
from accounts.models import User
from accounts.services import log_view
from rehab.models import Plan

FROM_PATIENT = "from=patient"  # in an address: go back to the page about the runner


class Acts(PatientRecordAdmin):
    """The frame of a page on which a physio does one thing about one plan."""

    def _ask(
        self,
        request: HttpRequest,
        row: Model,
        *,
        plan: Plan,
        form: Form,
        title: str,
        button: str,
        **told: object,
    ) -> HttpResponse:
        """Show the form, or what is wrong with it, and log the look."""
        self._log(request, row)
        page: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "plan": plan,
            "form": form,
            "title": title,
            "button": button,
            "facts": (),
            "week": None,
            "from_patient": FROM_PATIENT if _is_from_patient(request) else "",
            **told,
        }
        status = 422 if form.errors else 200
        return TemplateResponse(request, "admin/rehab/act.html", page, status=status)

    def _done(self, request: HttpRequest, plan: Plan, what: str) -> HttpResponse:
        """Say and log what was done, and go back to where the way began."""
        log_view(
            viewer=physio(request),
            person=plan.person,
            what=f"plan {plan.pk}, {what}",
            at=timezone.now(),
        )
        messages.success(request, f"Done: {what}.")
        return _way_back(request, plan)

    def _over(self, request: HttpRequest, plan: Plan) -> HttpResponse:
        """Say and log that a plan is over, and go back to where the way began."""
        self._log(request, plan)
        messages.error(request, "This plan is over: nothing in it can be changed.")
        return _way_back(request, plan)


def _is_from_patient(request: HttpRequest) -> bool:
    """Say whether the address tells that its way began on the page about the runner."""
    name, _, page = FROM_PATIENT.partition("=")
    return request.GET.get(name) == page


def _way_back(request: HttpRequest, plan: Plan) -> HttpResponse:
    if _is_from_patient(request):
        return redirect("admin:rehab_patient_change", plan.person_id)
    return redirect("admin:rehab_plan_change", plan.pk)


def posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def physio(request: HttpRequest) -> User:
    """Return who asks. The admin site has let nobody else come this far."""
    return cast("User", request.user)
