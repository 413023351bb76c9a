"""How many of the sessions were done, in the full weeks before this one."""

from datetime import timedelta

import pytest

from rehab.admin.patient.charts import adherence
from rehab.models import Plan
from rehab.oversight.record import Course
from rehab.programme.told import Amount, History, SessionTold
from tests.factories import NOON

MONDAY = NOON.date() - timedelta(days=6)
DAY = timedelta(days=1)


def a_course(*owed: int, done: tuple[int, ...] = ()) -> Course:
    """Return a course with sessions owed, and done, so many days after ``MONDAY``."""
    sessions = tuple(SessionTold(on=MONDAY + day * DAY, amount=Amount.ALL) for day in done)
    history = History(sessions=sessions, owed=tuple(MONDAY + day * DAY for day in owed))
    return Course(plan=Plan(), history=history, heard_at=None, weeks=(), moves=())


@pytest.mark.parametrize(
    ("course", "day", "done"),
    [
        (a_course(), 7, None),
        (a_course(0, 2, 4), 6, None),
        (a_course(0, 2, 4, done=(0,)), 7, (1, 3)),
        (a_course(0, 7, 14, 21, 28, done=(0, 28)), 35, (1, 4)),
    ],
)
def test_only_full_weeks_count_and_of_those_the_last_four(
    course: Course, day: int, done: tuple[int, int] | None
) -> None:
    assert adherence(course, MONDAY + day * DAY) == done
