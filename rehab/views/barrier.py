"""What gets in the way: six answers, each with one tip."""

from datetime import date, datetime
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.limits import limited
from rehab import plans
from rehab.forms.manners import BarrierForm
from rehab.models import Plan, Reminder, ReminderAct
from rehab.programme.mails.barriers import BY_ID, BY_NUMBER, Leads
from rehab.reminders.links import BARRIER, PAIN, TIMES
from rehab.reminders.owing.when import day_of
from rehab.views.choice import made_once
from rehab.views.closed import no_mails
from rehab.views.linked import RATE, link_or, opens_with
from rehab.views.telling import posted

PLACES = {Leads.PICTURES: "#exercises", Leads.RUNNING: "#way"}  # on the page of a plan


def _tip(request: HttpRequest, told: ReminderAct, now: datetime) -> HttpResponse:
    """Show the tip, and what holds for exercises and mails by now."""
    plan = told.reminder.of_plan
    page = {
        "barrier": BY_ID[told.choice],
        "url": _leads_to(told, now),
        "held_until": _held_until(plan, now),
        "protects": plan.phase == 0,
        "no_mails": no_mails(plan),
        "rhythm": Plan.Rhythm(plan.rhythm).name,
    }
    return render(request, "rehab/barrier_kept.html", page)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited(RATE, action="diary")
@opens_with(BARRIER, dead="rehab/manners_dead_link.html", of={Reminder.Kind.BARRIER})
@made_once(ReminderAct.What.BARRIER, kept=_tip)
def barrier(request: HttpRequest, reminder: Reminder, now: datetime) -> HttpResponse:
    """Ask what gets in the way; on POST keep it, and give one tip. The first answer stands.

    A link in the mail names an answer as ``?a=1``; it is chosen already, and not yet sent.
    """
    chosen = BY_NUMBER.get(request.GET.get("a", ""))
    form = BarrierForm(posted(request), initial={"barrier": chosen and chosen.id})
    if form.is_valid():
        answer = form.cleaned_data["barrier"]
        plans.answer_barrier(reminder=reminder, barrier=answer, at=now)
        return redirect(request.path)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "rehab/barrier.html", {"form": form}, status=status)


def _held_until(plan: Plan, now: datetime) -> date | None:
    """Return the day from which exercises go on, if they are on hold."""
    until = plan.hold_until
    return until if until and until > day_of(plan, now) else None


def _leads_to(told: ReminderAct, at: datetime) -> str:
    """Return the address of what an answer leads to."""
    leads, reminder = BY_ID[told.choice].leads, told.reminder
    if leads is Leads.TIMES:
        return link_or(TIMES, reminder, page="plan_mails", at=at)
    if leads is Leads.PAIN:
        return link_or(PAIN, reminder, page="day_told", at=at)
    return reverse("plan") + PLACES.get(leads, "")
