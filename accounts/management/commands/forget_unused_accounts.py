from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.services import forget_unused_accounts


class Command(BaseCommand):
    help = (
        "Remove accounts that nobody signed in to within a day. Celery does it each night."
    )

    def handle(self, *_args: object, **_options: object) -> None:
        count = forget_unused_accounts(at=timezone.now())
        self.stdout.write(f"{count} removed")
