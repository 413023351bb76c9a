"""What days without a session do to a course."""

from datetime import date, timedelta
from itertools import pairwise

from rehab.programme.course import Change, Course, What
from rehab.programme.days import WEEK
from rehab.programme.told import Amount, History, SessionTold

# Our defaults: a week is repeated, two cost a phase, after four all questions are asked.
PHASE_DOWN_AFTER = timedelta(days=14)
RECHECK_AFTER = timedelta(days=28)
_ENOUGH = 8  # sessions: at most three in a week, and the one before the gap
LOWEST = 1  # the first days are not for who only took a break

ONE_PHASE_BACK = "You had 2 weeks or more without exercises. You start one phase lower."
ASK_AGAIN = "You had 4 weeks without exercises. Please answer all the questions again."


def after_a_gap(course: Course, history: History, on: date) -> tuple[Change, ...]:
    """Return what a long time without a session changes; each once a gap."""
    last = _last_active(course, history)
    if last is None or course.phase < LOWEST:
        return ()
    changes: list[Change] = []
    if on - last >= PHASE_DOWN_AFTER and _lowers(course, last):
        phase = course.phase
        before, after = str(phase), str(phase - 1)
        back = Change(what=What.PHASE, before=before, after=after, why=ONE_PHASE_BACK)
        changes.append(back)
    asked = course.recheck_on
    if on - last >= RECHECK_AFTER and (asked is None or asked <= last):
        changes.append(Change(what=What.RECHECK, why=ASK_AGAIN))
    return tuple(changes)


def repeats(history: History, on: date) -> bool:
    """Say whether ``on`` lies in the week that is repeated after a week was missed."""
    done = [row.on for row in history.sessions[-_ENOUGH:] if _done(row)]
    if not done:
        return False
    if on - done[-1] >= WEEK:
        return True
    return any(b - a >= WEEK and on - b < WEEK for a, b in pairwise(done))


def _lowers(course: Course, last: date) -> bool:
    """Say whether this gap has not cost its phase yet, and there is one to give."""
    return course.phase > LOWEST and course.phase_since < last + PHASE_DOWN_AFTER


def _last_active(course: Course, history: History) -> date | None:
    """Return the last day that was no break: with a session, or with none allowed."""
    began = course.exercises_began_on
    if began is None:
        return None
    done = next((row.on for row in reversed(history.sessions) if _done(row)), began)
    pauses = (course.cleared_on or began, course.hold_until or began)
    return max(done, began, *pauses)


def _done(session: SessionTold) -> bool:
    return session.amount is not Amount.NONE
