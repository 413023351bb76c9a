"""How it goes with a runner in four charts, each with a sentence that says it first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median_low

from rehab.charts.days import Reading, day_charts
from rehab.charts.stairs import StairChart, Step, stair_charts
from rehab.charts.weeks import Week, week_charts
from rehab.models import Plan, PlanChange
from rehab.models.amounts import amount_words
from rehab.oversight.record import Course
from rehab.plans import local_day
from rehab.plans.reading.progress import (
    DAYS_SHOWN,
    WEEK,
    PainShown,
    WeeksShown,
    ceilings_of,
    first_shown,
    readings,
    runs_by_week,
    sessions_by_week,
    zones_of,
)
from rehab.programme.pain.limits import Work, pain_limit_of
from rehab.programme.running.distance import Measure, week_of

What = PlanChange.What
LAST_PHASE = max(Plan.Phase).value
WEEKS_SUMMED = 4
MOVED = (What.PHASE, What.UNDONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """From a day on a plan is in a phase, or on hold if that is empty; and why."""

    on: date
    phase: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PhasesShown:
    """The phases of a plan, newest last."""

    headline: str
    charts: tuple[StairChart, ...]
    moves: tuple[Move, ...]

    @property
    def newest_first(self) -> tuple[Move, ...]:
        return self.moves[::-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Charts:
    """What can be drawn of a plan; ``unit`` is what its runner counts in."""

    pain: PainShown | None
    sessions: WeeksShown | None
    runs: WeeksShown | None
    phases: PhasesShown
    unit: str


def charts_of(course: Course, today: date) -> Charts:
    """Return what to draw of a plan on the day ``today``, where the runner is."""
    return Charts(
        pain=_pain(course, today),
        sessions=_sessions(course, today),
        runs=_runs(course, today),
        phases=_phases(course, today),
        unit=course.plan.unit,
    )


def adherence(course: Course, today: date) -> tuple[int, int] | None:
    """Return how many sessions were done of how many, in the last full weeks."""
    if not course.history.owed:
        return None
    weeks = [*_full(sessions_by_week(course.history, today), today)][-WEEKS_SUMMED:]
    if not weeks:
        return None
    return (
        sum(int(week.amount) for week in weeks),
        sum(int(week.limit or 0) for week in weeks),
    )


def _full(weeks: Sequence[Week], today: date) -> Iterator[Week]:
    return (week for week in weeks if week.begins_on < week_of(today))


def _pain(course: Course, today: date) -> PainShown | None:
    plan = course.plan
    first = max(plan.begun_on, today - timedelta(days=DAYS_SHOWN - 1))
    days = readings(course.history, first)
    if not days:
        return None
    causes = plan.assessment.decided.shown
    limit = pain_limit_of(causes, plan.care_began_on, today, Work.STRENGTH)
    return PainShown(
        headline=_pain_headline(days, today),
        charts=day_charts(days, zones_of(limit), first=first, last=today),
        days=days,
        more=plan.begun_on < first,
    )


def _pain_headline(days: Sequence[Reading], today: date) -> str:
    told = [(day.on, day.line) for day in days if day.line is not None]
    late = [pain for on, pain in told if on > today - WEEK]
    if not late:
        return "Nothing told of pain in daily life for a week."
    now = median_low(late)
    early = [pain for on, pain in told if on < told[0][0] + WEEK and on <= today - WEEK]
    if not early:
        return f"Pain in daily life is about {now} of 10."
    before = median_low(early)
    since = f"{told[0][0]:%-d %b}"
    if before == now:
        return f"Pain in daily life has stayed at about {now} since {since}."
    way = "down" if now < before else "up"
    return f"Pain in daily life went {way} from {before} to {now} since {since}."


def _sessions(course: Course, today: date) -> WeeksShown | None:
    if not course.history.owed:
        return None
    weeks = sessions_by_week(course.history, today)
    done = adherence(course, today)
    full = len([*_full(weeks, today)][-WEEKS_SUMMED:])
    lately = "last full week" if full == 1 else f"last {full} full weeks"
    this = weeks[-1]
    return WeeksShown(
        headline=f"{done[0]} of {done[1]} sessions done in the {lately}."
        if done
        else f"{this.amount:g} of {this.limit:g} sessions done this week.",
        charts=week_charts(weeks),
        weeks=weeks,
        more=week_of(course.plan.begun_on) < weeks[0].begins_on,
    )


def _runs(course: Course, today: date) -> WeeksShown | None:
    ran = runs_by_week(course.history, today)
    if ran is None:
        return None
    measure, unit = ran.measure, course.plan.unit
    weeks = ran.weeks(ceilings_of(course.weeks, measure), unit)
    *before, this = (amount_words(amount, measure, unit) for amount in ran.amounts)
    last = f"{before[-1]} last week, " if before else ""
    return WeeksShown(
        headline=f"Ran {last}{this} this week so far.",
        charts=week_charts(weeks),
        weeks=weeks,
        more=week_of(course.plan.begun_on) < first_shown(today),
        in_minutes=measure is Measure.SECONDS,
    )


def _phases(course: Course, today: date) -> PhasesShown:
    plan = course.plan
    moves = [*_moves(course)]
    end = local_day(plan.person, plan.finished_at) if plan.finished_at else today
    phase = Plan.Phase(plan.phase)
    weeks = (end - plan.phase_since).days // 7
    how_long = "1 week" if weeks == 1 else f"{weeks} weeks"
    return PhasesShown(
        headline=f"Phase {phase.value} of {LAST_PHASE}, {phase.label}, for {how_long}.",
        charts=stair_charts(
            [Step(move.on, level) for move, level in moves], Plan.Phase.labels, last=end
        ),
        moves=tuple(move for move, _ in moves),
    )


def _moves(course: Course) -> Iterator[tuple[Move, int | None]]:
    """Yield each phase, and each time on hold, with its level."""
    plan = course.plan
    told = [int(move.before) for move in course.moves if move.what in MOVED]
    phase = [*told, plan.phase][0]
    yield _move(plan.begun_on, phase, "The plan began.")
    for change in course.moves:
        if change.what in MOVED:
            phase = int(change.after)
        level = None if change.what in {What.PAUSED, What.FINISHED} else phase
        yield _move(local_day(plan.person, change.at), level, change.why)


def _move(on: date, level: int | None, why: str) -> tuple[Move, int | None]:
    words = "" if level is None else f"{level} {Plan.Phase(level).label}"
    return Move(on=on, phase=words, why=why), level
