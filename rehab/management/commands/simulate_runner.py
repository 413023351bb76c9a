"""Print how a plan goes for one made-up runner, week by week."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from rehab.simulation.people import STORIES, chance_of
from rehab.simulation.summary import by_week
from rehab.simulation.walk import WEEKS, follow


class Command(BaseCommand):
    help = "Prints, week by week, how a plan goes for one made-up runner. Stores nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("story", choices=sorted(STORIES))
        parser.add_argument("--seed", type=int, default=1, help="another run of chance")
        parser.add_argument("--weeks", type=int, default=WEEKS)

    def handle(self, *, story: str, seed: int, weeks: int, **_: object) -> None:
        """Follow one story and print it; the same seed gives the same story."""
        walk = follow(STORIES[story], chance_of(str(seed)), weeks=weeks)
        for line in by_week(walk):
            self.stdout.write(line)
