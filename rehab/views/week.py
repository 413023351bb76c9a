"""A runner plans a week of running: distance, speed and ground, one of them at a time."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.models import User
from rehab import plans
from rehab.forms.week import WeekForm
from rehab.models import Plan, RunWeek
from rehab.programme.course import Course
from rehab.programme.running.ceilings import Ceilings, ceilings
from rehab.programme.running.dials import (
    Dials,
    DialsClash,
    free_days,
    week_by_dials,
)
from rehab.programme.running.distance import week_of
from rehab.programme.running.left import dials_set, runs_left
from rehab.programme.running.refusals import raised
from rehab.programme.running.stages import FREE
from rehab.programme.running.weeks import with_done
from rehab.programme.told import History
from rehab.views.limits import limit_words, refusal_words
from rehab.views.opened import with_open_plan
from rehab.views.page.way import running_shown
from rehab.views.telling import posted
from rehab.views.week_calendar import Calendar, calendar_of
from rehab.views.week_closed import closed_of

ONE_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planner:
    """One week that can be planned, on the first day ``on`` that is left of it.

    ``kept`` is what was planned last, and ``dials`` what is set already: that, or else
    what we suggest. ``days`` are those left for a run.
    """

    course: Course
    limits: Ceilings
    on: date
    days: tuple[date, ...]
    kept: RunWeek | None
    dials: Dials | None


@require_http_methods(["GET", "HEAD", "POST"])
@with_open_plan()
def week(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Show how a week of running may be; on POST keep one that breaks no limit.

    This week, or with ``?next`` the next one. Before running is planned by the week the
    page says so.
    """
    now = timezone.now()
    today = plans.local_day(plan.person, now)
    course, history = plans.course_and_history(plan, on=today)
    allowance = plans.allows_small_numbers(plan)
    limits, on = ceilings(course, history, today, allowance=allowance), today
    if course.stage != FREE or limits.locks:
        return _none_yet(request, course, history, today)
    if "next" in request.GET:
        on = week_of(today) + ONE_WEEK
        limits = plans.limits_of_week(plan, on=on)
    planner = _planner(plan, course, limits, on)
    if planner.dials is None:
        return _page(request, plan, planner, form=None, today=today)
    form = WeekForm(
        posted(request), limits=planner.limits, unit=plan.unit, dials=planner.dials
    )
    if form.is_valid() and _is_kept(request, plan, planner, form, at=now):
        return redirect(request.get_full_path())
    return _page(request, plan, planner, form=form, today=today)


def _is_kept(
    request: HttpRequest, plan: Plan, planner: Planner, form: WeekForm, *, at: datetime
) -> bool:
    """Keep the week that ``form`` sets, or say on it why not; return whether."""
    limits = planner.limits
    try:
        planned = week_by_dials(form.dials(), limits, planner.on)
    except DialsClash as clash:
        form.refuse_clash(clash.clash, days=len(planner.days))
        return False
    by = cast("User", request.user)
    try:
        plans.plan_week(plan=plan, planned=planned, at=at, by=by)
    except plans.LimitBroken as broken:
        whole = with_done(planned, limits)
        for refusal in broken.refusals:
            words = refusal_words(refusal, whole, planned.runs, limits, unit=plan.unit)
            form.refuse(refusal.id, words, ups=raised(whole, limits))
        return False
    return True


def _planner(plan: Plan, course: Course, limits: Ceilings, on: date) -> Planner:
    kept = plan.run_weeks.filter(begins_on=limits.begins_on).order_by("pk").last()
    return Planner(
        course=course,
        limits=limits,
        on=on,
        days=free_days(limits, on),
        kept=kept,
        dials=dials_set(kept, course.runner, limits, on),
    )


def _none_yet(
    request: HttpRequest, course: Course, history: History, today: date
) -> HttpResponse:
    """Say why there are no weeks to plan yet, and which stage somebody is on."""
    shown = running_shown(course, history, today)
    status = HTTPStatus.CONFLICT if request.method == "POST" else HTTPStatus.OK
    return render(request, "rehab/week_none.html", {"running": shown}, status=status)


def _page(
    request: HttpRequest,
    plan: Plan,
    planner: Planner,
    *,
    form: WeekForm | None,
    today: date,
) -> HttpResponse:
    limits = planner.limits
    page = {
        "form": form,
        "calendar": _calendar(plan, planner),
        "is_kept": planner.kept is not None,
        "limits": limit_words(limits, plan.unit),
        "following": limits.begins_on > today,
        "begins_on": limits.begins_on,
        "next_on": week_of(today) + ONE_WEEK,
        "closed": closed_of(planner.course, limits, planner.on, unit=plan.unit),
        "overrides": plan.overrides.filter(begins_on__lte=today, ends_on__gte=today),
    }
    posted_in_vain = request.method == "POST"
    status = HTTPStatus.UNPROCESSABLE_ENTITY if posted_in_vain else HTTPStatus.OK
    return render(request, "rehab/week.html", page, status=status)


def _calendar(plan: Plan, planner: Planner) -> Calendar:
    """Return the week as it was planned, as far as that still fits, or as we suggest it."""
    limits, on = planner.limits, planner.on
    left = runs_left(planner.course, limits, on, kept=planner.kept)
    return calendar_of(left, limits, planner.course, on, unit=plan.unit)
