"""A runner tells of a day: on a page of their own, or by the link of a mail."""

from datetime import date
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from rehab import plans
from rehab.forms.diary import DiaryForm
from rehab.models import DiaryEntry, Plan, Reminder
from rehab.programme.care.rice import Item
from rehab.reminders.care import care_items, is_injured
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
def day_told(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Ask how the day went; on POST keep it, and say what it comes to.

    A day that was told leads to what it came to, and with ``?again`` to the same questions.
    """
    on = plans.local_day(plan.person, timezone.now())
    return _page(request, plan, _told_of(plan, on))


def tell_of_today_instead(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Keep what was sent about something that is not owed as told of today: none is lost.

    Only for what is posted.
    """
    told = _told_of(plan, plans.local_day(plan.person, timezone.now()))
    answer = _page(request, plan, told)
    return redirect("day_told") if answer.status_code == HTTPStatus.FOUND else answer


def day_of_mail(
    request: HttpRequest, reminder: Reminder, *, hurts: bool = False
) -> HttpResponse:
    """Ask the same about what a mail asked for, or what of it ``hurts`` too much."""
    told = [*reminder.entries.order_by("pk")]
    return _page(request, reminder.of_plan, told, reminder=reminder, hurts=hurts)


def day_by_mail(
    request: HttpRequest, reminder: Reminder, *, hurts: bool = False
) -> HttpResponse:
    """Ask how today is, by the link of a mail that asked for nothing of its day."""
    plan = reminder.of_plan
    told = _told_of(plan, plans.local_day(plan.person, timezone.now()))
    return _page(request, plan, told, hurts=hurts)


def _page(
    request: HttpRequest,
    plan: Plan,
    told: list[DiaryEntry],
    *,
    reminder: Reminder | None = None,
    hurts: bool = False,
) -> HttpResponse:
    waits = reminder is None and plan.paused_at is not None
    if not asks(request, told, paused=waits):
        return kept_page(request, told, plan=plan)
    now = timezone.now()
    care = _care(plan, reminder)
    form = DiaryForm(
        posted(request),
        told=told[-1] if told else None,
        morning_after=morning_owed(plan, plans.local_day(plan.person, now), told=told),
        asks_done=bool(care),
        hurts=hurts,
    )
    if not form.is_valid():
        page = {
            "care": care,
            "of_mail": reminder is not None,
            "again": bool(told),
            "hurts": hurts,
        }
        return ask_page(request, form, "rehab/diary.html", page, plan=plan)
    plans.record_day(
        plan=plan,
        telling=form.telling(),
        done=form.is_done,
        at=now,
        reminder=reminder,
    )
    return redirect(request.path)


def _told_of(plan: Plan, on: date) -> list[DiaryEntry]:
    """Return what was told of a day, oldest first."""
    told = plan.diary.filter(kind=DiaryEntry.Kind.DAY, about=on.isoformat())
    return [*told.order_by("pk")]


def _care(plan: Plan, reminder: Reminder | None) -> tuple[Item, ...]:
    """Return what was asked for: by the mail, or on a day of the first ones."""
    if reminder is None and plan.phase != Plan.Phase.SETTLE:
        return ()
    return care_items(plan, injury=is_injured(plan))
