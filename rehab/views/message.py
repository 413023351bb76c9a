"""What a physio wrote, behind the link of its mail."""

from typing import cast
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from rehab.models import Message, Reminder
from rehab.reminders.links import MESSAGE
from rehab.views.linked import opens_with


@login_not_required
@require_safe
@opens_with(MESSAGE, dead="rehab/message_dead_link.html", of={Reminder.Kind.MESSAGE})
def message_of_mail(request: HttpRequest, reminder: Reminder) -> HttpResponse:
    """Show what a physio wrote, who it was and when, and whom to turn to."""
    written = cast("Message", reminder.message)
    with timezone.override(ZoneInfo(reminder.person.time_zone)):
        return render(request, "rehab/message.html", {"message": written})
