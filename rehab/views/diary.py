"""The page that a mail leads to. It needs no sign-in: the link is the key."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.limits import limited
from rehab import plans
from rehab.forms.diary import DiaryForm
from rehab.models import DiaryEntry, Plan, Reminder
from rehab.programme.rice import rice_items
from rehab.reminders.links import LinkBroken, LinkExpired, read_done
from triage.models import LEVEL_IN_WORDS
from triage.rules.parts import Level

# One address may be a whole running club, and each of them answers 3 mails a day.
DIARY = "60/m,600/h"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited(DIARY, action="diary")
def diary(request: HttpRequest, token: str) -> HttpResponse:
    """Ask how it went; on POST keep it, and say what to do if it must be seen.

    A mail that was answered leads to thanks, and with ``?again`` to the same questions.
    """
    try:
        reminder = read_done(token, at=timezone.now())
    except LinkBroken:
        return _dead_link(request, HTTPStatus.NOT_FOUND)
    except LinkExpired:
        return _dead_link(request, HTTPStatus.GONE)
    told = [*reminder.entries.order_by("-level", "pk")]
    if request.method == "POST" or "again" in request.GET or not told:
        return _ask(request, reminder, again=bool(told))
    return _kept(request, reminder, told)


def _ask(request: HttpRequest, reminder: Reminder, *, again: bool) -> HttpResponse:
    form = DiaryForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return redirect(f"{request.path}{_keep(form, reminder)}")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    plan = reminder.of_plan
    level = form.level_so_far if form.is_bound else Level.SELF_CARE
    if level >= Level.SAME_DAY:
        # Whoever follows the advice on the page may never come back to finish it.
        says = f"An answer that was not finished says: {LEVEL_IN_WORDS[level]}."
        plans.pause_open_plan(person_id=reminder.person_id, why=says, at=timezone.now())
    context = {
        "form": form,
        "items": rice_items(no_ice=plan.no_ice, no_compression=plan.no_compression),
        "level": level,
        "urgent": level >= Level.SAME_DAY,
        "again": again,
    }
    return render(request, "rehab/diary.html", context, status=status)


def _keep(form: DiaryForm, reminder: Reminder) -> str:
    """Keep what a valid form tells; return what the address of the next page ends with."""
    try:
        plans.record_diary_entry(
            reminder=reminder,
            done=form.is_done,
            pain=form.cleaned_data["pain"],
            worse=form.is_worse,
            signs=form.answers(),
            at=timezone.now(),
        )
    except plans.FirstAnswerStands:
        return "?first"
    return ""


def _kept(request: HttpRequest, reminder: Reminder, told: list[DiaryEntry]) -> HttpResponse:
    """Show what the answers to a mail, most urgent first, come to together."""
    level = Level(told[0].level)
    paused = Plan.objects.open().filter(person=reminder.person).exclude(paused_at=None)
    context = {
        "level": level,
        "reasons": [*dict.fromkeys(why for entry in told for why in entry.reasons)],
        "must_be_seen": level >= plans.PAUSES_FROM,
        "left_open": not any(entry.counts for entry in told),
        "first_stands": "first" in request.GET,
        "more_mails": reminder.of_plan.reminders.filter(state=Reminder.State.DUE).exists(),
        "paused": paused.exists(),
    }
    return render(request, "rehab/diary_kept.html", context)


def _dead_link(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    context = {"expired": status is HTTPStatus.GONE}
    return render(request, "rehab/dead_link.html", context, status=status)
