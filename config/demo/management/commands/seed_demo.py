from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.models import User
from config.demo.history import make_history
from config.demo.people import PHYSIO_EMAIL


class Command(BaseCommand):
    help = "Bring in three runners with a month of history, and their physio. Only once."

    def handle(self, **_: object) -> None:
        if User.objects.filter(email=PHYSIO_EMAIL).exists():
            self.stdout.write("The runners of the demo are here already.")
            return
        make_history(at=timezone.now())
        self.stdout.write("The runners of the demo are here.")
