"""The open plan of whoever is signed in, for the pages that need one."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.models import User
from rehab.models import Plan
from rehab.views.readout import pause_of

Given = ParamSpec("Given")
PlanView = Callable[Concatenate[HttpRequest, Plan, Given], HttpResponse]
View = Callable[Concatenate[HttpRequest, Given], HttpResponse]


def with_open_plan(
    *, hears: bool = False, shows: bool = False
) -> Callable[[PlanView[Given]], View[Given]]:
    """Hand the open plan of whoever is signed in to a view, in the time of their place.

    Without one the answer leads to where a plan starts. While it is paused, the page that
    says so is shown instead. A view that ``hears`` still gets what is posted then, and what
    somebody wants to add with ``?again``: it may tell of a warning sign. One that ``shows``
    says itself that the plan is paused.
    """

    def decorate(view: PlanView[Given]) -> View[Given]:
        @wraps(view)
        def plan_view(
            request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs
        ) -> HttpResponse:
            person = cast("User", request.user)
            mine = Plan.objects.open().select_related("person", "assessment__release")
            plan = mine.filter(person=person).first()
            if plan is None:
                return redirect("plan_start")
            tells = request.method == "POST" or "again" in request.GET
            if plan.paused_at and not shows and not (hears and tells):
                return render(request, "rehab/paused.html", {"pause": pause_of(plan)})
            with timezone.override(ZoneInfo(person.time_zone)):
                return view(request, plan, *args, **kwargs)

        return plan_view

    return decorate
