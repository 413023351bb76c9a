"""The days after what was too much: nothing gets harder until the knee has settled."""

from datetime import date, timedelta

from rehab.programme.course import Course
from rehab.programme.pain.lights import reds
from rehab.programme.running.outcome import Outcome, judged_since
from rehab.programme.told import History

# Our default: so long it may take to see how sore a knee gets, and one exercise takes no
# step sooner after its last.
SETTLES_FOR = timedelta(days=3)


def settles_until(course: Course, history: History, on: date) -> date | None:
    """Return the first day on which something may get harder again, if that is to come.

    That is after a run or a session that was too much, as far as is known by ``on``, and
    not while running rests. What was told before somebody looked, or what a physio has
    overruled, has been weighed.
    """
    told = history.until(on)
    first = course.after_looking(on - SETTLES_FOR + timedelta(days=1))
    runs = judged_since(course, told, first, on)
    too_much = [each.run.on for each in runs if each.outcome >= Outcome.BAD]
    days = [day + SETTLES_FOR for day in (*too_much, *reds(course, told, first))]
    if course.rest_until is not None and on < course.rest_until:
        days.append(course.rest_until)
    return max(days, default=None)


def is_settling(course: Course, history: History, on: date) -> bool:
    """Say whether the knee still pays on ``on`` for what was too much."""
    return settles_until(course, history, on) is not None
