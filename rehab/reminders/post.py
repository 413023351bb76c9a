"""Handing mails to the mail server, over one kept connection."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from smtplib import SMTPDataError, SMTPHeloError, SMTPRecipientsRefused

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

REFUSED_FROM = 500  # RFC 5321, 4.2.1: a code below it may be different next time


class ServerAway(Exception):
    """There is no mail server to talk to. Nothing was handed over."""


class Refused(Exception):
    """The mail server will not take this mail, now or later. Its argument is the code."""


@contextmanager
def kept_connection() -> Iterator[BaseEmailBackend]:
    """Lend a connection that opens with the first mail and is closed in the end."""
    connection = get_connection()
    try:
        yield connection
    finally:
        _close(connection)


def hand_over(mail: EmailMessage, connection: BaseEmailBackend) -> None:
    """Hand one mail to the mail server. After a fault, the next one opens a new connection.

    :raises ServerAway: if the mail server cannot be reached or lets nobody in.
    :raises Refused: if it turns down the recipient or the content for good.
    :raises ValueError: if an address or a header is not one.
    :raises OSError: if it may take the mail another time, or took it and could not say so.
    """
    try:
        connection.open()  # does nothing while the kept one is open
    except OSError as fault:
        _close(connection)
        raise ServerAway(type(fault).__name__) from fault
    try:
        connection.send_messages([mail])
    except SMTPHeloError as fault:
        _close(connection)
        raise ServerAway(type(fault).__name__) from fault
    except Exception as fault:
        _close(connection)
        if (code := _code(fault)) >= REFUSED_FROM:
            raise Refused(code) from fault
        raise


def _code(fault: Exception) -> int:
    """Return what the mail server answered to the recipient or the content, else 0."""
    match fault:
        case SMTPRecipientsRefused(recipients=refused):
            return max(code for code, _ in refused.values())
        case SMTPDataError(smtp_code=code):
            return code
        case _:
            return 0


def _close(connection: BaseEmailBackend) -> None:
    """Close a connection, if need be without a goodbye."""
    with suppress(OSError):
        connection.close()
