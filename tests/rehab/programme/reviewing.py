"""A long time in which all went well, and what a day of it changes."""

from typing import Any

from rehab.programme.course import Change, What
from rehab.programme.review import review
from rehab.programme.told import History
from tests.rehab.programme.standing import day, standing, told, trained

SESSIONS = tuple(trained(number) for number in range(0, 200, 2))
CALM = told(*[0] * 200, morning=0)


def fine(**given: Any) -> History:
    """Return a history of calm days and good sessions, so that nothing else speaks."""
    return History(**{"days": CALM, "sessions": SESSIONS} | given)


def changes(on: int, history: History, **given: Any) -> list[Change]:
    """Return what changes on that day, but for exercises."""
    found = review(standing(**given), history, day(on))
    return [each for each in found if each.what is not What.RUNG]
