from django.core.exceptions import ValidationError
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
        parser.add_argument(
            "--time-zone",
            help="where they work, as in Europe/London; the admin tells its time",
        )

    def handle(self, *_args: object, **given: str) -> None:
        """Add them.

        :raises CommandError: if no clinic has this code, or something does not fit.
        """
        try:
            membership = add_staff(
                email=given["email"],
                code=given["clinic"],
                role=given["role"],
                time_zone=given["time_zone"],
            )
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from fault
        except NoSuchClinic as fault:
            msg = f"No clinic has the code {fault}."
            raise CommandError(msg) from fault
        self.stdout.write(str(membership))
