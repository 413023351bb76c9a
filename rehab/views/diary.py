"""The page that a mail leads to. It needs no sign-in: the link is the key."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from accounts.limits import limited
from rehab.models import Reminder
from rehab.reminders.links import read_done
from rehab.views.check_in import check_in_of_mail
from rehab.views.day import day_of_mail
from rehab.views.linked import LinkView, opens_with
from rehab.views.session import session_of_mail
from triage.rules.parts import Level

# One address may be a whole running club, and each of them answers 3 mails a day.
DIARY = "60/m,600/h"

# What a visit is called for at least: from the brief, before anybody runs.
VISIT_WITHIN = Level.WITHIN_2_WEEKS
UNKNOWN = "Your plan calls for a visit."

Kind = Reminder.Kind
PAGES: dict[str, LinkView] = {
    Kind.SESSION: session_of_mail,
    Kind.CHECK_IN: check_in_of_mail,
}


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited(DIARY, action="diary")
@opens_with(read_done, dead="rehab/dead_link.html")
def diary(request: HttpRequest, reminder: Reminder) -> HttpResponse:
    """Ask how it went, as the mail did; on POST keep it, and say what it comes to.

    A mail that was answered leads to what it came to, and with ``?again`` to the same
    questions. What is sent is heard even if the plan is over by now.
    """
    if reminder.kind == Kind.VISIT:
        return _visit(request, reminder)
    over = reminder.of_plan.finished_at is not None
    if over and request.method != "POST" and not reminder.entries.exists():
        page = {"other": reminder.of_plan.person.plans.open().exists()}
        return render(request, "rehab/ended_link.html", page, status=HTTPStatus.GONE)
    return PAGES.get(reminder.kind, day_of_mail)(request, reminder)


def _visit(request: HttpRequest, reminder: Reminder) -> HttpResponse:
    """Say how soon to be seen, and why a mail called for a visit."""
    called = reminder.of_plan.changes.filter(subject=reminder.about)
    found = [*called.order_by("-pk").values_list("level", "why")[:1]]
    page = {
        "level": max([VISIT_WITHIN, *(Level(level) for level, _ in found if level)]),
        "reasons": [gettext(why) for _, why in found] or [gettext(UNKNOWN)],
    }
    return render(request, "rehab/visit.html", page)
