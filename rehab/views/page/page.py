"""All that the page of an open plan shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rehab import plans
from rehab.models import Plan, Reminder
from rehab.plans.reading.progress import PainShown, WeeksShown
from rehab.programme.care.meanwhile import Swap, swaps, to_avoid
from rehab.programme.course import UNTIL_SEEN, Course
from rehab.programme.running.ceilings import ceilings
from rehab.programme.running.distance import week_of
from rehab.programme.told import History
from rehab.reminders.links import STOP
from rehab.views.page.advice import Advice, advice_of
from rehab.views.page.arithmetic import Arithmetic, arithmetic
from rehab.views.page.log import Log, log_of
from rehab.views.page.progress import pain_shown, running_by_week, sessions_shown
from rehab.views.page.rows import Facts, Kept, Planned, Written, facts_of
from rehab.views.page.runs import RunShown, runs_shown
from rehab.views.page.today import Kind, Today, today_of
from rehab.views.page.way import (
    PhaseShown,
    RunningShown,
    Step,
    path_of,
    phase_shown,
    running_shown,
)
from rehab.views.page.week import ThisWeek, WeekDay, week_shown
from triage.factors import factors_of
from triage.rules.factors import Found
from triage.rules.parts import Level

LATE_DAYS = 3  # our default: further back nobody knows how each exercise went


@dataclass(frozen=True, slots=True, kw_only=True)
class Mails:
    """The next mails of a plan, and the address at which to stop them, if one was owed."""

    wanted: bool
    due: tuple[datetime, ...]
    stop_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All that the page of a plan shows. ``day`` counts from 0, where the runner is.

    ``level`` is how soon to be seen, for a plan that waits for a visit. ``late`` are
    sessions of the last days of which nothing was told. ``limits`` are
    those of this week of running. ``moved`` tells if somebody has looked at how they move.
    """

    on: date
    day: int
    level: Level | None
    today: Today
    late: tuple[Kept, ...]
    phase: PhaseShown
    path: tuple[Step, ...]
    running: RunningShown
    week: tuple[WeekDay, ...]
    limits: Arithmetic | None
    pain: PainShown | None
    sessions: WeeksShown | None
    runs: WeeksShown | None
    last_runs: tuple[RunShown, ...]
    log: Log
    avoid: tuple[str, ...]
    swaps: tuple[Swap, ...]
    advice: Advice
    mails: Mails
    messages: tuple[Written, ...]
    moved: bool

    @property
    def settles(self) -> bool:
        """Whether exercises have not begun: there is no week to show yet."""
        return self.today.kind in {Kind.PROTECT, Kind.CARE}

    @property
    def protects(self) -> bool:
        """Whether there are no exercises and no runs until somebody has looked."""
        return self.today.kind is Kind.PROTECT


def plan_page(plan: Plan, *, at: datetime) -> Page:
    """Return what to show of ``plan``, which is not paused, at this instant.

    It comes from ``open_plan_of``.
    """
    day = plan.day_at(at)
    on = plan.begun_on + timedelta(days=day)
    found = factors_of(plan.assessment)
    course, history = plans.course_and_history(plan, on=on, found=found)
    return page_of(plan, course, history, facts_of(plan), found=found, on=on)


def page_of(
    plan: Plan,
    course: Course,
    history: History,
    facts: Facts,
    *,
    found: Iterable[Found],
    on: date,
) -> Page:
    """Return what to show on the day ``on`` of what was read."""
    names = {each.factor.id: each.factor.name for each in found}
    most = ceilings(course, history, on, allowance=facts.small_numbers)
    planned, unit = _of_week(facts.weeks, on), plan.unit
    week = ThisWeek(on=on, limits=most, planned=planned)
    limits = arithmetic(course, most, planned=planned, unit=unit)
    return Page(
        on=on,
        day=course.day(on),
        level=_level(plan, course),
        today=today_of(plan, course, history, week, names=names, kept=facts.sessions),
        late=_late(facts.sessions, on),
        phase=phase_shown(course, history, on),
        path=path_of(course),
        running=running_shown(course, history, on),
        week=week_shown(course, history, week),
        limits=limits,
        pain=pain_shown(course, history, on),
        sessions=sessions_shown(course, history, on),
        runs=running_by_week(course, history, on, facts.weeks, now=limits, unit=unit),
        last_runs=runs_shown(facts.runs, unit=unit),
        log=log_of(plan, facts.changes),
        avoid=_avoid(plan, course),
        swaps=_swaps(plan, course),
        advice=advice_of(found, course),
        mails=_mails(facts),
        messages=facts.written,
        moved=facts.moved,
    )


def _avoid(plan: Plan, course: Course) -> tuple[str, ...]:
    """Return what to leave out for now."""
    told, runs = plan.assessment.given, course.stage is not None
    return to_avoid(told, course.runner.causes, runs=runs, cleared=course.is_cleared)


def _swaps(plan: Plan, course: Course) -> tuple[Swap, ...]:
    """Return what may take the place of running; nothing before a visit."""
    if course.limits.protect_only:
        return ()
    return swaps(plan.assessment.given, course.runner.causes, phase=course.phase)


def _level(plan: Plan, course: Course) -> Level | None:
    """Return how soon to be seen, if the plan waits for that."""
    if course.limits.protect_only:
        return max(plans.PAUSES_FROM, plans.level_of(plan))
    waits = course.limits.max_phase <= UNTIL_SEEN
    return Level.WITHIN_2_WEEKS if waits else None


def _late(sessions: Iterable[Kept], on: date) -> tuple[Kept, ...]:
    """Return the sessions of the last days of which nothing was told."""
    first = on - timedelta(days=LATE_DAYS)
    return tuple(one for one in sessions if first <= one.on < on and not one.told)


def _of_week(weeks: Iterable[Planned], on: date) -> Planned | None:
    return next((week for week in weeks if week.begins_on == week_of(on)), None)


def _mails(facts: Facts) -> Mails:
    # A link hangs on the number of its mail alone.
    stop = "" if facts.stop_by is None else STOP.url(Reminder(pk=facts.stop_by))
    return Mails(wanted=facts.wants_mails, due=facts.due, stop_url=stop)
