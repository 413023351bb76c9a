"""Why a choice in a mail has nothing left to decide, and what to do instead."""

from datetime import datetime
from enum import StrEnum

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import Consent
from rehab.models import Plan, Reminder, ReminderAct
from rehab.reminders.links import DONE, TIMES
from rehab.reminders.owing.when import is_over

What = ReminderAct.What


class Closed(StrEnum):
    """Why there is nothing to decide."""

    TOLD = "TOLD"
    SKIPPED = "SKIPPED"
    DAY_OVER = "DAY_OVER"
    STOPPED = "STOPPED"
    REFUSED = "REFUSED"
    MAILS_PAUSED = "MAILS_PAUSED"


def closed_page(
    request: HttpRequest, reminder: Reminder, what: What, *, at: datetime
) -> HttpResponse | None:
    """Return the page that says why there is nothing to choose, if there is a reason.

    To put a mail off is about mails alone: without any it is void. To skip is about the day
    of the mail, and void once that is over. What gets in the way may always be told.
    """
    if what is What.BARRIER:
        return None
    of_mails = what is What.SNOOZED
    why = _told_or_over(reminder, at, of_mails=of_mails)
    if why is None and of_mails:
        why = no_mails(reminder.of_plan)
    if why is None:
        return None
    urls = {"done_url": DONE.url(reminder), "times_url": TIMES.url(reminder)}
    return render(request, "rehab/mail_closed.html", {"why": why} | urls)


def no_mails(plan: Plan) -> Closed | None:
    """Return why no mails of a plan come now that can wait, if so."""
    if not plan.person.consents.in_force(Consent.Kind.MAILS).exists():
        return Closed.STOPPED
    if plan.person.mail_refused_at:
        return Closed.REFUSED
    return Closed.MAILS_PAUSED if plan.mails_paused_at else None


def _told_or_over(reminder: Reminder, at: datetime, *, of_mails: bool) -> Closed | None:
    told = reminder.entries.all()
    if reminder.session:
        told = reminder.of_plan.diary.filter(session=reminder.session)
    if told.exists():
        return Closed.TOLD
    skipped = reminder.acts.filter(what=What.SKIPPED).exists()
    if is_over(reminder, at) and (skipped or not of_mails):
        return Closed.DAY_OVER
    return Closed.SKIPPED if skipped else None
