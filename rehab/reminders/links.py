"""Signed links in mails. Each has one purpose and belongs to one reminder."""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256

from django.conf import settings
from django.core.signing import b62_decode, b62_encode
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import urlsafe_base64_encode

from rehab.models import Reminder

# 128 bits, in 22 characters: an unsubscribe header longer than 70 is mangled on the way.
DIGEST_BYTES, DIGEST_CHARACTERS = 16, 22
FEW_DAYS = timedelta(days=3)
SALT = "rehab.reminders.links."  # a part of every link ever sent: it stays as it is


class LinkBroken(Exception):
    """Nobody here made this link, or it was made for something else."""


class LinkExpired(Exception):
    """The link was ours, but too much time has passed."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a link is for, the name of its page, and how long after its mail it opens."""

    name: str
    page: str
    lasts: timedelta | None

    def url(self, reminder: Reminder) -> str:
        """Return the address that belongs to ``reminder`` for this purpose."""
        key = b62_encode(reminder.pk)
        before, after = _path(self.page)
        return f"{settings.PUBLIC_URL}{before}{key}{next(self._digests(key))}{after}"

    def read(self, token: str, *, at: datetime) -> Reminder:
        """Return the reminder that a link of this purpose was made for.

        :raises LinkBroken: if it is no link of ours, or one for another purpose.
        :raises LinkExpired: if the reminder was due too long ago.
        """
        key, digest = token[:-DIGEST_CHARACTERS], token[-DIGEST_CHARACTERS:]
        if not any(constant_time_compare(digest, ours) for ours in self._digests(key)):
            raise LinkBroken
        owner = Reminder.objects.select_related(
            "person", "plan__person", "follow_up__assessment", "session", "message"
        )
        reminder = owner.filter(pk=b62_decode(key)).first()
        if reminder is None:
            raise LinkBroken
        if self.lasts is not None and at > reminder.due_at + self.lasts:
            raise LinkExpired
        return reminder

    def _digests(self, key: str) -> Iterator[str]:
        """Yield what signs ``key`` under today's secret, then under each one before it."""
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
            digest = hmac.digest(_keyed(self.name, secret), key.encode(), "sha256")
            yield urlsafe_base64_encode(digest[:DIGEST_BYTES])


@cache
def _path(page: str) -> tuple[str, str]:
    """Return what stands before and after the token in the path of a page.

    A mail holds up to seven links, so the path is looked up once for all of them.
    """
    before, after = reverse(page, args=["TOKEN"]).split("TOKEN")
    return before, after


@cache
def _keyed(name: str, secret: str) -> bytes:
    """Return the key that signs for one purpose, as ``salted_hmac`` derives keys."""
    return sha256(f"{SALT}{name}{secret}".encode()).digest()


DONE = Purpose("done", "diary", FEW_DAYS)
PAIN = Purpose("pain", "too_painful", FEW_DAYS)
CHECK_IN = Purpose("check-in", "check_in_of_mail", FEW_DAYS)
LATER = Purpose("later", "later", timedelta(days=1))
SKIP = Purpose("skip", "skip_today", timedelta(days=1))
TIMES = Purpose("times", "mail_times", FEW_DAYS)
BARRIER = Purpose("barrier", "barrier", timedelta(days=14))
MESSAGE = Purpose("message", "message_of_mail", timedelta(days=30))
# Our default: to have been seen late is worth telling.
SEEN = Purpose("seen", "seen_answer", timedelta(days=14))
STOP = Purpose("stop", "stop_mails", None)
