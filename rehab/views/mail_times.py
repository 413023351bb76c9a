"""When mails come: by the link of a mail, or on a page of the plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from itertools import groupby
from operator import attrgetter

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.limits import limited
from accounts.models import Consent
from rehab import plans
from rehab.forms.mail_times import MailTimesForm
from rehab.models import Plan, Reminder
from rehab.reminders.links import STOP, TIMES
from rehab.reminders.owing.mails_of_a_day import WEEK
from rehab.reminders.sending.shared_clock import shared_clock
from rehab.views.linked import RATE, opens_with, while_open
from rehab.views.opened import with_open_plan
from rehab.views.telling import posted

Kind = Reminder.Kind
# No word of health: whoever has the mail may open the page.
WORDS: Mapping[str, object] = {
    Kind.WELCOME: gettext_lazy("Your plan is ready"),
    Kind.CARE: gettext_lazy("A short break"),
    Kind.SESSION: gettext_lazy("Your session"),
    Kind.CHECK_IN: gettext_lazy("How is it going?"),
    Kind.VISIT: gettext_lazy("Something to read at once"),
    Kind.SEEN: gettext_lazy("A short question"),
    Kind.MESSAGE: gettext_lazy("A message for you"),
    Kind.WEEK: gettext_lazy("Your week in short"),
    Kind.BARRIER: gettext_lazy("What gets in the way?"),
    Kind.GOODBYE: gettext_lazy("Goodbye"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One mail to come. ``owed`` tells that it is certain unless something changes."""

    at: datetime
    words: tuple[str, ...]
    owed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The mails of one day."""

    on: date
    lines: tuple[Line, ...]


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited(RATE, action="diary")
@opens_with(TIMES, dead="rehab/manners_dead_link.html")
@while_open
def mail_times(request: HttpRequest, reminder: Reminder) -> HttpResponse:
    """Show when mails come and ask what to change; on POST keep it, or pause all."""
    return _page(request, reminder.of_plan, stop_url=STOP.url(reminder))


@require_http_methods(["GET", "HEAD", "POST"])
@with_open_plan(shows=True)
def plan_mails(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Do the same for whoever is signed in."""
    any_mail = plan.reminders.order_by("pk").first()
    return _page(request, plan, stop_url=STOP.url(any_mail) if any_mail else "")


def _page(request: HttpRequest, plan: Plan, *, stop_url: str) -> HttpResponse:
    now = shared_clock()()
    done = _at_once(request, plan, now)
    form = MailTimesForm(None if done else posted(request), plan=plan)
    if form.is_valid() and _kept(form, plan, now):
        done = _what_follows(form.times())
    if done:
        messages.success(request, done)
        return redirect(request.path)
    consents = plan.person.consents.in_force(Consent.Kind.MAILS)
    page = {
        "form": form,
        "plan": plan,
        "days": _by_day(plans.coming_mails(plan=plan, at=now)),
        "wanted": consents.exists(),
        "stop_url": stop_url,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "rehab/mail_times.html", page, status=status)


def _at_once(request: HttpRequest, plan: Plan, now: datetime) -> str:
    """Pause all mails, or end that, if one of those buttons was pressed; say which."""
    if "pause" in request.POST:
        plans.pause_mails(plan=plan, at=now)
        return gettext("All emails are paused. Only what can't wait still comes.")
    if "resume" in request.POST:
        plans.resume_mails(plan=plan, at=now)
        return gettext("Your emails come again.")
    return ""


def _kept(form: MailTimesForm, plan: Plan, now: datetime) -> bool:
    """Keep what a valid form sets, or say on the form why that can't be."""
    try:
        plans.set_mail_times(plan=plan, times=form.times(), at=now)
    except plans.NightTooShort:
        form.refuse_short_night()
    except plans.TimeAtNight:
        form.refuse_at_night()
    except plans.TimesTooClose:
        form.refuse_too_close()
    return not form.errors


def _what_follows(times: plans.MailTimes) -> str:
    """Say that times are kept, and what comes by email no more for want of a day."""
    kept = gettext("Your times are kept.")
    left_out = {
        (True, True): gettext("No breaks and no sessions come by email."),
        (True, False): gettext("No breaks come by email."),
        (False, True): gettext("No sessions come by email."),
    }.get((not times.care_days, not times.session_days))
    if left_out is None:
        return kept
    return f"{kept} {left_out} {gettext('The page of your plan still shows them.')}"


def _by_day(coming: Iterable[plans.Coming]) -> tuple[Day, ...]:
    """Return the mails to come, each day's together, soonest first."""
    ordered = sorted(coming, key=attrgetter("at"))
    days = groupby(ordered, key=lambda each: localtime(each.at).date())
    return tuple(Day(on=on, lines=tuple(map(_line, mails))) for on, mails in days)


def _line(mail: plans.Coming) -> Line:
    week, check_in = gettext("your week in short"), gettext("a check-in")
    inside = {week if name == WEEK else check_in for name in mail.also}
    return Line(at=mail.at, words=(str(WORDS[mail.kind]), *sorted(inside)), owed=mail.owed)
