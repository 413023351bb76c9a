"""A runner's sheet for somebody without an account: shared by a code, read, answered."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from secrets import token_hex
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import AccessLog, Erasure, User
from rehab.models import Clearance, SharedSheet, SheetRecord
from rehab.models.shared_sheet import SHEET_LASTS
from rehab.plans import NotTreating, SaysNothing, record_clearance
from rehab.plans.changes import lock
from triage.models import Assessment

# Those of Crockford's base 32: none is easily taken for another.
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD: Final = str.maketrans("ILO", "110", "- \u2013\u2014")
LENGTH: Final = 10  # 50 bits: too many to try at the rate that the page allows
HALF: Final = LENGTH // 2
RECORDED_TWICE: Final = timedelta(hours=1)  # the same again so soon is a second press

Kind = SheetRecord.Kind


class NotTheirResult(Exception):
    """Only a finished result of one's own can be shared."""


class NoSuchSheet(Exception):
    """No sheet has this code, or it is shared no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who records something on a sheet. Nobody has checked name and registration.

    ``account`` is who is signed in where it is recorded, if anybody is.
    """

    name: str
    registration: str
    account: User | None = None

    @property
    def words(self) -> str:
        return f"{self.name}, {self.registration} (not verified)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """When a runner was seen, and what they may do now.

    ``seen_after`` says that all they had told by then was told before the visit.
    """

    seen_on: date
    may_exercise: bool
    may_run: bool
    seen_after: datetime | None = None


@transaction.atomic
def share_sheet(*, person: User, assessment: Assessment, at: datetime) -> SharedSheet:
    """Let whoever gets its code read the sheet of a result for 14 days. Safe to repeat.

    :raises NotTheirResult: if ``person`` has no such result.
    """
    if assessment.patient_id != person.pk or assessment.submitted_at is None:
        raise NotTheirResult
    lock(person.pk)
    shared = open_sheets(person, at).filter(assessment=assessment).order_by("-pk").first()
    if shared is not None and works(shared):
        return shared
    nonce = token_hex(16)
    return SharedSheet.objects.create(
        person=person,
        assessment=assessment,
        nonce=nonce,
        fingerprint=_fingerprint(_code(nonce)),
        made_at=at,
        ends_at=at + SHEET_LASTS,
    )


def stop_sharing(*, person: User, at: datetime) -> int:
    """End every code of ``person``; return how many ended. Safe to repeat."""
    return open_sheets(person, at).update(revoked_at=at)


def open_sheets(person: User, at: datetime) -> QuerySet[SharedSheet]:
    """Return what ``person`` shares at this moment."""
    return person.shared_sheets.filter(revoked_at=None, ends_at__gt=at)


def code_of(sheet: SharedSheet) -> str:
    """Return the code of a sheet, in two halves."""
    code = _code(sheet.nonce)
    return f"{code[:HALF]}-{code[HALF:]}"


def works(sheet: SharedSheet) -> bool:
    """Say whether its code still leads to a sheet: not if the server's key has changed."""
    return constant_time_compare(_fingerprint(_code(sheet.nonce)), sheet.fingerprint)


def find_sheet(*, code: str, at: datetime) -> SharedSheet:
    """Return the sheet with this ``code``, however it was typed.

    :raises NoSuchSheet: if there is none, its days are over, or the runner ended it.
    """
    typed = code.upper().translate(MISREAD)
    return _still_shared(SharedSheet.objects.filter(fingerprint=_fingerprint(typed)), at)


def shared_sheet(*, pk: int, at: datetime) -> SharedSheet:
    """Return a sheet that was found by its code before.

    :raises NoSuchSheet: if it is shared no more.
    """
    return _still_shared(SharedSheet.objects.filter(pk=pk), at)


def log_look(*, sheet: SharedSheet, at: datetime, by: Signature | None = None) -> AccessLog:
    """Note that somebody looked at the sheet by its code: ``by``, if they signed before."""
    who = by.words if by else "somebody with your code"
    return AccessLog.objects.create(
        named=who, person=sheet.person, what=f"sheet {sheet.pk}", at=at
    )


@transaction.atomic
def record_on_sheet(
    *, sheet: SharedSheet, kind: str, by: Signature, text: str = "", at: datetime
) -> SheetRecord:
    """Keep that somebody saw the runner, or asks for a change of the plan.

    Nothing changes by it but what the runner and their physios read. Safe to repeat.

    :raises NoSuchSheet: if it is shared no more.
    :raises NotTreating: if the runner is signed in: nobody treats themself.
    :raises SaysNothing: if a change is asked for without a word.
    """
    shared = _held(sheet, by, at)
    words = text.strip()
    if kind == Kind.CHANGE and not words:
        raise SaysNothing
    told = {"kind": kind, "name": by.name, "registration": by.registration, "text": words}
    lately = shared.records.filter(at__gt=at - RECORDED_TWICE, **told)
    before = lately.order_by("-pk").first()
    return before or SheetRecord.objects.create(sheet=shared, at=at, **told)


@transaction.atomic
def clear_on_sheet(
    *, sheet: SharedSheet, visit: Visit, by: Signature, text: str = "", at: datetime
) -> SheetRecord:
    """Keep what somebody allows after a visit. It counts as if the runner had told of it.

    So it lifts nothing that runners cannot lift by themselves: not what a physio forbade,
    and nothing that was told after the visit. Safe to repeat: new words about a visit that
    was recorded are kept beside it, in a record of their own.

    :raises NoSuchSheet: if it is shared no more.
    :raises NotTreating: if the runner is signed in: nobody treats themself.
    :raises SeenInTheFuture: or what else ``record_clearance`` raises.
    """
    shared = _held(sheet, by, at)
    clearance = record_clearance(
        person=shared.person,
        by=shared.person,
        seen_on=visit.seen_on,
        seen_after=visit.seen_after,
        who=Clearance.Who.PHYSIO,
        may_exercise=visit.may_exercise,
        may_run=visit.may_run,
        note=f"By the code of the sheet: {by.words}",
        at=at,
    )
    told = {"name": by.name, "registration": by.registration, "text": text.strip()}
    record, is_new = SheetRecord.objects.get_or_create(
        clearance=clearance,
        defaults={"sheet": shared, "kind": Kind.CLEARED, "at": at, **told},
    )
    if is_new or told["text"] in ("", record.text):
        return record
    since = shared.records.filter(pk__gt=record.pk, kind=Kind.SEEN, **told)
    return since.first() or shared.records.create(kind=Kind.SEEN, at=at, **told)


def _held(sheet: SharedSheet, by: Signature, at: datetime) -> SharedSheet:
    """Return the sheet as it is now; what the runner does meanwhile waits."""
    if by.account and by.account.pk == sheet.person_id:
        raise NotTreating
    lock(sheet.person_id)
    return shared_sheet(pk=sheet.pk, at=at)


def _still_shared(rows: QuerySet[SharedSheet], at: datetime) -> SharedSheet:
    leaving = Erasure.objects.open().values("person_number")
    shared = rows.filter(revoked_at=None, ends_at__gt=at, person__is_active=True)
    found = shared.exclude(person__in=leaving).select_related(
        "person", "assessment__release"
    )
    sheet = found.first()
    if sheet is None:
        raise NoSuchSheet
    return sheet


def _code(nonce: str) -> str:
    """Return the code that belongs to ``nonce`` under the server's key."""
    digest = salted_hmac("rehab.sheet.code", nonce, algorithm="sha256").digest()
    number = int.from_bytes(digest)
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(LENGTH))


def _fingerprint(code: str) -> str:
    return salted_hmac("rehab.sheet.fingerprint", code, algorithm="sha256").hexdigest()
