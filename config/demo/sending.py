"""Sending the mails of the past, each at its own time and by the real dispatcher."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Max, QuerySet

from rehab.models import Reminder
from rehab.programme.mails.calendar import APART
from rehab.reminders.sending import dispatch

SOON_AFTER = timedelta(seconds=20)
ANSWERED_AFTER = timedelta(minutes=35)


class MailNotTaken(Exception):
    """The mail server did not take a mail, so there can be no history after it."""


def sent(owed: QuerySet[Reminder], *, until: datetime) -> Iterator[Reminder]:
    """Send what is ``owed`` up to ``until``, each mail at its time; yield what was sent.

    :raises MailNotTaken: if one does not go.
    """
    due = owed.filter(due_at__lte=until).order_by("due_at")
    for pk in [*due.values_list("pk", flat=True)]:
        reminder = Reminder.objects.get(pk=pk)  # the answer to the last one may change it
        if reminder.state == Reminder.State.DUE:
            _send(reminder)
        if reminder.state == Reminder.State.SENT:
            yield reminder


def _send(reminder: Reminder) -> None:
    """Send one mail soon after its time, or when a worker that broke off lets go of it.

    One that has to keep away from another waits. If it is of no use any more by then it is
    missed, as any other.
    """
    at = max(reminder.due_at + SOON_AFTER, reminder.lease_until or reminder.due_at)
    if reminder.kind in Reminder.DAILY:
        at = max(at, _last_sent(reminder) + APART)
    dispatch.drain(clock=lambda: at, lasting=ANSWERED_AFTER)
    reminder.refresh_from_db()
    if reminder.state == Reminder.State.DUE:
        raise MailNotTaken


def _last_sent(reminder: Reminder) -> datetime:
    mails = Reminder.objects.filter(person=reminder.person_id, state=Reminder.State.SENT)
    last: datetime | None = mails.aggregate(last=Max("settled_at"))["last"]
    return last or reminder.due_at - APART
