"""The page behind "stop these mails". It needs no sign-in: the link is the key."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from rehab import plans
from rehab.plans.mails.last_mail import one_may_come
from rehab.reminders.links import STOP, LinkBroken
from rehab.reminders.sending.shared_clock import shared_clock


@csrf_exempt  # RFC 8058: a mailbox posts for its reader without cookies; the link is signed
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mails(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether to stop all mails; on POST stop them, as often as it is sent.

    The answer waits a few seconds for a mail that is being sent, so that it can promise
    that none comes any more.
    """
    try:
        reminder = STOP.read(token, at=timezone.now())
    except LinkBroken:
        return render(request, "rehab/stop_broken.html", status=HTTPStatus.NOT_FOUND)
    page = {"has_plan": reminder.person.plans.exists()}
    if request.method != "POST":
        return render(request, "rehab/stop.html", page)
    at = shared_clock()()  # that of the leases of workers
    plans.stop_mails(person=reminder.person, at=at)
    page["one_may_come"] = one_may_come(person=reminder.person)
    return render(request, "rehab/stopped.html", page)
