"""One seed from beginning to end, in a process of its own: ``-m tests.faults.seed``."""

import argparse
import os
from importlib import import_module
from pathlib import Path

import django

from tests.faults.pace import FAST, FULL
from tests.faults.sink import Manner
from tests.faults.world import whole_world


def main() -> None:
    """Play it in an empty folder, and leave its ``history.json`` there."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.seed")
    parser.add_argument("seed", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reminders", type=int, required=True)
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--sabotage", default="")
    given = parser.parse_args()
    more = {"FAULTS_FAST": "1" if given.fast else "", "FAULTS_SABOTAGE": given.sabotage}
    pace = FAST if given.fast else FULL
    with whole_world(given.folder, more, Manner(pause=pace.pause)) as world:
        os.environ.update(world.environment)
        django.setup()  # what needs a model can be imported only now
        play = import_module("tests.faults.play").play
        history = play(world, seed=given.seed, count=given.reminders, pace=pace)
        history.write(given.folder / "history.json")


if __name__ == "__main__":
    main()
