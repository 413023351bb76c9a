from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.services import NotOnTheStaff, remove_staff


class Command(BaseCommand):
    help = "Let somebody who leaves do nothing more than a runner. Their account stays."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *_args: object, **given: str) -> None:
        """Remove them.

        :raises CommandError: if nobody on the staff has this address.
        """
        try:
            member = remove_staff(email=given["email"])
        except NotOnTheStaff as fault:
            msg = f"Nobody on the staff has the address {fault}."
            raise CommandError(msg) from fault
        self.stdout.write(f"{member} is no longer on the staff")
