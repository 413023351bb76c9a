"""What is kept for a number of days and no longer, by kind of data."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Erasure, Invitation, User
from accounts.privacy.erasing import ask_to_be_erased, take_back_erasure
from accounts.privacy.kinds import Kind, kinds

NOTICE = timedelta(days=30)  # from the mail until the data goes
MOST_AT_ONCE = 10_000  # rows
MOST_A_NIGHT = 500  # people, each of whom gets a mail


def keep_for(kind: str) -> timedelta:
    """Return for how long a ``kind`` of data is kept: one of ``settings.RETENTION``."""
    return timedelta(days=settings.RETENTION[kind])


def forget_old(*, at: datetime) -> None:
    """Delete what accounts keeps for a while only. Safe to repeat.

    That is who looked at whom, what the admin noted, and invitations nobody accepted.
    """
    looked_before = at - keep_for("ACCESS_LOG")
    while forget_some("accounts_forget_looks", looked_before):
        pass
    LogEntry.objects.filter(action_time__lt=looked_before).delete()
    ended_before = at - keep_for("INVITATIONS")
    Invitation.objects.filter(ends_at__lt=ended_before, accepted_at=None).delete()


def forget_some(function: str, older_than: datetime) -> bool:
    """Have the database delete some old rows; return whether there may be more.

    It refuses to delete anything that is younger than a year.
    """
    with connection.cursor() as cursor:
        cursor.callproc(function, [older_than, MOST_AT_ONCE])
        (deleted,) = cursor.fetchone()
    return bool(deleted >= MOST_AT_ONCE)


def ask_for_the_silent(*, at: datetime) -> list[Erasure]:
    """Ask, for runners without a sign of life for years, that their data is deleted.

    A mail tells them a month before, and any sign of life until then keeps it.
    """
    since = at - keep_for("INACTIVE")
    silent = silent_since(since).order_by("pk")[:MOST_A_NIGHT]
    return [
        ask_to_be_erased(person=person, at=at, why=Erasure.Why.UNUSED, grace=NOTICE)
        for person in silent
    ]


def keep_who_came_back(*, at: datetime) -> int:
    """Keep the data of those who showed a sign of life after the mail; return how many."""
    back = [
        erasure
        for erasure in Erasure.objects.open().filter(why=Erasure.Why.UNUSED)
        if not _quiet(User.objects.filter(pk=erasure.person_number), erasure.asked_at)
    ]
    for erasure in back:
        take_back_erasure(erasure=erasure, at=at)
    return len(back)


def silent_since(since: datetime) -> QuerySet[User]:
    """Return the runners of whom nothing was heard after ``since``, and who stay.

    To sign in is a sign of life, and so is whatever they tell, here or from a mail.
    """
    leaving = Erasure.objects.open().filter(person_number=OuterRef("pk"))
    runners = User.objects.filter(is_staff=False, joined_at__lt=since)
    return _quiet(runners.exclude(Exists(leaving)), since)


def _quiet(people: QuerySet[User], since: datetime) -> QuerySet[User]:
    """Keep those of whom nothing was heard after ``since``."""
    quiet = people.exclude(last_login__gt=since)
    for kind in kinds():
        if kind.shows_life:
            quiet = quiet.exclude(Exists(_told_since(kind, since)))
    return quiet


def _told_since(kind: Kind, since: datetime) -> QuerySet[Any]:
    theirs = {str(kind.whose): OuterRef("pk"), f"{kind.newest_by}__gt": since}
    return kind.model._base_manager.filter(**theirs)  # noqa: SLF001 # Django documents it
