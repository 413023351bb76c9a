"""How much was done of what was due."""

from datetime import date

from rehab.programme.course import Course
from rehab.programme.days import FORTNIGHT
from rehab.programme.told import Amount, History, SessionTold, since

CONSISTENT = 0.7  # of the days with care or a session due: our default


def was_consistent(course: Course, history: History, on: date) -> bool:
    """Say whether care was taken, and sessions done, on 70 % of the days due by ``on``.

    What was done before the plan began is taken at their word.
    """
    acute_until = min(course.exercises_began_on or on, on)
    before = max(0, (course.begun_on - course.care_began_on).days)
    acute = max(0, (acute_until - course.begun_on).days)
    cared = {day.on for day in history.days if day.care_done}
    done = before + sum(course.begun_on <= day < acute_until for day in cared)
    owed = [day for day in history.owed if day < on]
    done += len(_done_on(history).intersection(owed))
    due = before + acute + len(owed)
    return due > 0 and done >= CONSISTENT * due


def keeps_at_it(history: History, on: date) -> bool:
    """Say whether 70 % of the sessions of two weeks were done and told in full."""
    first = on - FORTNIGHT
    owed = sum(first <= day < on for day in history.owed)
    done = sum(_is_whole(row) for row in since(history.sessions, first))
    return owed > 0 and done >= CONSISTENT * owed


def _done_on(history: History) -> set[date]:
    return {row.on for row in history.sessions if row.amount is not Amount.NONE}


def _is_whole(session: SessionTold) -> bool:
    """Say whether it was done, and told with the next morning: else it can't count."""
    told = session.counts and session.next_morning is not None
    return told and session.amount is not Amount.NONE
