"""A runner tells of a session: on a page of their own, or by the link of a mail."""

from collections.abc import Sequence
from datetime import date
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from rehab import plans
from rehab.forms.session import SessionForm
from rehab.forms.session_pain import SessionPainForm
from rehab.models import DiaryEntry, ExerciseSession, Plan, Reminder
from rehab.programme.review import is_session_day
from rehab.programme.training.sessions import next_session_day
from rehab.programme.training.tasks import Task, tasks_of, unlocked
from rehab.programme.training.today import session_today
from rehab.views.day import tell_of_today_instead
from rehab.views.opened import with_open_plan
from rehab.views.telling import (
    ask_page,
    asks,
    kept_page,
    morning_owed,
    posted,
)


@require_http_methods(["GET", "HEAD", "POST"])
@with_open_plan(shows=True)
def session_told(
    request: HttpRequest, plan: Plan, number: int | None = None
) -> HttpResponse:
    """Ask how a session went, today's if none is named; on POST keep it.

    One that was told leads to what it came to, and with ``?again`` to the same questions.
    """
    if number is not None:
        return _page(request, get_object_or_404(plan.sessions, number=number))
    now = timezone.now()
    begun = plan.sessions.filter(on=plans.local_day(plan.person, now)).first()
    if begun and request.method != "POST":
        return redirect(f"{_address(begun)}?{request.GET.urlencode()}".removesuffix("?"))
    if request.method != "POST":
        return _preview(request, plan, plans.local_day(plan.person, now))
    try:
        return _page(request, begun or plans.begin_session(plan=plan, at=now))
    except plans.NothingOwed:
        return tell_of_today_instead(request, plan)


def session_of_mail(
    request: HttpRequest, reminder: Reminder, *, hurts: bool = False
) -> HttpResponse:
    """Ask how the session went that a mail was about, or what of it ``hurts`` too much."""
    session = cast("ExerciseSession", reminder.session)
    return _page(request, session, reminder=reminder, hurts=hurts)


def _page(
    request: HttpRequest,
    session: ExerciseSession,
    *,
    reminder: Reminder | None = None,
    hurts: bool = False,
) -> HttpResponse:
    plan, now = session.plan, timezone.now()
    told = _told(session)
    waits = reminder is None and plan.paused_at is not None
    if not asks(request, told, paused=waits):
        return kept_page(request, told, plan=plan)
    today = session.on == plans.local_day(plan.person, now)
    tasks = tasks_of(session.items)
    if today and not told:  # nobody is shown how to do what is locked by now
        tasks = unlocked(tasks, plan.phase)
    form = (SessionPainForm if hurts else SessionForm)(
        posted(request),
        exercises=[task.exercise for task in tasks],
        told=told[-1] if told else None,
        morning_after=morning_owed(plan, session.on, told=told),
        of_day=None if today else session.on,
    )
    if not form.is_valid():
        return _ask(request, form, tasks, plan, on=session.on, again=bool(told))
    plans.record_session(
        plan=plan,
        session=session,
        telling=form.telling(),
        report=form.report(),
        at=now,
        reminder=reminder,
    )
    return redirect(request.path if reminder else _address(session))


def _preview(request: HttpRequest, plan: Plan, on: date) -> HttpResponse:
    """Ask about today's session before it is kept anywhere, or say when the next one is."""
    if not asks(request, (), paused=plan.paused_at is not None):
        return kept_page(request, (), plan=plan)
    course, history = plans.course_and_history(plan, on=on)
    if not is_session_day(course, on):
        began = course.exercises_began_on
        following = next_session_day(began, on, course.phase) if began else None
        return render(request, "rehab/session_none.html", {"following": following})
    strength = session_today(course, history, on).strength
    tasks = [Task(exercise=one.exercise, rung=one.rung) for one in strength]
    form = SessionForm(
        exercises=[task.exercise for task in tasks],
        morning_after=morning_owed(plan, on, told=()),
    )
    return _ask(request, form, tasks, plan, on=on, again=False)


def _ask(
    request: HttpRequest,
    form: SessionForm,
    tasks: Sequence[Task],
    plan: Plan,
    *,
    on: date,
    again: bool,
) -> HttpResponse:
    form.initial.setdefault("way", request.GET.get("way"))
    page = {"again": again, "on": on, "tasks": [*zip(tasks, form.tasks, strict=True)]}
    if form.hurts:
        page["rest"] = [field for field in form.folded if field.name not in form.exercises]
        return ask_page(request, form, "rehab/session_pain.html", page, plan=plan)
    page |= {
        "before": [form["way"]],
        "after": [form[key] for key in form.asked_of_session],
        "always": [form[key] for key in form.asked_always if key in form.fields],
    }
    return ask_page(request, form, "rehab/session.html", page, plan=plan)


def _told(session: ExerciseSession) -> list[DiaryEntry]:
    """Return what was told of a session, oldest first."""
    told = session.plan.diary.filter(kind=DiaryEntry.Kind.SESSION, session=session)
    return [*told.select_related("session_report").order_by("pk")]


def _address(session: ExerciseSession) -> str:
    return reverse("session_told", kwargs={"number": session.number})
