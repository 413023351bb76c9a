"""Mail backends that break the promise on purpose: the checker has to notice each."""

import re
from uuid import uuid4

from django.utils import timezone

from rehab.models import Reminder
from rehab.reminders.sending.smtp import SMTP, EmailBackend

MESSAGE_ID = re.compile(rb"^Message-ID: <reminder-(\d+)@", re.MULTILINE)


class SettlingSMTP(SMTP):
    """Says that a mail was sent, and sends it then."""

    def hand_over(self, content: bytes, *, sender: str, recipient: str) -> None:
        for number in MESSAGE_ID.findall(content):
            rows = Reminder.objects.filter(pk=number.decode())
            rows.settle(Reminder.State.SENT, at=timezone.now())
        super().hand_over(content, sender=sender, recipient=recipient)


class SettlesFirst(EmailBackend):
    connection_class = SettlingSMTP


class RenamingSMTP(SMTP):
    """Gives a mail another Message-ID each time."""

    def hand_over(self, content: bytes, *, sender: str, recipient: str) -> None:
        anew = MESSAGE_ID.sub(f"Message-ID: <{uuid4()}@".encode(), content)
        super().hand_over(anew, sender=sender, recipient=recipient)


class NamesAnew(EmailBackend):
    connection_class = RenamingSMTP
