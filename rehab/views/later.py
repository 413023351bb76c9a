"""A mail comes at a bad time: the runner has it come again later."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods

from accounts.limits import limited
from rehab import plans
from rehab.forms.manners import WHEN, LaterForm
from rehab.models import Reminder, ReminderAct
from rehab.programme.days import ONE_DAY
from rehab.reminders.links import DONE, LATER
from rehab.reminders.owing.when import night_of
from rehab.views.choice import made_once
from rehab.views.linked import RATE, opens_with
from rehab.views.telling import posted
from rehab.views.when import when_words

ONE_HOUR = timedelta(hours=1)
A_MINUTE = timedelta(minutes=1)


class Because(StrEnum):
    """Why a mail cannot come when it was wanted."""

    OVER = "OVER"
    REST = "REST"
    FULL = "FULL"
    NIGHT = "NIGHT"
    APART = "APART"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One choice: its words, when it lands in words if it has room, and what moved it."""

    key: str
    words: str
    lands: str
    because: Because | None


def _moved(request: HttpRequest, snoozed: ReminderAct, now: datetime) -> HttpResponse:
    """Say when the mail comes again that was put off before."""
    again = plans.put_off_to(reminder=snoozed.reminder)
    owed = again and again.state == Reminder.State.DUE and again.due_at > now
    comes = when_words(again.due_at, now=now) if again and owed else ""
    page = {"comes": comes, "done_url": DONE.url(snoozed.reminder)}
    return render(request, "rehab/later_kept.html", page)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited(RATE, action="diary")
@opens_with(LATER, dead="rehab/manners_dead_link.html", of=Reminder.DAILY)
@made_once(ReminderAct.What.SNOOZED, kept=_moved)
def later(request: HttpRequest, reminder: Reminder, now: datetime) -> HttpResponse:
    """Ask when the mail should come again; on POST owe it for then.

    The first choice stands.
    """
    form = LaterForm(posted(request))
    if form.is_valid() and _snoozed(form, reminder, now):
        return redirect(request.path)
    options = plans.later_options(reminder=reminder, at=now)
    choices = [_choice(key, lands, reminder, now) for key, lands in options.items()]
    page = {
        "form": form,
        "choices": choices,
        "possible": any(each.lands for each in choices),
        "done_url": DONE.url(reminder),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "rehab/later.html", page, status=status)


def _snoozed(form: LaterForm, reminder: Reminder, now: datetime) -> bool:
    """Owe the mail for when a valid form says, or say on the form that it has no room."""
    try:
        plans.snooze(reminder=reminder, until=form.cleaned_data["until"], at=now)
    except plans.NoRoom:
        form.refuse()
        return False
    return True


def _choice(key: str, lands: datetime | None, reminder: Reminder, now: datetime) -> Choice:
    return Choice(
        key=key,
        words=str(WHEN[key]),
        lands=when_words(lands, now=now) if lands else "",
        because=_because(key, lands, reminder, now),
    )


def _because(
    key: str, lands: datetime | None, reminder: Reminder, now: datetime
) -> Because | None:
    """Return what moved a choice, or why it has no room."""
    if lands is None:
        return _why_not(key, reminder, now)
    wanted = now + ONE_HOUR
    if key == "hour" and lands >= wanted + A_MINUTE:
        at_night = night_of(reminder.of_plan).covers(localtime(wanted).time())
        return Because.NIGHT if at_night else Because.APART
    if key == "evening" and localtime(lands).date() > localtime(now).date():
        return Because.NIGHT
    return None


def _why_not(key: str, reminder: Reminder, now: datetime) -> Because:
    """Return why a choice has no room."""
    if plans.is_past(reminder=reminder, until=key, at=now):
        return Because.OVER
    tomorrow = localtime(now).date() + ONE_DAY
    if key == "tomorrow" and plans.needs_rest(reminder=reminder, on=tomorrow):
        return Because.REST
    return Because.FULL
