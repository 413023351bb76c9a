"""Print what becomes of many made-up runners: how many get back, and when who is seen."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from rehab.simulation.crowd import crowd
from rehab.simulation.walk import WEEKS


class Command(BaseCommand):
    help = "Prints what becomes of many made-up runners. Stores nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--count", type=int, default=1000)
        parser.add_argument("--seed", type=int, default=1, help="another run of chance")
        parser.add_argument("--weeks", type=int, default=WEEKS)
        parser.add_argument("--jobs", type=int, default=1, help="processes at once")

    def handle(self, *, count: int, seed: int, weeks: int, jobs: int, **_: object) -> None:
        """Follow ``count`` people and print the numbers; the same seed gives the same."""
        for line in crowd(count, seed=seed, weeks=weeks, jobs=jobs).lines():
            self.stdout.write(line)
