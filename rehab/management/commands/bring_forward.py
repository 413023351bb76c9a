"""Make the next mail of a demo runner due now, so that a real worker sends it."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from rehab.models import Reminder
from rehab.programme.calendar import APART
from rehab.reminders.owing.when import SHELF_LIFE
from rehab.tasks import nudge


class Command(BaseCommand):
    help = "Makes the next mail that is owed to somebody due now. In the demo only."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True, help="the address it goes to")

    def handle(self, *, email: str, **_: object) -> None:
        """Move one reminder in time and nudge the worker.

        :raises CommandError: outside the demo, or if nothing is owed to this address.
        """
        if not settings.DEMO_MODE:
            raise CommandError("This is for the demo only: real mails keep their time.")
        owed = Reminder.objects.filter(
            state=Reminder.State.DUE, person__email=email.lower()
        )
        reminder = owed.order_by("due_at").first()
        if reminder is None:
            raise CommandError("No mail is owed to this address.")
        now = timezone.now()
        reminder.due_at = now
        reminder.useful_until = now + SHELF_LIFE[Reminder.Kind(reminder.kind)]
        reminder.save(update_fields=["due_at", "useful_until"])
        # A demo does not wait two hours: what went lately counts as sent so long ago.
        lately = Reminder.objects.filter(person=reminder.person, settled_at__gt=now - APART)
        lately.update(settled_at=now - APART)
        nudge()
        self.stdout.write(f"Due now: {reminder}")
