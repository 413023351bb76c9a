"""What triage does when somebody signs in."""

from contextlib import suppress

from allauth.account.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from triage import services
from triage.models import Assessment
from triage.sessions import made_in_one_sitting


@receiver(user_logged_in, dispatch_uid="triage.claim_what_was_made_here")
def claim_what_was_made_here(*, request: HttpRequest, user: User, **_: object) -> None:
    """Give a runner what they made in this browser in the sitting before they signed in.

    What was made here earlier stays nobody's, as on a shared phone it may be somebody
    else's; if it was urgent, it still bars a plan in this browser. Staff get nothing: on a
    clinic's computer they would take the answers of their patients.
    """
    if user.is_staff:
        return
    for assessment in made_in_one_sitting(request.session):
        with suppress(services.AlreadyClaimed, Assessment.DoesNotExist):
            services.claim_assessment(
                assessment_id=assessment.pk, patient=user, at=timezone.now()
            )
