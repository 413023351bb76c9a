from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import Membership
from accounts.services import NoSuchClinic, add_staff


class Command(BaseCommand):
    help = (
        "Let somebody work at a clinic. They sign in with their address and a second step."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("clinic", help="the code of the clinic")
        parser.add_argument("role", choices=Membership.Role.values)

    def handle(self, *_args: object, **given: str) -> None:
        """Add them.

        :raises CommandError: if no clinic has this code.
        """
        try:
            membership = add_staff(
                email=given["email"], code=given["clinic"], role=given["role"]
            )
        except NoSuchClinic as fault:
            msg = f"No clinic has the code {fault}."
            raise CommandError(msg) from fault
        self.stdout.write(str(membership))
