"""The seven days from Monday on: what was due, what was done, and what is to come."""

from dataclasses import dataclass
from datetime import date

from rehab.programme.course import Course
from rehab.programme.days import ONE_DAY
from rehab.programme.review import is_session_day
from rehab.programme.running.ceilings import Ceilings
from rehab.programme.running.distance import week_of
from rehab.programme.running.left import WeekKept, runs_left
from rehab.programme.told import Amount, History, since

DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class ThisWeek:
    """Today, the limits of running in its week, and what was planned of that week."""

    on: date
    limits: Ceilings
    planned: WeekKept | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekDay:
    """One day: what is or was due on it, and what was done. ``free``: nothing of it."""

    on: date
    today: bool
    past: bool
    session: bool
    session_done: bool
    run: bool
    run_done: bool

    @property
    def free(self) -> bool:
        return not (self.session or self.session_done or self.run or self.run_done)


def week_shown(course: Course, history: History, week: ThisWeek) -> tuple[WeekDay, ...]:
    """Return the days of a week. Runs that may come stand on their first days."""
    on, first = week.on, week_of(week.on)
    done = {row.on for row in history.sessions if row.amount is not Amount.NONE}
    owed = set(history.owed)
    ran = {run.on for run in since(history.runs, first)}
    to_run = {run.on for run in runs_left(course, week.limits, on, kept=week.planned).runs}
    days = (first + number * ONE_DAY for number in range(DAYS))
    return tuple(
        WeekDay(
            on=day,
            today=day == on,
            past=day < on,
            session=day in owed or (day >= on and is_session_day(course, day)),
            session_done=day in done,
            run=day in to_run,
            run_done=day in ran,
        )
        for day in days
    )
