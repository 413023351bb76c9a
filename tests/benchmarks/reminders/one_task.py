"""The usual way, which ours is timed against: one Celery task for each reminder.

It does what such tasks do, no more: read one row with what its mail is about, make the mail
of our own templates with Django, send it over a connection of its own and mark the row. It
does not ask who else may be sending the same, or whether anybody still wants the mail.
"""

from celery import shared_task
from django.core.mail import get_connection
from django.utils import timezone

from rehab.models import Reminder
from rehab.reminders.mails.content import content_of
from rehab.reminders.mails.parts import name_of, parts_of
from rehab.reminders.mails.writing import write


@shared_task
def send_one(pk: int) -> None:
    """Send one reminder and mark it sent."""
    reminder = Reminder.objects.select_related("person", "plan__assessment").get(pk=pk)
    name = name_of(reminder)
    content = content_of(reminder, name=name)
    parts = parts_of(reminder, name=name, purposes=content.purposes)
    get_connection().send_messages([write(content, parts)])
    state = Reminder.State.SENT
    Reminder.objects.filter(pk=pk).update(state=state, settled_at=timezone.now())
