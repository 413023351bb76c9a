"""A mail asked for something that hurt too much: the runner tells how sore it is."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.limits import limited
from rehab.models import Reminder
from rehab.reminders.links import PAIN
from rehab.views.diary import page_of_mail
from rehab.views.linked import RATE, opens_with


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited(RATE, action="diary")
@opens_with(PAIN)
def too_painful(request: HttpRequest, reminder: Reminder) -> HttpResponse:
    """Ask what the diary asks of the same mail, with "it hurt" chosen already.

    What is sent is kept as the diary keeps it, and pauses a plan by the same rules.
    """
    return page_of_mail(request, reminder, hurts=True)
