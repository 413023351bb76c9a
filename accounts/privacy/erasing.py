"""Asking to be forgotten, thinking better of it, and being forgotten."""

import json
import logging
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.models import PROTECT
from django.db.models.functions import Greatest

from accounts.models import Erasure, User
from accounts.models.erasure import GRACE
from accounts.privacy.kinds import holdings
from accounts.services import delete_accounts
from accounts.signals import erasure_taken_back

SESSIONS_AT_ONCE = 1000

logger = logging.getLogger(__name__)


class NotDue(Exception):
    """Nobody asked for it, or not for long enough, or they took it back."""


@transaction.atomic
def ask_to_be_erased(
    *,
    person: User,
    at: datetime,
    why: str = Erasure.Why.ASKED,
    grace: timedelta = GRACE,
) -> Erasure:
    """Have all that is held of ``person`` deleted after the days of ``grace``.

    No mail of a plan goes to them from now on; they can sign in all the same. Whoever
    asked before keeps their date. The mail that tells them is up to whoever calls.
    """
    # Two presses of one button ask once.
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    asked = Erasure.objects.open().filter(person_number=person.pk).first()
    if asked is None:
        asked = Erasure.objects.create(
            person_number=person.pk, why=why, asked_at=at, due_at=at + grace
        )
        logger.info("erasure=%s person=%s asked", asked.pk, person.pk)
    return asked


@transaction.atomic
def take_back_erasure(*, erasure: Erasure, at: datetime) -> Erasure:
    """Keep the data of whoever asked for ``erasure``; return it as it stands.

    Nothing changes if it was taken back before, or done. Their mails come again: whoever
    listens hears of it once it has committed.
    """
    still = Erasure.objects.open().filter(pk=erasure.pk)
    # Not before it was asked: the clocks of two machines may differ.
    if still.update(taken_back_at=Greatest("asked_at", at)):
        logger.info("erasure=%s person=%s taken back", erasure.pk, erasure.person_number)
        said = {"person_id": erasure.person_number, "at": at}
        tell = partial(erasure_taken_back.send_robust, sender=Erasure, **said)
        transaction.on_commit(tell)
    erasure.refresh_from_db()
    return erasure


@transaction.atomic
def erase(*, person: User, at: datetime) -> Erasure:
    """Delete all that is held of ``person``; return the erasure that says what went.

    Whoever is on the staff, or signed a record of somebody else, keeps the account, so that
    the record goes on saying whose it is. Who looked at them stays, by number. The database
    judges by its own clock whether it is time.

    :raises NotDue: if they did not ask, or not for long enough.
    """
    User.objects.select_for_update().filter(pk=person.pk).first()
    asked = Erasure.objects.due(at).select_for_update().filter(person_number=person.pk)
    due = asked.first()
    if due is None:
        raise NotDue(person.pk)
    rows: Counter[str] = Counter()
    for holding in holdings():
        rows.update(_forget(holding.forget, person.pk))
    rows.update(_close(person))
    due.done_at, due.rows = at, rows
    due.save(update_fields=["done_at", "rows"])
    logger.info("erasure=%s person=%s done", due.pk, due.person_number)
    return due


def erase_due(*, at: datetime) -> int:
    """Delete what was asked for and is due; return of how many people. Safe to repeat.

    One that fails is left for the next time, and the others go.
    """
    done = 0
    due = Erasure.objects.due(at).order_by("due_at", "pk")
    for number in [*due.values_list("person_number", flat=True)]:
        try:
            erase(person=User(pk=number), at=at)
        except Exception as fault:  # noqa: BLE001 - whatever is wrong with one, the others go
            # The text of a fault may hold what is to be forgotten: the log gets its name.
            logger.warning("person=%s not erased: %s", number, type(fault).__name__)
        else:
            done += 1
    sign_out_the_erased(at=at)
    return done


def erase_again(*, number: int, asked_at: datetime, due_at: datetime, at: datetime) -> bool:
    """Forget whoever a backup brought back; return whether it did. Safe to repeat.

    What was asked may be in that backup, not done yet, or may not be in it at all. Whoever
    joined since, and got the number once more, is somebody else.
    """
    known = Erasure.objects.filter(person_number=number, asked_at=asked_at)
    somebody_else = User.objects.filter(pk=number, joined_at__gt=asked_at)
    if known.filter(done_at__isnull=False).exists() or somebody_else.exists():
        return False
    if not Erasure.objects.open().filter(person_number=number).exists():
        Erasure.objects.create(person_number=number, asked_at=asked_at, due_at=due_at)
    with suppress(NotDue):
        erase(person=User(pk=number), at=at)
        return True
    return False


def sign_out_the_erased(*, at: datetime) -> int:
    """Delete the sessions of those who went lately, account and all; return how many.

    A session is found by reading all of them, so it is done for all people at once.
    """
    lasts = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    lately = Erasure.objects.filter(done_at__gt=at - lasts)
    numbers = {*lately.values_list("person_number", flat=True)}
    stay = User.objects.filter(pk__in=numbers).values_list("pk", flat=True)
    gone = {str(number) for number in numbers.difference(stay)}
    theirs = _sessions_of(gone) if gone else ()
    deleted, _ = Session.objects.filter(pk__in=theirs).delete()
    return deleted


def _sessions_of(numbers: Collection[str]) -> list[str]:
    sessions = Session.objects.iterator(chunk_size=SESSIONS_AT_ONCE)
    return [
        session.pk
        for session in sessions
        if session.get_decoded().get("_auth_user_id") in numbers
    ]


def _forget(function: str, number: int) -> dict[str, int]:
    """Call what an app forgets people by; return the rows that went, by table."""
    with connection.cursor() as cursor:
        cursor.callproc(function, [number])
        (deleted,) = cursor.fetchone()
    counted: dict[str, int] = json.loads(deleted)
    return counted


def keeps_account(person: User) -> bool:
    """Say whether the account of ``person`` stays when all else is deleted.

    It does for the staff, and for whoever signed a record of somebody else's.
    """
    if person.is_staff:
        return True
    own = {kind.model: kind for holding in holdings() for kind in holding.kinds}
    return any(
        by.related_model._base_manager.filter(**{by.field.name: person})  # noqa: SLF001 # Django documents it
        .exclude(pk__in=own[by.related_model].rows_of(person).values("pk"))
        .exists()
        for by in _signed_by_people()
    )


def _signed_by_people() -> Iterator[Any]:
    """Yield the relations by which a row needs whoever signed it."""
    fields = User._meta.get_fields(include_hidden=True)  # noqa: SLF001 # Django documents it
    return (each for each in fields if getattr(each, "on_delete", None) is PROTECT)


def _close(person: User) -> dict[str, int]:
    """Delete the account with all that only it needs, if it is not to stay."""
    now = User.objects.filter(pk=person.pk).first()
    if now is None or keeps_account(now):
        return {}
    deleted = delete_accounts([now.pk])
    return {_table_of(label): count for label, count in deleted.items()}


def _table_of(label: str) -> str:
    return str(apps.get_model(label)._meta.db_table)  # noqa: SLF001 # Django documents it
