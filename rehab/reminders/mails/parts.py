"""What is one person's own in a mail: what they are called, their links and headers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import format_datetime

from django.conf import settings
from django.core.mail.message import forbid_multi_line_headers, sanitize_address

from rehab.models import Reminder
from rehab.reminders.links import STOP, Purpose

NAME = "name"
HEADERS = ("To", "Message-ID", "Date", "List-Unsubscribe")
# Of these no mail program makes more than one address; the others are looked at slowly.
PLAIN_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Parts:
    """One person's own parts of one mail, not escaped for any place where they stand.

    ``words`` holds what to call them and each link, by the name of its purpose. ``headers``
    are the same however often a mail is tried.
    """

    words: dict[str, str]
    headers: dict[str, str]


def name_of(reminder: Reminder) -> str:
    """Return what to call the person of ``reminder``, in one line; maybe nothing."""
    return " ".join(reminder.person.name.split())


def parts_of(reminder: Reminder, *, name: str, purposes: Iterable[Purpose]) -> Parts:
    """Return the own parts of ``reminder``, to somebody of that ``name``.

    Links for ``purposes`` are among them, and to stop is one of those.

    :raises ValueError: if the address could smuggle in another header or person.
    """
    links = {purpose.name: purpose.url(reminder) for purpose in purposes}
    return Parts(
        words={NAME: name, **links},
        headers={
            "To": _address(reminder.person.email),
            # A mailbox that gets a second copy after a crash can tell that it is one.
            "Message-ID": f"<reminder-{reminder.pk}@{settings.MAIL_DOMAIN}>",
            "Date": format_datetime(reminder.due_at),
            "List-Unsubscribe": f"<{links[STOP.name]}>",
        },
    )


def _address(address: str) -> str:
    """Return one address, as a header may hold it."""
    if not PLAIN_ADDRESS.fullmatch(address):
        forbid_multi_line_headers("To", address, settings.DEFAULT_CHARSET)
        return sanitize_address(address, settings.DEFAULT_CHARSET)
    return address
