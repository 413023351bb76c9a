"""Handing mails to the mail server, over one kept connection."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from smtplib import (
    SMTPDataError,
    SMTPHeloError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
)

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

# RFC 5321, 4.2.1: what begins with 4 may be different next time, what begins with 5 not.
ANOTHER_TIME, NEVER = range(400, 500), range(500, 600)
# RFC 5321, 4.2.2 and RFC 7504: what is said of a mailbox, not of what we said or are.
OF_A_MAILBOX = {550, 551, 552, 553, 556}
# RFC 3463: 5.subject.detail. Subjects 1 and 2 are addresses and mailboxes, but 5.1.7 and
# 5.1.8 are the sender's, and 5.2.3 and 5.2.4 are about a mail or a list.
ENHANCED = re.compile(rb"(?<![\d.])5\.(\d{1,3}\.\d{1,3})(?![\d.])")
OF_AN_ADDRESS = re.compile(rb"1\.(?![78]$)|2\.(?![34]$)")


class ServerAway(Exception):
    """There is no mail server to talk to. Nothing was handed over."""


class Deferred(Exception):
    """Nothing was taken, and it may be another time. Its argument is a code or a name."""


class AddressRefused(Exception):
    """There is nobody at this address. Its argument is the code."""


class MailRefused(Exception):
    """The sender or the content is not taken, now or later. Its argument is the code."""


class Unknown(Exception):
    """All of the mail was handed over, and no answer came. Its argument is a name."""


@contextmanager
def kept_connection() -> Iterator[BaseEmailBackend]:
    """Lend a connection that opens with the first mail and is closed in the end."""
    connection = get_connection()
    try:
        yield connection
    finally:
        _close(connection)


def connect(connection: BaseEmailBackend) -> None:
    """Open a connection, unless the kept one is open.

    :raises ServerAway: if the mail server cannot be reached or lets nobody in.
    """
    try:
        connection.open()
    except OSError as fault:
        _close(connection)
        raise ServerAway(type(fault).__name__) from fault


def hand_over(mail: EmailMessage, connection: BaseEmailBackend) -> None:
    """Hand one mail to the mail server. After a fault, the next one opens a new connection.

    :raises ServerAway: if the mail server cannot be reached or lets nobody in.
    :raises Deferred: if it took nothing, and may do so another time.
    :raises AddressRefused: if it says that nobody is at the address.
    :raises MailRefused: if it turns down the sender or the content for good.
    :raises Unknown: if it may have taken the mail and could not say so.
    :raises ValueError: if an address or a header is not one.
    """
    connect(connection)
    try:
        connection.send_messages([mail])
    except OSError as fault:
        meaning = _meaning(fault, connection)
        _close(connection)
        raise meaning from fault
    except Exception:
        _close(connection)
        raise


def _meaning(fault: OSError, connection: BaseEmailBackend) -> Exception:
    """Return what a fault of the mail server, or of the way to it, says about a mail."""
    match fault:
        case SMTPHeloError():
            return ServerAway(type(fault).__name__)
        case SMTPRecipientsRefused(recipients=refused):
            [(code, answer)] = refused.values()  # each mail has one recipient
            return _refusal(code, answer)
        case SMTPSenderRefused(smtp_code=code) | SMTPDataError(smtp_code=code) if (
            code in ANOTHER_TIME or code in NEVER
        ):
            return Deferred(code) if code in ANOTHER_TIME else MailRefused(code)
        case SMTPDataError():  # an answer that no mail server gives
            return Unknown(type(fault).__name__)
        case _:
            # A backend that does not say how far it came may have come all the way.
            talk = getattr(connection, "connection", None)
            whole = getattr(talk, "handed_over", True)
            return (Unknown if whole else Deferred)(type(fault).__name__)


def _refusal(code: int, answer: bytes) -> Exception:
    """Return what it says that a mail server does not take a recipient.

    If the server means us, and not the address, only the mail is given up: a sender whose
    own set-up is wrong must not stop the address of everybody.
    """
    if code not in NEVER:
        return Deferred(code)
    enhanced = ENHANCED.search(answer)
    if enhanced:
        at_fault = OF_AN_ADDRESS.match(enhanced[1]) is not None
    else:
        at_fault = code in OF_A_MAILBOX
    return AddressRefused(code) if at_fault else MailRefused(code)


def _close(connection: BaseEmailBackend) -> None:
    """Close a connection, if need be without a goodbye."""
    with suppress(OSError):
        connection.close()
