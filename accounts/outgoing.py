"""The way out for mail that somebody waits for. A silent mail server holds few up."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Semaphore
from time import monotonic

AT_ONCE = 2  # of the four threads in a web process: the others go on serving pages
REST_SECONDS = 5


class MailNotSent(Exception):
    """The mail server refused the mail, said nothing for too long, or is given a rest."""


class Outgoing:
    """Lets ``AT_ONCE`` mails out at a time, and none while the mail server rests."""

    def __init__(self) -> None:
        self._places = Semaphore(AT_ONCE)
        self.rests_until = 0.0

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold a place while a mail goes out. Nobody waits for one.

        :raises MailNotSent: if none is free, if the server was silent within the last
            ``REST_SECONDS``, or if it does not take the mail.
        """
        if monotonic() < self.rests_until or not self._places.acquire(blocking=False):
            raise MailNotSent
        try:
            yield
        except OSError as fault:  # smtplib's exceptions and every time-out are OSErrors
            if _was_silent(fault):
                self.rests_until = monotonic() + REST_SECONDS
            raise MailNotSent from fault
        finally:
            self._places.release()


def _was_silent(fault: OSError) -> bool:
    # Once it is connected, smtplib says of a time-out that the server hung up.
    return isinstance(fault, TimeoutError) or isinstance(fault.__context__, TimeoutError)


outgoing = Outgoing()
