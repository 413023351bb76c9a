"""What a physio writes to a runner: kept, shown on the plan, and told of by mail."""

from datetime import datetime, timedelta
from enum import Enum, auto

from django.db import transaction

from accounts.models import Consent, Erasure, User
from rehab.models import Message
from rehab.models.message import LONGEST
from rehab.plans.changes import lock
from rehab.plans.course.undoing import refuse_stranger_to
from rehab.reminders.owing.at_once import owe_message

SENT_TWICE = timedelta(hours=1)  # the same words again so soon are a second press


class SaysNothing(Exception):
    """There is no word in the message."""


class TooLong(Exception):
    """The message is longer than anybody reads in a mail."""


class NoMail(Enum):
    """Why no mail comes to a runner, who still sees the message with their plan."""

    CLOSED = auto()
    REFUSED = auto()
    STOPPED = auto()
    LEAVING = auto()


def why_no_mail(person: User) -> NoMail | None:
    """Return why no mail would tell ``person`` of a message; nothing if one would."""
    now = User.objects.get(pk=person.pk)
    if not now.is_active:
        return NoMail.CLOSED
    if Erasure.objects.open().filter(person_number=now.pk).exists():
        return NoMail.LEAVING
    if now.mail_refused_at:
        return NoMail.REFUSED
    agreed = now.consents.in_force(Consent.Kind.MAILS).exists()
    return None if agreed else NoMail.STOPPED


@transaction.atomic
def write_message(*, person: User, by: User, text: str, at: datetime) -> Message:
    """Keep what a physio writes to a runner; owe a mail of it to whoever gets mails.

    Safe to repeat: the same words of the same physio within an hour are one message.

    :raises NotTreating: if ``by`` does not treat the runner.
    :raises SaysNothing: if there is no word in it.
    :raises TooLong: if it has more than ``LONGEST`` characters.
    """
    refuse_stranger_to(person.pk, by)
    words = text.strip()
    if not words:
        raise SaysNothing
    if len(words) > LONGEST:
        raise TooLong
    lock(person.pk)
    lately = person.messages.filter(by=by, at__gt=at - SENT_TWICE)
    newest = lately.order_by("at", "pk").last()
    if newest and newest.text == words:
        return newest
    message = Message.objects.create(person=person, by=by, text=words, at=at)
    if why_no_mail(person) is None:
        owe_message(message=message, at=at)
    return message
