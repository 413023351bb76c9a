"""An address that took no mail: its owner says that it works."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from accounts.models import User
from rehab import plans
from rehab.reminders.sending.shared_clock import shared_clock


@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest) -> HttpResponse:
    """Say that mails came back, if they did; on POST send them again from now on."""
    person = cast("User", request.user)
    if person.mail_refused_at is None:
        return redirect("plan")
    if request.method == "POST":
        plans.trust_address(person=person, at=shared_clock()())
        messages.success(request, gettext("We try your address again from now on."))
        return redirect("plan")
    return render(request, "rehab/address.html")
