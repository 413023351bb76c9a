"""When somebody is asked how it goes."""

from dataclasses import dataclass
from datetime import date, timedelta

from rehab.programme.course import Course
from rehab.programme.told import History, since
from rehab.programme.training.progression import FLARE

LAST_DAY = 182  # six months
AFTER_SETBACK = "extra-"  # and its day: the key of the check-in that a setback calls for
WEEK = 7  # days


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """A day of the plan on which somebody is asked how it goes. ``monthly``: if wanted."""

    key: str
    day: int
    monthly: bool = False


# The first finds a fracture or bleeding that was missed; the rest are our default.
CHECK_INS = (
    CheckIn(key="day-2", day=2),
    CheckIn(key="day-7", day=7),
    CheckIn(key="day-14", day=14),
    CheckIn(key="day-21", day=21),
    CheckIn(key="week-4", day=28),
    CheckIn(key="week-6", day=42),
    CheckIn(key="week-8", day=56),
    CheckIn(key="week-12", day=84),
    CheckIn(key="month-4", day=122, monthly=True),
    CheckIn(key="month-5", day=152, monthly=True),
    CheckIn(key="month-6", day=182, monthly=True),
)


def setback_key(on: date) -> str:
    """Return the key of the check-in after the setback of the day ``on``."""
    return f"{AFTER_SETBACK}{on.isoformat()}"


def setback_day(key: str) -> date | None:
    """Return the day of the setback that the check-in ``key`` comes after, if it does."""
    try:
        on = date.fromisoformat(key.removeprefix(AFTER_SETBACK))
    except ValueError:
        return None
    return on if key == setback_key(on) else None


def open_check_in(course: Course, history: History, on: date) -> str | None:
    """Return the key of the check-in that is due on ``on`` and has not been told, if any.

    One is open until the next is due. After a phase was given back, one more is.
    """
    last = history.check_ins[-1].on if history.check_ins else date.min
    set_back_on = course.visits.get(FLARE, date.min)
    if set_back_on > last:
        return setback_key(set_back_on)
    due = _last_due(course, on)
    if due is None or course.day(on) > LAST_DAY + 4 * WEEK:
        return None
    due_on = course.begun_on + timedelta(days=due.day)
    return due.key if last < due_on else None


def is_awaited(course: Course, history: History, on: date) -> bool:
    """Say whether a check-in comes on ``on`` itself, and none has been told that day."""
    due = _last_due(course, on)
    if due is None or due.day != course.day(on):
        return False
    return not since(history.check_ins, on)


def _last_due(course: Course, on: date) -> CheckIn | None:
    """Return the last check-in that has come by ``on``; the monthly ones if wanted."""
    day = course.day(on)
    wanted = (each for each in CHECK_INS if course.monthly or not each.monthly)
    return next((each for each in reversed([*wanted]) if each.day <= day), None)
