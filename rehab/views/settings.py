"""A runner changes what a plan does not decide."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from rehab import plans
from rehab.forms.settings import SettingsForm
from rehab.models import Plan
from rehab.views.opened import with_open_plan
from rehab.views.telling import posted


@require_http_methods(["GET", "HEAD", "POST"])
@with_open_plan()
def plan_settings(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Ask for the settings of a plan; on POST keep them."""
    form = SettingsForm(posted(request), plan=plan)
    if form.is_valid():
        plans.change_settings(plan=plan, settings=form.settings(), at=timezone.now())
        messages.success(request, gettext("Your settings are kept."))
        return redirect("plan_settings")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "rehab/settings.html", {"form": form}, status=status)
