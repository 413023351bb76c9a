"""A runner lets today's care or session be."""

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.limits import limited
from rehab import plans
from rehab.models import Reminder, ReminderAct
from rehab.reminders.links import DONE, PAIN, SKIP
from rehab.views.choice import made_once
from rehab.views.linked import RATE, opens_with
from rehab.views.when import when_words


def _kept(request: HttpRequest, skipped: ReminderAct, now: datetime) -> HttpResponse:
    """Say that today is skipped, and when the next mail comes."""
    reminder = skipped.reminder
    coming = plans.coming_mails(plan=reminder.of_plan, at=now)[:1]
    following = [when_words(each.at, now=now) for each in coming]
    page = {"following": following, "done_url": DONE.url(reminder)}
    return render(request, "rehab/skip_kept.html", page)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited(RATE, action="diary")
@opens_with(SKIP, dead="rehab/manners_dead_link.html", of=Reminder.DAILY)
@made_once(ReminderAct.What.SKIPPED, kept=_kept)
def skip_today(request: HttpRequest, reminder: Reminder, now: datetime) -> HttpResponse:
    """Ask whether to leave it out today; on POST keep that, and say what comes next.

    Once the day of the mail is over, nothing of it is left to skip.
    """
    if request.method == "POST":
        plans.skip_today(reminder=reminder, at=now)
        return redirect(request.path)
    return render(request, "rehab/skip.html", {"pain_url": PAIN.url(reminder)})
