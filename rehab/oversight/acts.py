"""What physios do about what asks for a look: they have seen it, have called, or close it.

Each act leaves a note, so that whoever comes next knows what was done, by whom and why.
"""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from rehab.attention import Rule, close_attention, renew
from rehab.models import Attention, CareNote
from rehab.models.note import LONGEST_NOTE
from rehab.plans import SaysNothing, TooLong, has_red_flag
from rehab.plans.changes import lock
from rehab.plans.course.undoing import refuse_stranger_to

NOTED_TWICE = timedelta(hours=1)  # the same words again so soon are a second press

Kind = CareNote.Kind


class DoneBefore(Exception):
    """Somebody else was quicker; ``attention`` tells who it was, and when."""

    def __init__(self, attention: Attention) -> None:
        self.attention = attention
        super().__init__(f"{attention} was dealt with")


class AcknowledgedBefore(DoneBefore):
    """Somebody else has acknowledged it since the page was shown."""


class ClosedBefore(DoneBefore):
    """Somebody else has closed it, or it is over by itself."""


class RenewedSince(DoneBefore):
    """The rule has fired again since the page was shown: it tells of more than was seen."""


class StillUncleared(DoneBefore):
    """No visit has cleared the warning sign that it tells of."""


@transaction.atomic
def acknowledge(
    *, attention: Attention, by: User, why: str, at: datetime, seen: datetime | None = None
) -> Attention:
    """Note that ``by`` has seen what asks for a look, and ``why`` no more is needed now.

    It stays open. ``seen`` is the ``renewed_at`` that was shown. Safe to repeat.

    :raises NotTreating: if ``by`` does not treat the runner.
    :raises SaysNothing: if there is no word in ``why``; ``TooLong`` above 4000 characters.
    :raises ClosedBefore: if it is over; ``AcknowledgedBefore`` if somebody else has.
    :raises RenewedSince: if the rule has fired again since ``seen``.
    """
    words = _words(why)
    row = _begin(attention, by)
    if row.closed_at is not None:
        raise ClosedBefore(row)
    _refuse_renewed(row, seen)
    if row.acknowledged_by == by:
        return row
    if row.acknowledged_by is not None:
        raise AcknowledgedBefore(row)
    _acknowledge(row, by, at)
    _note(row, by, Kind.ACKNOWLEDGED, words, at=at)
    return row


def close(
    *, attention: Attention, by: User, why: str, at: datetime, seen: datetime | None = None
) -> Attention:
    """Close what asks for a look, as ``why`` says that nothing is left to do about it.

    It comes again only if the rule fires for something new. Nothing else changes: what a
    warning sign bars, only a recorded visit allows. Safe to repeat.

    :raises NotTreating: or ``SaysNothing``, ``TooLong``, ``RenewedSince``: as above.
    :raises ClosedBefore: if somebody else has closed it, or it is over by itself.
    :raises StillUncleared: if it tells of a warning sign that no visit has cleared.
    """
    words, rule = _words(why), Rule(attention.rule)
    refuse_stranger_to(attention.person_id, by)
    # What no signal told of yet would end with the row, and nobody would have seen it. The
    # row tells of it from now on, also if that is refused.
    renew(person_id=attention.person_id, rule=rule, at=at)
    return _close(attention, by, words, at=at, seen=seen)


@transaction.atomic
def _close(
    attention: Attention, by: User, words: str, *, at: datetime, seen: datetime | None
) -> Attention:
    row = _begin(attention, by)
    if row.closed_at is not None:
        if row.closed_by == by:
            return row
        raise ClosedBefore(row)
    _refuse_renewed(row, seen)
    if row.rule == Rule.RED_FLAG and has_red_flag(row.person):
        raise StillUncleared(row)
    # Not before what it tells of: the clocks of two machines may differ.
    ends = max(at, row.renewed_at)
    close_attention(person_id=row.person_id, rules=[Rule(row.rule)], at=ends, by=by)
    _note(row, by, Kind.CLOSED, words, at=at)
    row.refresh_from_db()
    return row


@transaction.atomic
def note_call(
    *,
    person: User,
    by: User,
    text: str,
    at: datetime,
    attention: Attention | None = None,
    seen: datetime | None = None,
) -> CareNote:
    """Keep what a call with a runner came to, maybe about what asks for a look.

    Whoever has called about it has seen it, so that is acknowledged, unless it was or the
    rule has fired again since ``seen``. Safe to repeat: the same words of the same physio
    within an hour are one call.

    :raises NotTreating: or ``SaysNothing``, ``TooLong``: as above.
    """
    words = _words(text)
    refuse_stranger_to(person.pk, by)
    lock(person.pk)
    calls = CareNote.objects.filter(person=person, by=by, kind=Kind.CALL)
    newest = calls.filter(at__gt=at - NOTED_TWICE).order_by("at", "pk").last()
    if newest and newest.text == words:
        return newest
    if attention:
        _acknowledge_as_seen(Attention.objects.get(pk=attention.pk), by, at, seen)
    return CareNote.objects.create(
        person=person, by=by, kind=Kind.CALL, text=words, at=at, attention=attention
    )


def _begin(attention: Attention, by: User) -> Attention:
    """Return the row as it stands now; its person is locked."""
    refuse_stranger_to(attention.person_id, by)
    lock(attention.person_id)
    beside = ("person", "acknowledged_by", "closed_by")
    return Attention.objects.select_related(*beside).get(pk=attention.pk)


def _refuse_renewed(row: Attention, seen: datetime | None) -> None:
    if seen is not None and row.renewed_at > seen:
        raise RenewedSince(row)


def _words(text: str) -> str:
    words = text.strip()
    if not words:
        raise SaysNothing
    if len(words) > LONGEST_NOTE:
        raise TooLong
    return words


def _acknowledge(row: Attention, by: User, at: datetime) -> None:
    row.acknowledged_at, row.acknowledged_by = at, by
    row.save(update_fields=["acknowledged_at", "acknowledged_by"])


def _acknowledge_as_seen(
    row: Attention, by: User, at: datetime, seen: datetime | None
) -> None:
    waits = row.closed_at is None and row.acknowledged_at is None
    if waits and (seen is None or row.renewed_at <= seen):
        _acknowledge(row, by, at)


def _note(row: Attention, by: User, kind: str, text: str, *, at: datetime) -> None:
    CareNote.objects.create(
        person=row.person, by=by, kind=kind, text=text, at=at, attention=row
    )
