"""What there is to do today, before anything else on the page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rehab.models import Plan
from rehab.programme.care.rice import Item
from rehab.programme.course import Course
from rehab.programme.days import ONE_DAY
from rehab.programme.follow_up.limits import walking_rule
from rehab.programme.pain.limits import BONE, Work, pain_limit
from rehab.programme.pain.words import pain_rule
from rehab.programme.review import Owed, is_session_day, owed
from rehab.programme.running.left import locks_today
from rehab.programme.running.locks import Lock
from rehab.programme.running.stages import FREE, HOW, STAGES, Stage
from rehab.programme.told import History, since
from rehab.programme.training.sessions import Chosen
from rehab.programme.training.today import session_today
from rehab.reminders.care import care_items
from rehab.views.page.rows import Kept
from rehab.views.page.week import ThisWeek

NEXT_WITHIN = 8  # days: a session comes at least once a week


class Kind(StrEnum):
    """What sort of day it is. The page has words for each."""

    PROTECT = "PROTECT"
    CARE = "CARE"  # rest, ice and the rest
    HELD = "HELD"  # no exercises for some days
    SESSION = "SESSION"
    RUN = "RUN"
    REST = "REST"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An exercise, and the names of the runner's factors that it was chosen for."""

    chosen: Chosen
    serves: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunToday:
    """Whether to run today: all that speaks against it, or else how.

    ``stage`` is that of the ladder; none once running is planned by the week. A run is over
    when pain comes to ``stop_from``.
    """

    stage: Stage | None
    how: tuple[str, ...]
    locks: tuple[Lock, ...]
    done: bool
    stop_from: int

    @property
    def may(self) -> bool:
        return not self.done and not self.locks


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """All that a runner does today. ``day_told`` and ``session_told``: nothing is open.

    ``until`` is the first day on which exercises go on, for a day on which they do not;
    ``next_on`` the day of the next session.
    """

    kind: Kind
    owed: Owed
    walking: tuple[str, ...] = ()
    care: tuple[Item, ...] = ()
    movements: tuple[Card, ...] = ()
    strength: tuple[Card, ...] = ()
    stretches: tuple[Card, ...] = ()
    pain_rule: tuple[str, ...] = ()
    run: RunToday | None = None
    until: date | None = None
    next_on: date | None = None
    day_told: bool = False
    session_told: bool = False


def today_of(
    plan: Plan,
    course: Course,
    history: History,
    week: ThisWeek,
    *,
    names: Mapping[str, str],
    kept: Iterable[Kept] = (),
) -> Today:
    """Return what ``plan`` calls for today; ``names`` are those of the factors.

    A session that was ``kept`` stands as it was first called for.
    """
    on = week.on
    of_today = next((one.rungs for one in kept if one.on == on), None)
    locks = locks_today(course, history, week.limits, on, kept=week.planned)
    run = _run(course, history, on, locks)
    kind = _kind(course, on, run, is_kept=of_today is not None)
    items = None if of_today is None else of_today.items()
    shown = session_today(course, history, on, kept=items)
    trains = kind in {Kind.SESSION, Kind.RUN, Kind.REST}
    told_on = {row.on for row in since(history.days, on)}
    return Today(
        kind=kind,
        owed=owed(course, history, on),
        walking=_walking(plan, course) if kind is Kind.PROTECT else (),
        care=_care(plan, course) if kind in {Kind.PROTECT, Kind.CARE} else (),
        movements=_cards(names, shown.movements) if kind is Kind.CARE else (),
        strength=_cards(names, shown.strength) if trains else (),
        stretches=_cards(names, shown.stretches) if trains else (),
        pain_rule=pain_rule(course, on, (one.exercise for one in shown.strength))
        if trains
        else (),
        run=run,
        until=course.hold_until if kind is Kind.HELD else None,
        next_on=_next_session(course, on),
        day_told=on in told_on,
        session_told=bool(since(history.sessions, on)),
    )


def _kind(course: Course, on: date, run: RunToday | None, *, is_kept: bool) -> Kind:
    if course.limits.protect_only:
        return Kind.PROTECT
    if course.hold_until is not None and on < course.hold_until:
        return Kind.HELD
    if course.phase == 0:
        return Kind.CARE
    if is_kept or is_session_day(course, on):
        return Kind.SESSION
    return Kind.RUN if run is not None and run.may else Kind.REST


def _walking(plan: Plan, course: Course) -> tuple[str, ...]:
    stressed = not BONE.isdisjoint(course.runner.causes)
    return walking_rule(bone=stressed or plan.assessment.decided.no_impact)


def _care(plan: Plan, course: Course) -> tuple[Item, ...]:
    protects = course.limits.protect_only
    return care_items(plan, injury=course.runner.injury, protects=protects)


def _run(
    course: Course, history: History, on: date, locks: tuple[Lock, ...]
) -> RunToday | None:
    """Return what today's run is, once running has opened."""
    if course.stage is None:
        return None
    return RunToday(
        stage=None if course.stage >= FREE else STAGES[course.stage],
        how=HOW,
        locks=locks,
        done=bool(since(history.runs, on)),
        stop_from=pain_limit(course, on, Work.RUN).red,
    )


def _next_session(course: Course, on: date) -> date | None:
    """Return the next day after ``on`` with a session, if exercises have begun."""
    later = (on + number * ONE_DAY for number in range(1, NEXT_WITHIN))
    return next((day for day in later if is_session_day(course, day)), None)


def _cards(names: Mapping[str, str], chosen: Iterable[Chosen]) -> tuple[Card, ...]:
    return tuple(
        Card(chosen=one, serves=tuple(names[id_] for id_ in one.serves if id_ in names))
        for one in chosen
    )
