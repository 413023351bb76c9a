"""The page that a mail leads to. It needs no sign-in: the link is the key."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from rehab import plans
from rehab.forms.diary import DiaryForm
from rehab.models import DiaryEntry, Reminder
from rehab.programme.rice import rice_items
from rehab.reminders.links import LinkBroken, LinkExpired, read_done
from triage.rules.protocol import Level


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def diary(request: HttpRequest, token: str) -> HttpResponse:
    """Ask how it went; on POST keep it once, and say what to do if it must be seen."""
    try:
        reminder = read_done(token, at=timezone.now())
    except LinkBroken:
        return _dead_link(request, HTTPStatus.NOT_FOUND)
    except LinkExpired:
        return _dead_link(request, HTTPStatus.GONE)
    entry = DiaryEntry.objects.filter(reminder=reminder).first()
    if entry is None:
        return _ask(request, reminder)
    if request.method == "POST":
        return redirect(request.path)
    context = {
        "entry": entry,
        "level": Level(entry.level),
        "must_be_seen": entry.level >= plans.PAUSES_FROM,
    }
    return render(request, "rehab/diary_kept.html", context)


def _ask(request: HttpRequest, reminder: Reminder) -> HttpResponse:
    form = DiaryForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        plans.record_diary_entry(
            reminder=reminder,
            done=form.is_done,
            pain=form.cleaned_data["pain"],
            worse=form.is_worse,
            signs=form.answers(),
            at=timezone.now(),
        )
        return redirect(request.path)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    plan = reminder.plan
    level = form.level_so_far if form.is_bound else Level.SELF_CARE
    context = {
        "form": form,
        "items": rice_items(no_ice=plan.no_ice, no_compression=plan.no_compression),
        "level": level,
        "urgent": level >= Level.SAME_DAY,
    }
    return render(request, "rehab/diary.html", context, status=status)


def _dead_link(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    context = {"expired": status is HTTPStatus.GONE}
    return render(request, "rehab/dead_link.html", context, status=status)
