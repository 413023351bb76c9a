"""The page that a mail leads to. It needs no sign-in: the link is the key."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from accounts.limits import limited
from rehab.models import Reminder
from rehab.reminders.links import DONE
from rehab.views.check_in import check_in_of_mail
from rehab.views.day import day_by_mail, day_of_mail
from rehab.views.linked import RATE, MailPage, ended_page, opens_with
from rehab.views.session import session_of_mail
from triage.rules.parts import Level

# What a visit is called for at least: from the brief, before anybody runs.
VISIT_WITHIN = Level.WITHIN_2_WEEKS
UNKNOWN = "Your plan calls for a visit."

Kind = Reminder.Kind
PAGES: dict[str, MailPage] = {
    Kind.SESSION: session_of_mail,
    Kind.CHECK_IN: check_in_of_mail,
    Kind.WEEK: day_by_mail,
    Kind.BARRIER: day_by_mail,
    Kind.GOODBYE: day_by_mail,
}


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited(RATE, action="diary")
@opens_with(DONE)
def diary(request: HttpRequest, reminder: Reminder) -> HttpResponse:
    """Ask how it went, as the mail did; on POST keep it, and say what it comes to.

    A mail that was answered leads to what it came to, and with ``?again`` to the same
    questions. What is sent is heard even if the plan is over by now.
    """
    return page_of_mail(request, reminder)


def page_of_mail(
    request: HttpRequest, reminder: Reminder, *, hurts: bool = False
) -> HttpResponse:
    """Ask about what ``reminder`` asked for; on POST keep it.

    ``hurts`` tells that it was too painful: that is chosen already.
    """
    if reminder.kind == Kind.VISIT:
        return _visit(request, reminder)
    over = reminder.of_plan.finished_at is not None
    if over and request.method != "POST" and not reminder.entries.exists():
        return ended_page(request, reminder)
    return PAGES.get(reminder.kind, day_of_mail)(request, reminder, hurts=hurts)


def _visit(request: HttpRequest, reminder: Reminder) -> HttpResponse:
    """Say how soon to be seen, and why a mail called for a visit."""
    called = reminder.of_plan.changes.filter(subject=reminder.about)
    found = [*called.order_by("-pk").values_list("level", "why")[:1]]
    page = {
        "level": max([VISIT_WITHIN, *(Level(level) for level, _ in found if level)]),
        "reasons": [gettext(why) for _, why in found] or [gettext(UNKNOWN)],
    }
    return render(request, "rehab/visit.html", page)
