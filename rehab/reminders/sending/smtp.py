"""Django's way to a mail server, with an eye on what the server has in its hands.

A connection that breaks before the final dot of a mail has handed over nothing. One that
breaks after it leaves it open whether the mail went (RFC 5321, 4.1.1.4 and 6.1).
"""

import smtplib
from collections.abc import Sequence
from email.utils import parseaddr
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends import smtp
from django.core.mail.message import sanitize_address

from rehab.reminders.mails.ready import NETWORK_LINES, ReadyMail

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

END_OF_MAIL = b"\r\n.\r\n"


class SMTP(smtplib.SMTP):
    """Note, after each line sent, whether it ended a mail."""

    handed_over = False

    def send(self, s: "ReadableBuffer | str") -> None:
        """Send a line, or a whole mail with the dot that ends it."""
        self.handed_over = False
        super().send(s)
        self.handed_over = isinstance(s, bytes) and s.endswith(END_OF_MAIL)


class SMTPWithTLS(SMTP, smtplib.SMTP_SSL):
    """The same, with TLS from the start."""


class EmailBackend(smtp.EmailBackend):
    """Django's backend; its ``connection.handed_over`` says if a whole mail is out."""

    @property
    def connection_class(self) -> type[SMTP]:
        return SMTPWithTLS if self.use_ssl else SMTP

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send mails; those that are built already go without reading their addresses.

        They are in order, and for Django to read them takes longer than to send the mail.
        """
        ready = [mail for mail in email_messages if isinstance(mail, ReadyMail)]
        if not self.connection or self.fail_silently or len(ready) < len(email_messages):
            return super().send_messages(email_messages)
        for mail in ready:
            content = mail.message().as_bytes(linesep=NETWORK_LINES)
            self.connection.sendmail(_address_of(mail.from_email), mail.to, content)
        return len(ready)


@cache
def _address_of(sender: str) -> str:
    """Return the address alone of a sender who has a name."""
    return parseaddr(sanitize_address(sender, settings.DEFAULT_CHARSET))[1]
