"""From a row to the mail of it."""

from django.core.mail import EmailMultiAlternatives

from rehab.models import Reminder
from rehab.models.reminder import ReminderQuerySet
from rehab.reminders.mails.content import content_of
from rehab.reminders.mails.parts import name_of, parts_of
from rehab.reminders.mails.skeleton import skeleton_of
from rehab.reminders.mails.writing import write

MADE_OF = ("person", "plan__assessment", "session", "message")
# What no mail tells of and takes long to read: times, lists and what was answered.
UNTOLD = (
    *(f"person__{name}" for name in ("password", "last_login", "joined_at", "asked_at")),
    *(f"plan__{name}_days" for name in ("care", "session")),
    *(f"plan__night_{name}" for name in ("begins", "ends")),
    *(f"plan__{name}" for name in ("activities", "reminder_times", "session_time")),
    *(f"plan__assessment__{name}_at" for name in ("started", "answered", "submitted")),
    "plan__assessment__worst_answers",
)


def with_what_mails_tell(reminders: ReminderQuerySet) -> ReminderQuerySet:
    """Return what reads, with each of ``reminders``, all that its mail is made of."""
    return reminders.select_related(*MADE_OF).defer(*UNTOLD)


def compose(reminder: Reminder) -> EmailMultiAlternatives:
    """Return the mail for ``reminder``, with the same headers however often it is tried.

    What others get too is written once and kept with gaps; filling them is some twenty
    times as fast.

    :raises ValueError: if the address could smuggle in another header or person.
    """
    name = name_of(reminder)
    content = content_of(reminder, name=name)
    parts = parts_of(reminder, name=name, purposes=content.purposes)
    skeleton = None if content.is_personal else skeleton_of(content)
    return skeleton.filled(parts) if skeleton else write(content, parts)
