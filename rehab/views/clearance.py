"""A runner records that somebody has looked at the knee, and what they may do now."""

from http import HTTPStatus
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.models import User
from rehab import plans
from rehab.forms.clearance import ClearanceForm
from rehab.models import Plan
from triage.views.mine import forget_cleared


@require_http_methods(["GET", "HEAD", "POST"])
def clearance(request: HttpRequest) -> HttpResponse:
    """Ask who has looked and what is allowed; on POST keep it, and say what comes next."""
    person = cast("User", request.user)
    newest = plans.newest_clearance(person)
    if "kept" in request.GET and request.method != "POST" and newest:
        plan = Plan.objects.open().filter(person=person).first()
        page = {
            "clearance": newest,
            "goes_on": plan and not (plan.paused_at or plan.protect_only),
            "has_plan": plan is not None,
        }
        return render(request, "rehab/clearance_kept.html", page)
    now = timezone.now()
    data = request.POST if request.method == "POST" else None
    form = ClearanceForm(data, latest=plans.latest_visit(person, now))
    if form.is_valid() and form.record(person=person, at=now):
        kept = redirect(f"{reverse('clearance')}?kept")
        return forget_cleared(request, kept) if form.visit()["may_exercise"] else kept
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "rehab/clearance.html", {"form": form}, status=status)
