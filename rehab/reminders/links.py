"""Signed links in mails. Each has one purpose and belongs to one reminder."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.core.signing import b62_decode, b62_encode
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import urlsafe_base64_encode

from rehab.models import Reminder

DONE, STOP = "rehab.reminders.links.done", "rehab.reminders.links.stop"
SEEN = "rehab.reminders.links.seen"
DONE_LASTS = timedelta(days=3)
SEEN_LASTS = timedelta(days=14)  # our default: to have been seen late is worth telling
# 128 bits, in 22 characters: an unsubscribe header longer than 70 is mangled on the way.
DIGEST_BYTES, DIGEST_CHARACTERS = 16, 22


class LinkBroken(Exception):
    """Nobody here made this link, or it was made for something else."""


class LinkExpired(Exception):
    """The link was ours, but too much time has passed."""


def done_url(reminder: Reminder) -> str:
    """Return the address at which a runner tells how it went. It lasts three days."""
    return _url("diary", _sign(DONE, reminder))


def seen_url(reminder: Reminder) -> str:
    """Return the address at which a runner tells if they were seen. It lasts two weeks."""
    return _url("seen_answer", _sign(SEEN, reminder))


def stop_url(reminder: Reminder) -> str:
    """Return the address at which a runner stops all mails. It lasts for ever."""
    return _url("stop_mails", _sign(STOP, reminder))


def read_done(token: str, *, at: datetime) -> Reminder:
    """Return the reminder that a "done" link was made for.

    :raises LinkBroken: if it is not a "done" link of ours.
    :raises LinkExpired: if the reminder was due more than three days ago.
    """
    reminder = _read(DONE, token)
    if at > reminder.due_at + DONE_LASTS:
        raise LinkExpired
    return reminder


def read_seen(token: str, *, at: datetime) -> Reminder:
    """Return the reminder that a "were you seen?" link was made for.

    :raises LinkBroken: if it is not such a link of ours.
    :raises LinkExpired: if the reminder was due more than two weeks ago.
    """
    reminder = _read(SEEN, token)
    if at > reminder.due_at + SEEN_LASTS:
        raise LinkExpired
    return reminder


def read_stop(token: str) -> Reminder:
    """Return the reminder that a "stop these mails" link was made for.

    :raises LinkBroken: if it is not a "stop" link of ours.
    """
    return _read(STOP, token)


def _url(name: str, token: str) -> str:
    return settings.PUBLIC_URL + reverse(name, args=[token])


def _sign(purpose: str, reminder: Reminder) -> str:
    key = b62_encode(reminder.pk)
    return key + next(_digests(purpose, key))


def _read(purpose: str, token: str) -> Reminder:
    key, digest = token[:-DIGEST_CHARACTERS], token[-DIGEST_CHARACTERS:]
    if not any(constant_time_compare(digest, ours) for ours in _digests(purpose, key)):
        raise LinkBroken
    reminders = Reminder.objects.select_related("person", "plan", "follow_up__assessment")
    reminder = reminders.filter(pk=b62_decode(key)).first()
    if reminder is None:
        raise LinkBroken
    return reminder


def _digests(purpose: str, key: str) -> Iterator[str]:
    """Yield what signs ``key`` under today's secret, then under each one before it."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        keyed = salted_hmac(purpose, key, secret=secret, algorithm="sha256")
        yield urlsafe_base64_encode(keyed.digest()[:DIGEST_BYTES])
