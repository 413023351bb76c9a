from celery import shared_task
from django.utils import timezone

from triage.services import forget_unclaimed


@shared_task
def forget() -> None:
    """Delete the answers that nobody signed in to keep."""
    forget_unclaimed(at=timezone.now())
