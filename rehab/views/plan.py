"""A runner starts a plan, and reads it."""

from http import HTTPStatus
from typing import cast
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.services import NoSuchClinic
from rehab import plans, tasks
from rehab.forms.start import StartForm
from rehab.models import Plan
from rehab.views.page import open_plan_of, paused_page, plan_page
from rehab.views.readout import pause_of
from triage.models import Assessment
from triage.rules.parts import Level
from triage.views.mine import most_urgent_before
from triage.views.second_look import Said, in_a_sentence


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
    now = timezone.now()
    found = open_plan_of(person, at=now)
    if found is None:
        return redirect("plan_start")
    context: dict[str, object] = {"plan": found}
    if found.paused_at:
        template = "rehab/plan_paused.html"
        context |= {"pause": pause_of(found), "page": paused_page(found)}
    else:
        template = "rehab/plan.html"
        context["page"] = plan_page(found, at=now)
    with timezone.override(ZoneInfo(person.time_zone)):
        return render(request, template, context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_finish(request: HttpRequest) -> HttpResponse:
    """Ask whether to finish the open plan; on POST finish it, and say what can follow."""
    person = cast("User", request.user)
    going = Plan.objects.open().filter(person=person).first()
    if request.method == "POST":
        if going:
            is_better = request.POST.get("because") == plans.BETTER
            because = plans.BETTER if is_better else plans.OTHER
            plans.finish_plan(plan=going, at=timezone.now(), because=because, by=person)
        return redirect("plan_finish")
    context = {"red_flag": plans.has_red_flag(person), **_on_top(person)}
    if going:
        context["paused"] = going.paused_at is not None
        return render(request, "rehab/finish.html", context)
    if person.plans.exists():
        context["better"] = plans.was_better(person)
        return render(request, "rehab/finished.html", context)
    return redirect("plan")


def _start(request: HttpRequest, person: User) -> HttpResponse:
    if most_urgent_before(request):
        raise plans.RedFlagUncleared
    now = timezone.now()
    assessment = plans.offered_assessment(person=person, at=now)
    data = request.POST if request.method == "POST" else None
    form = StartForm(data, person=person, at=now)
    if form.is_valid() and _opened(form, person, assessment):
        tasks.nudge()
        return redirect("plan")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    protects = plans.only_protects(assessment, person)
    page = {"form": form, "protects": protects, **_on_top(person)}
    return render(request, "rehab/start.html", page, status=status)


def _no_plan(request: HttpRequest, *, red_flag: bool) -> HttpResponse:
    page = {"red_flag": red_flag, **_on_top(cast("User", request.user))}
    return render(request, "rehab/no_plan.html", page, status=HTTPStatus.CONFLICT)


def _on_top(person: User) -> dict[str, object]:
    """Return what stands first on a page without a plan, until a visit covers it.

    ``said`` is the more urgent level that a physio gave to a check: without a plan no page
    but the result tells of it, and maybe no mail. Where something more urgent was told,
    ``sooner`` says that instead.
    """
    newest = plans.newest_raised(person)
    if newest is None:
        return {"said": None, "sooner": ""}
    worst = plans.worst_uncleared(person)
    if newest.level < worst:
        return {"said": None, "sooner": in_a_sentence(worst)}
    said = Said(
        level=Level(newest.level),
        why=newest.why,
        name=newest.by.name,
        at=newest.at,
        raised=True,
    )
    return {"said": said, "sooner": ""}


def _opened(form: StartForm, person: User, assessment: Assessment) -> bool:
    """Open the plan that a valid form asks for, or say on the form why not."""
    try:
        plans.open_plan(
            person=person,
            assessment_id=assessment.pk,
            setup=form.setup(),
            at=timezone.now(),
        )
    except NoSuchClinic:
        form.refuse_clinic_code()
        return False
    return True
