"""How much longer a runner's page takes after two years than after a month.

Every day of either was told. Both pages are asked for in turn, through every layer of the
site, on a database of their own, so that their ratio holds on any machine.
"""

import sys
from statistics import median
from time import perf_counter
from typing import Final

from django.test import Client
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone

from tests.rehab.past import a_plan_with_a_past

DAYS: Final = (30, 730)
ROUNDS: Final = 41
MOST_TIMES_LONGER: Final = 1.5


def compare() -> None:
    """Print how long both pages take, and hold them to their bound.

    :raises AssertionError: if two years take more than one and a half times a month.
    """
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        short, long = _timed([_browser(days) for days in DAYS])
    finally:
        teardown_databases(databases, verbosity=0)
    ratio = median(after / before for before, after in zip(short, long, strict=True))
    times = f"{median(long) * 1e3:.1f} to {median(short) * 1e3:.1f} milliseconds"
    name = f"my plan, {DAYS[1]} days to {DAYS[0]} days"
    sys.stdout.write(f"{name:<42}{ratio:>6.2f} times ({times})\n")
    assert ratio <= MOST_TIMES_LONGER, ratio


def _browser(days: int) -> Client:
    browser = Client()
    browser.force_login(a_plan_with_a_past(days=days, at=timezone.now()).person)
    return browser


def _timed(browsers: list[Client]) -> list[list[float]]:
    """Return, for each browser, the seconds that its page takes in each round."""
    times: list[list[float]] = [[] for _ in browsers]
    for _ in range(ROUNDS):
        for found, browser in zip(times, browsers, strict=True):
            begun = perf_counter()
            response = browser.get("/plan/")
            found.append(perf_counter() - begun)
            assert response.status_code == 200, response.status_code
    return times
