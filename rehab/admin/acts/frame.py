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
            **told,
        }
        status = 422 if form.errors else 200
        return TemplateResponse(request, "admin/rehab/act.html", page, status=status)

    def _done(self, request: HttpRequest, plan: Plan, what: str) -> HttpResponse:
        """Say and log what was done, and go on to the plan."""
        log_view(
            viewer=physio(request),
            person=plan.person,
            what=f"plan {plan.pk}, {what}",
            at=timezone.now(),
        )
        messages.success(request, f"Done: {what}.")
        return redirect("admin:rehab_plan_change", plan.pk)


def is_over(request: HttpRequest, plan: Plan) -> HttpResponse:
    messages.error(request, "This plan is over: nothing in it can be changed.")
    return redirect("admin:rehab_plan_change", plan.pk)


def posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def physio(request: HttpRequest) -> User:
    """Return who asks. The admin site has let nobody else come this far."""
    return cast("User", request.user)
