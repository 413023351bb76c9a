from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from accounts.services import forget_unused_accounts


@shared_task
def tidy() -> None:
    """Remove what nobody uses: accounts without a sign-in, and sessions that ended."""
    forget_unused_accounts(at=timezone.now())
    call_command("clearsessions")
