"""A runner starts a plan, and reads it."""

from http import HTTPStatus
from typing import cast
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts import wordings
from accounts.models import User
from accounts.services import NoSuchClinic
from rehab import plans, tasks
from rehab.forms.start import StartForm
from rehab.models import Plan
from rehab.views.readout import pause_of, plan_page
from triage.models import Assessment
from triage.rules.protocol import Level
from triage.views.mine import my_assessments


@require_http_methods(["GET", "HEAD", "POST"])
def plan_start(request: HttpRequest) -> HttpResponse:
    """Ask what a plan needs to know; on POST open it and have the first mail sent."""
    try:
        return _start(request, cast("User", request.user))
    except plans.AnotherPlanIsOpen:
        return redirect("plan")
    except plans.RedFlagUncleared:
        return _no_plan(request, red_flag=True)
    except plans.NoPositiveResult:
        return _no_plan(request, red_flag=False)


@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """Show the open plan of whoever is signed in, or say how to get one."""
    person = cast("User", request.user)
    mine = Plan.objects.open().select_related("person", "assessment__release")
    found = mine.filter(person=person).first()
    if found is None:
        return redirect("plan_start")
    if found.paused_at:
        return render(request, "rehab/paused.html", {"pause": pause_of(found)})
    context = {"plan": found, "page": plan_page(found, at=timezone.now())}
    with timezone.override(ZoneInfo(person.time_zone)):
        return render(request, "rehab/plan.html", context)


def _start(request: HttpRequest, person: User) -> HttpResponse:
    made_here = my_assessments(request).submitted()
    if made_here.filter(level__gte=Level.SAME_DAY).exists():
        raise plans.RedFlagUncleared
    assessment = plans.offered_assessment(person=person, at=timezone.now())
    form = StartForm(request.POST if request.method == "POST" else None, person=person)
    if form.is_valid() and _opened(form, person, assessment):
        tasks.nudge()
        return redirect("plan")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"form": form, "mails": wordings.MAILS, "clinic": wordings.CLINIC}
    return render(request, "rehab/start.html", context, status=status)


def _no_plan(request: HttpRequest, *, red_flag: bool) -> HttpResponse:
    return render(
        request, "rehab/no_plan.html", {"red_flag": red_flag}, status=HTTPStatus.CONFLICT
    )


def _opened(form: StartForm, person: User, assessment: Assessment) -> bool:
    """Open the plan that a valid form asks for, or say on the form why not."""
    told = form.cleaned_data
    try:
        plans.open_plan(
            person=person,
            assessment_id=assessment.pk,
            time_zone=told["time_zone"],
            reminder_times=form.times,
            no_ice=form.rules_out("ice"),
            no_compression=form.rules_out("compression"),
            name=told["name"],
            clinic_code=told["clinic_code"],
            at=timezone.now(),
        )
    except NoSuchClinic:
        form.add_error(
            "clinic_code",
            gettext("We don't know this code. Check it with your clinic, or leave it out."),
        )
        return False
    return True
