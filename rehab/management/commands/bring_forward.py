"""Make the next mail of a demo runner due now, so that a real worker sends it."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone
from pgtrigger import registered

from rehab.models import Reminder
from rehab.programme.mails.calendar import APART
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
        with transaction.atomic():
            _let_history_move()
            lately.update(settled_at=now - APART)
        nudge()
        self.stdout.write(f"Due now: {reminder}")


def _let_history_move() -> None:
    """Let this transaction change when a mail went; it stands everywhere but in a demo.

    ``pgtrigger.ignore`` puts two statements into one, which the settings do not allow.
    """
    [(model, trigger)] = registered("rehab.Reminder:what_was_sent_stands")
    with connection.cursor() as cursor:
        ignored = f"{{{trigger.get_pgid(model)}}}"
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [ignored])
