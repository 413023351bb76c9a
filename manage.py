#!/usr/bin/env python
"""Django's commands, and two that prepare what its settings read: ``up`` and ``within``."""

import os
import sys
from collections.abc import Sequence

from django.core.management import execute_from_command_line
from environs import EnvError

from config.embedded.data_dir import join_running
from config.embedded.faults import CannotStart
from config.embedded.up import up
from config.embedded.within import within


def main(arguments: Sequence[str]) -> int:
    """Run the command these arguments name and return its exit status."""
    match arguments:
        case [_, "up", *rest]:
            return up(rest)
        case [_, "within", *rest]:
            return within(rest)
        case _:
            return _django(arguments)


def _django(arguments: Sequence[str]) -> int:
    try:
        join_running()
    except CannotStart as fault:
        sys.exit(str(fault))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(list(arguments))
    except EnvError as fault:
        sys.exit(f"{fault} (.env.example explains each variable.)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
