"""Stopping the mails of a plan, whichever way a runner says so, and trusting an address."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Consent, User
from accounts.services import withdraw_consent
from rehab.attention import Rule, settle
from rehab.models import Plan, PlanChange, Reminder
from rehab.plans.changes import lock, note
from rehab.plans.mails.returning import write_again
from rehab.plans.safety.seen import stop_asking
from rehab.programme.reasons import MAILS_STOPPED

WHY = MAILS_STOPPED.kept
LOOK_EVERY = timedelta(seconds=0.1)


@transaction.atomic
def stop_mails(*, person: User, at: datetime) -> int:
    """Take back the consent to mails of each kind; withdraw all owed and return how many.

    ``wait_for_steps_in_flight`` tells if one that was being sent may still come.
    Safe to repeat. The plan itself goes on, on its page.
    """
    for kind in (Consent.Kind.MAILS, Consent.Kind.SEEN):
        withdraw_consent(person=person, kind=kind, at=at)
    of_plans = heed_withdrawal(person_id=person.pk, at=at)
    return of_plans + stop_asking(person_id=person.pk, at=at)


@transaction.atomic
def heed_withdrawal(*, person_id: int, at: datetime) -> int:
    """Withdraw what is owed to somebody who took back their consent; return how many mails.

    What a worker holds is left to it: it looks for consent before each step of sending.
    Safe to repeat: each plan notes it once. Whoever has agreed again keeps their mails.
    """
    lock(person_id)
    if Consent.objects.in_force(Consent.Kind.MAILS).filter(person=person_id).exists():
        return 0
    for plan in _without_consent().filter(person=person_id).select_related("person"):
        if not plan.changes.filter(what=PlanChange.What.MAILS).exists():
            note(plan, PlanChange.What.MAILS, WHY, at=at, by=plan.person)
    owed = Reminder.objects.filter(person=person_id).exclude(kind=Reminder.Kind.SEEN)
    return owed.withdraw(at=at, reason=WHY)


def wait_for_steps_in_flight(
    *,
    person: User,
    clock: Callable[[], datetime],
    sleep: Callable[[float], object],
    patience: timedelta,
) -> bool:
    """Wait until no worker holds a mail to ``person``; say whether it came to that.

    If not within ``patience``, what was being sent may still come. Not for use inside a
    transaction, which would keep from the worker what was changed before.
    """
    ends = clock() + patience
    while person.reminders.in_hands(clock()).exists():
        if clock() >= ends:
            return False
        sleep(LOOK_EVERY.total_seconds())
    return True


@transaction.atomic
def trust_address(*, person: User, at: datetime) -> User:
    """Send mails again to an address that took none, as its owner says that it works.

    What ``write_again`` owes is owed again. Safe to repeat. What it refused after ``at``
    stands.
    """
    refused = User.objects.filter(pk=person.pk, mail_refused_at__lte=at)
    cleared = refused.update(mail_refused_at=None)
    settle(person_id=person.pk, at=at, rules=[Rule.REFUSED], only_open=True)
    person.refresh_from_db(fields=["mail_refused_at"])
    if cleared:
        write_again(person_id=person.pk, at=at)
    return person


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
