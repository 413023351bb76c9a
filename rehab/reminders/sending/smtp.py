"""Django's way to a mail server, with an eye on what the server has in its hands.

A connection that breaks before the final dot of a mail has handed over nothing. One that
breaks after it leaves it open whether the mail went (RFC 5321, 4.1.1.4 and 6.1).

``EMAIL_TIMEOUT`` holds for each silence of a server. One that says a little now and then
could talk for hours; ``MAIL_TIMEOUT`` holds for all that it says of a mail.
"""

import smtplib
from collections.abc import Callable, Sequence
from contextlib import suppress
from email.utils import parseaddr
from functools import cache
from io import BufferedReader, RawIOBase
from math import inf
from socket import SocketIO
from time import monotonic
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends import smtp
from django.core.mail.message import sanitize_address

from rehab.reminders.mails.parts import PLAIN_ADDRESS
from rehab.reminders.mails.ready import NETWORK_LINES, ReadyMail

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

TAKEN, GO_ON = {250, 251}, {354}  # RFC 5321, 4.3.2
END_OF_LINE, END_OF_MAIL = b"\r\n", b"\r\n.\r\n"
# A command, the codes of a yes to it, and what a no means.
Question = tuple[str, set[int], Callable[[int, bytes], smtplib.SMTPException]]


class SMTP(smtplib.SMTP):
    """Hand over mails that are built already, and know whether a whole one is out.

    To connect, to sign in and to hand over one mail may take ``MAIL_TIMEOUT`` each. Then
    the connection closes.
    """

    handed_over = False
    _ends = inf  # by ``monotonic``

    def connect(
        self,
        host: str = "localhost",
        port: int = 0,
        source_address: "tuple[object, ...] | str | ReadableBuffer | None" = None,
    ) -> tuple[int, bytes]:
        """Connect, and hear the first words of the server."""
        self._begin()
        return super().connect(host, port, source_address)

    def ehlo_or_helo_if_needed(self) -> None:
        """Begin a mail, be it built already or not, or the sign-in."""
        self._begin()
        super().ehlo_or_helo_if_needed()

    def send(self, s: "ReadableBuffer | str") -> None:
        """Send a line or more, or a whole mail with the dot that ends it."""
        self.handed_over = False
        try:
            self.hurry()
        except TimeoutError as fault:
            self.close()
            raise smtplib.SMTPServerDisconnected(str(fault)) from fault
        super().send(s)
        self.handed_over = isinstance(s, bytes) and s.endswith(END_OF_MAIL)

    def getreply(self) -> tuple[int, bytes]:
        """Hear an answer, however many lines it has, while there is time."""
        if self.file is None and self.sock is not None:
            said = self.sock.makefile("rb", buffering=0)
            self.file = BufferedReader(_Answers(self, said))
        return super().getreply()

    def hurry(self) -> None:
        """Let the next word to the server, or from it, take no longer than time is left.

        :raises TimeoutError: if none is left.
        """
        left = self._ends - monotonic()
        if left <= 0:
            raise TimeoutError("It took too long.")
        if self.sock is not None and left < self.timeout:
            self.sock.settimeout(left)

    def _begin(self) -> None:
        """Count the time from now on."""
        self._ends = monotonic() + settings.MAIL_TIMEOUT
        if self.sock is not None:
            self.sock.settimeout(self.timeout)

    def hand_over(self, content: bytes, *, sender: str, recipient: str) -> None:
        """Hand over one mail. After a fault, the connection is to be closed.

        :raises ValueError: if an address could smuggle in another command.
        :raises SMTPSenderRefused, SMTPRecipientsRefused, SMTPDataError: if it is refused.
        :raises OSError: if the connection breaks.
        """
        self.ehlo_or_helo_if_needed()
        size = f" SIZE={len(content)}" if self.has_extn("size") else ""
        self._ask(
            (
                f"MAIL FROM:{_path(sender)}{size}",
                TAKEN,
                lambda code, why: smtplib.SMTPSenderRefused(code, why, sender),
            ),
            (
                f"RCPT TO:{_path(recipient)}",
                TAKEN,
                lambda *answer: smtplib.SMTPRecipientsRefused({recipient: answer}),
            ),
            ("DATA", GO_ON, smtplib.SMTPDataError),
        )
        self.send(_with_dots(content))
        code, why = self.getreply()
        if code not in TAKEN:
            raise smtplib.SMTPDataError(code, why)

    def _ask(self, *questions: Question) -> None:
        """Ask all at once if the server offers to hear them so, else one after another.

        PIPELINING (RFC 2920) spares the way to the server and back, twice for each mail.
        """
        at_once = self.has_extn("pipelining")
        if at_once:
            self.send("".join(f"{command}\r\n" for command, *_ in questions))
        for number, (command, yes, refusal) in enumerate(questions, start=1):
            code, why = self.getreply() if at_once else self.docmd(command)
            if code not in yes:
                self._call_off(len(questions) - number if at_once else 0)
                raise refusal(code, why)

    def _call_off(self, unheard: int) -> None:
        """Hear the other answers after a refusal, and send nothing if a mail is asked for.

        RFC 2920, 3.1: some servers ask for it though they have refused its recipient.
        """
        with suppress(OSError):  # the refusal stands, whatever breaks after it
            for _ in range(unheard):
                code, _why = self.getreply()
                if code in GO_ON:
                    self.docmd(".")


class _Answers(RawIOBase):
    """What a server says, each piece of it heard only while there is time."""

    def __init__(self, talk: SMTP, said: SocketIO) -> None:
        super().__init__()
        self._talk, self._said = talk, said

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int | None:
        self._talk.hurry()
        return self._said.readinto(buffer)

    def close(self) -> None:
        self._said.close()
        super().close()


class SMTPWithTLS(SMTP, smtplib.SMTP_SSL):
    """The same, with TLS from the start."""


class EmailBackend(smtp.EmailBackend):
    """Django's backend; its ``connection.handed_over`` says if a whole mail is out."""

    connection: SMTP | None

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
            sender, [recipient] = _address_of(mail.from_email), mail.to
            self.connection.hand_over(content, sender=sender, recipient=recipient)
        return len(ready)


@cache
def _address_of(sender: str) -> str:
    """Return the address alone of a sender who has a name."""
    return parseaddr(sanitize_address(sender, settings.DEFAULT_CHARSET))[1]


def _path(address: str) -> str:
    """Return an address as a command holds it. What looks unusual is looked at slowly.

    :raises ValueError: if the command could end within it.
    """
    if PLAIN_ADDRESS.fullmatch(address):
        return f"<{address}>"
    if not {*"\r\n"}.isdisjoint(address):
        msg = "an address of more than one line"
        raise ValueError(msg)
    return smtplib.quoteaddr(address)


def _with_dots(content: bytes) -> bytes:
    """Return a mail with the dot that ends it, and with no other one alone in a line."""
    dot = b"." if content.startswith(b".") else b""
    end = END_OF_MAIL.removeprefix(END_OF_LINE if content.endswith(END_OF_LINE) else b"")
    return dot + content.replace(b"\n.", b"\n..") + end
