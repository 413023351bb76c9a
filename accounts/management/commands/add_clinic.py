from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import Clinic


class Command(BaseCommand):
    help = "Add a clinic. Runners who type its code let its physios see their history."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("code", help="what runners type; kept in capitals")

    def handle(self, *_args: object, **given: str) -> None:
        """Add it.

        :raises CommandError: if the name or the code is taken or does not fit.
        """
        clinic = Clinic(name=given["name"], code=given["code"].strip().upper())
        try:
            clinic.full_clean()
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from fault
        clinic.save()
        self.stdout.write(str(clinic))
