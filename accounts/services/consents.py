"""Giving a consent, and taking it back with what rests on it."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models.functions import Greatest

from accounts.models import Consent, User
from accounts.signals import consent_withdrawn


def give_consent(
    *, kind: str, wording: str, at: datetime, person: User | None = None
) -> Consent:
    """Keep the words that somebody agreed to."""
    return Consent.objects.create(kind=kind, wording=wording, given_at=at, person=person)


@transaction.atomic
def withdraw_consent(*, person: User, kind: str, at: datetime) -> int:
    """Take back what ``person`` agreed to under ``kind``; return how many ended.

    Whoever listens hears of it once it has committed; none of their faults undoes it.
    """
    # Not before it was given: the clocks of two machines may differ.
    ended = person.consents.in_force(kind).update(withdrawn_at=Greatest("given_at", at))
    if ended:
        said = {"person_id": person.pk, "kind": kind, "at": at}
        tell = partial(consent_withdrawn.send_robust, sender=Consent, **said)
        transaction.on_commit(tell)
    return ended


@transaction.atomic
def take_back(*, person: User, kind: str, at: datetime) -> int:
    """Withdraw a consent with what rests on it: without one for clinics no clinic looks on.

    Return how many consents ended. Safe to repeat.
    """
    if kind == Consent.Kind.CLINIC:
        links = person.care_links.filter(ended_at=None)
        links.update(ended_at=Greatest("begun_at", at))
    return withdraw_consent(person=person, kind=kind, at=at)
