"""Stopping the mails of a plan, whichever way a runner says so."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Consent, User
from accounts.services import withdraw_consent
from rehab.models import Plan, PlanChange
from rehab.plans.changes import lock, note
from rehab.plans.seen import stop_asking
from rehab.reminders.schedule import withdraw_future

WHY = "The runner stopped mails."


@transaction.atomic
def stop_mails(*, person: User, at: datetime) -> int:
    """Take back the consent to mails of each kind; withdraw all owed and return how many.

    Safe to repeat. The plan itself goes on, on its page.
    """
    for kind in (Consent.Kind.MAILS, Consent.Kind.SEEN):
        withdraw_consent(person=person, kind=kind, at=at)
    of_plans = heed_withdrawal(person_id=person.pk, at=at)
    return of_plans + stop_asking(person_id=person.pk, at=at)


@transaction.atomic
def heed_withdrawal(*, person_id: int, at: datetime) -> int:
    """Withdraw what plans owe somebody who took back their consent; return how many mails.

    Safe to repeat: each plan notes it once. Whoever has agreed again keeps their mails.
    """
    lock(person_id)
    withdrawn = 0
    for plan in _without_consent().filter(person=person_id).select_related("person"):
        withdrawn += withdraw_future(plan=plan, at=at, reason=WHY)
        if not plan.changes.filter(what=PlanChange.What.MAILS).exists():
            note(plan, PlanChange.What.MAILS, WHY, at=at, by=plan.person)
    return withdrawn


def heed_stopped(*, at: datetime) -> int:
    """Withdraw the mails that a lost signal left owed; return how many. Safe to repeat."""
    unheeded = _without_consent().exclude(changes__what=PlanChange.What.MAILS)
    people = [*unheeded.order_by("pk").values_list("person", flat=True)]
    return sum(heed_withdrawal(person_id=pk, at=at) for pk in people)


def _without_consent() -> QuerySet[Plan]:
    """Return the open plans of those who took back their consent to mails."""
    consents = Consent.objects.filter(person=OuterRef("person"), kind=Consent.Kind.MAILS)
    taken_back = Exists(consents) & ~Exists(consents.filter(withdrawn_at=None))
    return Plan.objects.open().filter(taken_back)
