"""From a row to the mail of it."""

from django.core.mail import EmailMultiAlternatives

from rehab.models import Reminder
from rehab.reminders.mails.content import content_of
from rehab.reminders.mails.parts import name_of, parts_of
from rehab.reminders.mails.skeleton import skeleton_of
from rehab.reminders.mails.writing import write


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
