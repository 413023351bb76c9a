"""Why a choice in a mail has nothing left to decide, and what to do instead."""

from datetime import datetime
from enum import StrEnum

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import Consent
from rehab.models import Plan, Reminder, ReminderAct
from rehab.reminders.links import DONE, TIMES
from rehab.reminders.owing.when import is_over
from rehab.views.readout import pause_of


class Closed(StrEnum):
    """Why there is nothing to decide."""

    TOLD = "TOLD"
    SKIPPED = "SKIPPED"
    DAY_OVER = "DAY_OVER"
    STOPPED = "STOPPED"
    REFUSED = "REFUSED"
    MAILS_PAUSED = "MAILS_PAUSED"


def paused_page(request: HttpRequest, reminder: Reminder) -> HttpResponse | None:
    """Return the page of a plan that waits, if it does: that comes before all else."""
    plan = reminder.of_plan
    if plan.paused_at is None:
        return None
    return render(request, "rehab/paused.html", {"pause": pause_of(plan)})


def closed_page(
    request: HttpRequest, reminder: Reminder, *, of_mails: bool, at: datetime
) -> HttpResponse | None:
    """Return the page that says why, if there is a reason.

    ``of_mails`` tells that the choice is about mails alone: without any it is void. Any
    other is about the day of the mail, and void once that is over.
    """
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
    skipped = reminder.acts.filter(what=ReminderAct.What.SKIPPED).exists()
    if is_over(reminder, at) and (skipped or not of_mails):
        return Closed.DAY_OVER
    return Closed.SKIPPED if skipped else None
