"""Speeds that only mean something beside each other, measured in one run: ``make bench``.

``decide()`` beside its two yardsticks, in ``rules.py``. Then two pairs. Deciding with a
protocol in memory, and with one read anew from its release each time. The start page, and
the page that does nothing (what Django and the middleware cost). Last, in ``page.py``, a
runner's page after two years beside the same page after a month.
"""

import json
import logging
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from itertools import cycle
from typing import Final

import django
from django.core.management import call_command
from django.test import Client, override_settings
from django.test.utils import setup_test_environment

from config.embedded.data_dir import BASE_DIR
from tests.benchmarks import rules
from triage.protocols.medial_knee import MEDIAL_KNEE, UNDER_18
from triage.rules.answers import Answer
from triage.rules.canonical import dumps, loads
from triage.rules.cases import read_cases
from triage.rules.decide import decide
from triage.rules.protocol import Protocol
from triage.rules.scoring import as_told

ROUNDS: Final = 5
SECONDS_A_ROUND: Final = 0.5
CASES: Final = BASE_DIR / "tests" / "cases" / "published.json"
PLAIN_STATIC: Final = {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}


def main() -> None:
    """Print how they compare.

    :raises AssertionError: if ``decide()`` or a runner's page is slower than it may be.
    """
    cases = list(told_cases())
    rules.compare(MEDIAL_KNEE, cases)
    answers = cycle(cases)
    text = dumps(MEDIAL_KNEE)
    compare(
        {
            "decide(), protocol in memory": lambda: decide(MEDIAL_KNEE, next(answers)),
            "decide(), protocol read anew": lambda: decide(
                loads(Protocol, text), next(answers)
            ),
        }
    )
    prepare_pages()
    with override_settings(STORAGES=PLAIN_STATIC):
        client = Client()
        compare(
            {
                "start page": partial(page, client, "/"),
                "page that does nothing": partial(page, client, "/health/live"),
            }
        )
        # What needs a model can be imported only now.
        import_module("tests.benchmarks.page").compare()


def told_cases() -> Iterator[dict[str, Answer]]:
    cases = read_cases(json.loads(CASES.read_text()), MEDIAL_KNEE, UNDER_18)
    return (as_told(MEDIAL_KNEE, case.answers) for case in cases if not case.under_18)


def prepare_pages() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    setup_test_environment()
    call_command("migrate", verbosity=0)
    logging.disable(logging.INFO)  # a line for each request would be measured as well


def page(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200, response.status_code


def compare(contestants: dict[str, Callable[[], object]]) -> None:
    """Print how often a second each can be called: the median of rounds taken in turn."""
    rates: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(ROUNDS):
        for name, call in contestants.items():
            rates[name].append(rate(call))
    for name, found in rates.items():
        usual = statistics.median(found)
        spread = (max(found) - min(found)) / usual
        sys.stdout.write(
            f"{name:<30}{usual:>8.0f} a second (rounds differ by {spread:.0%})\n"
        )


def rate(call: Callable[[], object]) -> float:
    calls, begun = 0, time.perf_counter()
    while (taken := time.perf_counter() - begun) < SECONDS_A_ROUND:
        call()
        calls += 1
    return calls / taken


if __name__ == "__main__":
    main()
