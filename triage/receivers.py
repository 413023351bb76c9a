"""What triage does when somebody signs in."""

from contextlib import suppress

from allauth.account.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from triage import services
from triage.models import Assessment
from triage.sessions import made_here


@receiver(user_logged_in, dispatch_uid="triage.claim_what_was_made_here")
def claim_what_was_made_here(*, request: HttpRequest, user: User, **_: object) -> None:
    """Give a runner the assessments that this browser made before they signed in.

    Staff get none: on a clinic's computer they would take those of their patients.
    """
    if user.is_staff:
        return
    for assessment_id in made_here(request.session):
        with suppress(services.AlreadyClaimed, Assessment.DoesNotExist):
            services.claim_assessment(
                assessment_id=assessment_id, patient=user, at=timezone.now()
            )
