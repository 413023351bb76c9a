"""The seven days from Monday on: what was due, what was done, and what is to come."""

from dataclasses import dataclass
from datetime import date, timedelta

from rehab.programme.course import Course
from rehab.programme.review import is_session_day
from rehab.programme.running.ceilings import Ceilings
from rehab.programme.running.dials import free_days
from rehab.programme.running.distance import week_of
from rehab.programme.running.stages import FREE, sessions_a_week
from rehab.programme.told import Amount, History, since
from rehab.views.planned import WeekKept, dials_set, week_left

DAYS = 7
ONE_DAY = timedelta(days=1)


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


def week_shown(
    course: Course,
    history: History,
    on: date,
    *,
    limits: Ceilings,
    planned: WeekKept | None = None,
) -> tuple[WeekDay, ...]:
    """Return the week that ``on`` lies in. Runs that may come stand on their first days.

    ``limits`` are those of running in that week, ``planned`` what was planned of it.
    """
    first = week_of(on)
    done = {row.on for row in history.sessions if row.amount is not Amount.NONE}
    owed = set(history.owed)
    ran = {run.on for run in since(history.runs, first)}
    to_run = _days_to_run(course, limits, on, planned)
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


def _days_to_run(
    course: Course, limits: Ceilings, on: date, planned: WeekKept | None
) -> tuple[date, ...]:
    """Return the days left for runs: as many as the ladder, or the planned week, wants."""
    if course.stage is None or limits.locks:
        return ()
    if course.stage < FREE:
        left = sessions_a_week(course.runner) - len(limits.done)
        return free_days(limits, on)[: max(0, left)]
    week = week_left(dials_set(planned, course.runner, limits, on), limits, on)
    return tuple(run.on for run in week.runs) if week else ()
