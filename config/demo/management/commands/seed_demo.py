from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config.demo.history import is_made, make_history
from config.demo.sending import MailNotTaken


class Command(BaseCommand):
    help = "Bring in ten runners with months of history, and their physio. Only once."

    def handle(self, **_: object) -> None:
        """Make the history, or what is missing of one that broke off.

        :raises CommandError: if the mail server does not take a mail.
        """
        if is_made():
            self.stdout.write("The runners of the demo are here already.")
            return
        try:
            make_history(at=timezone.now())
        except MailNotTaken as fault:
            msg = (
                "The mail server did not take a mail of the demo. See that it runs at"
                " EMAIL_URL, then run this again: it goes on where it stopped."
            )
            raise CommandError(msg) from fault
        self.stdout.write("The runners of the demo are here.")
