"""Mail backends that break the promise on purpose: the checker has to notice each."""

import re
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.utils import timezone

from rehab.models import Reminder
from rehab.reminders.sending.smtp import SMTP, EmailBackend

MESSAGE_ID = re.compile(rb"^Message-ID: <reminder-(\d+)@", re.MULTILINE)


class SettlingSMTP(SMTP):
    """Says that a mail was sent, and sends it then."""

    def sendmail(
        self, from_addr: str, to_addrs: str | Sequence[str], msg: Any, *more: Any
    ) -> Any:
        for number in MESSAGE_ID.findall(msg):
            rows = Reminder.objects.filter(pk=number.decode())
            rows.settle(Reminder.State.SENT, at=timezone.now())
        return super().sendmail(from_addr, to_addrs, msg, *more)


class SettlesFirst(EmailBackend):
    connection_class = SettlingSMTP


class RenamingSMTP(SMTP):
    """Gives a mail another Message-ID each time."""

    def sendmail(
        self, from_addr: str, to_addrs: str | Sequence[str], msg: Any, *more: Any
    ) -> Any:
        anew = f"Message-ID: <{uuid4()}@".encode()
        return super().sendmail(from_addr, to_addrs, MESSAGE_ID.sub(anew, msg), *more)


class NamesAnew(EmailBackend):
    connection_class = RenamingSMTP
