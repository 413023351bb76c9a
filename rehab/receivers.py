"""What rehab does when the apps below it speak. A test lists the wiring."""

from datetime import datetime

from django.dispatch import receiver

from accounts.models import Consent, User
from accounts.signals import (
    address_changed,
    consent_withdrawn,
    erasure_taken_back,
    last_mail_asked,
)
from rehab import plans
from rehab.plans.mails.last_mail import one_may_come
from rehab.plans.mails.returning import write_again
from triage.signals import assessment_claimed, assessment_submitted, clearance_asked


@receiver([assessment_submitted, assessment_claimed], dispatch_uid="rehab.heed_assessment")
def heed_assessment(*, assessment_id: int, at: datetime, **_: object) -> None:
    """Change the plan of somebody whose new answers say that they must be seen."""
    plans.heed_assessment(assessment_id=assessment_id, at=at)


@receiver([assessment_submitted, assessment_claimed], dispatch_uid="rehab.ask_if_seen")
def ask_if_seen(*, assessment_id: int, at: datetime, **_: object) -> None:
    """Ask whoever told of something urgent if they were seen, if they agreed to that."""
    plans.heed_red_flag(assessment_id=assessment_id, at=at)


@receiver(consent_withdrawn, dispatch_uid="rehab.heed_withdrawal")
def heed_withdrawal(*, person_id: int, kind: str, at: datetime, **_: object) -> None:
    """Withdraw the mails owed to somebody who does not want them any more."""
    if kind == Consent.Kind.MAILS:
        plans.heed_withdrawal(person_id=person_id, at=at)
    if kind == Consent.Kind.SEEN:
        plans.stop_asking(person_id=person_id, at=at)


@receiver(erasure_taken_back, dispatch_uid="rehab.heed_return")
def heed_return(*, person_id: int, at: datetime, **_: object) -> None:
    """Owe again what was not sent while somebody wanted to be forgotten."""
    write_again(person_id=person_id, at=at)


@receiver(address_changed, dispatch_uid="rehab.trust_address")
def trust_address(*, person_id: int, at: datetime, **_: object) -> None:
    """Send mails again to somebody whose old address took none."""
    plans.trust_address(person=User.objects.get(pk=person_id), at=at)


@receiver(last_mail_asked, dispatch_uid="rehab.tell_of_last_mail")
def tell_of_last_mail(*, person: User, **_: object) -> bool:
    """Tell if a reminder that was being sent may still come."""
    return one_may_come(person=person)


@receiver(clearance_asked, dispatch_uid="rehab.tell_cleared")
def tell_cleared(*, person: User, **_: object) -> datetime | None:
    """Tell until when somebody has cleared all that a person told."""
    return plans.cleared_at(person)
