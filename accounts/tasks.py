from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from accounts.privacy import erase_due
from accounts.privacy.notices import tell_the_others
from accounts.privacy.retention import ask_for_the_silent, forget_old, keep_who_came_back
from accounts.services import forget_unused_accounts


@shared_task
def tidy() -> None:
    """Remove what nobody uses, or what was kept for long enough."""
    at = timezone.now()
    forget_unused_accounts(at=at)
    forget_old(at=at)
    call_command("clearsessions")


@shared_task
def erase() -> None:
    """Forget whoever asked for it a week ago, or was not heard of for years."""
    at = timezone.now()
    keep_who_came_back(at=at)
    erase_due(at=at)
    ask_for_the_silent(at=at)
    tell_the_others(at=at)
