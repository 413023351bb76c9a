"""What a run that was too much costs: days of rest, stages of the ladder, maybe a visit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rehab.programme.course import Change, Course, What, apply
from rehab.programme.days import ONE_DAY
from rehab.programme.running.outcome import WATCHED_DAYS, Judged, Outcome, judged_since
from rehab.programme.running.stages import FIRST, FREE
from rehab.programme.told import History, Swelling
from triage.rules.parts import Level

SWOLLEN, FAILED = "run-swollen", "run-failed"
REMEMBERED = timedelta(days=28)  # so long it counts that a stage went wrong: our default
TOLD_LATE = timedelta(days=10)  # what is told of a run later than that costs nothing
BACK_AFTER, VISIT_AFTER = 2, 3  # times that a stage went wrong: our defaults

SEE_SOON = "The knee swelled more after a run. Let somebody look within a week."
SEE = "The knee was swollen after a run. Let a physio look within 2 weeks."
SEE_FAILED = "Your runs went wrong 3 times. Let a physio look within 2 weeks."
WENT_WRONG_TWICE = "This went wrong twice. Do the stage before it for a week."


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Stages to go back, though not below ``lowest``, and full days of rest."""

    stages: int
    rest_days: int
    why: str
    lowest: int = FIRST
    by_week: bool = False  # it takes who plans by the week back to the ladder


COSTS = {  # our defaults
    Outcome.BAD: Cost(
        stages=1,
        rest_days=2,
        why="The run was too much. Rest from running for 2 days.",
    ),
    Outcome.LONGER: Cost(
        stages=2,
        rest_days=2,
        why="The knee was sore for more than a day. Rest from running for 2 days.",
    ),
    Outcome.LASTING: Cost(
        stages=3,
        rest_days=5,
        lowest=1,
        by_week=True,
        why="The knee was sore for more than 2 days. Rest from running for 5 days.",
    ),
    Outcome.SWOLLEN: Cost(
        stages=3,
        rest_days=5,
        lowest=1,
        by_week=True,
        why="The knee was swollen after a run. Rest from running for 5 days.",
    ),
}


def setbacks(course: Course, history: History, on: date) -> Iterator[Change]:
    """Yield what the runs told up to ``on`` cost, as far as it has not been paid yet.

    What a physio has overruled costs nothing, but still pauses a plan where it must.
    """
    first = min(on - WATCHED_DAYS * ONE_DAY, course.stage_since or on)
    for judged in judged_since(course, history, max(first, on - TOLD_LATE), on):
        if judged.outcome < Outcome.REPEAT:
            continue
        costs = _costs(course, history, judged, on)
        if _is_overruled(course, judged):
            costs = (change for change in costs if change.what is What.PAUSE)
        for change in costs:
            yield change
            course = apply(course, change, on)


def times_wrong(
    course: Course, history: History, stage: int, on: date, *, last: date | None = None
) -> int:
    """Return how often in four weeks ``stage`` went wrong, as far as is known by ``on``.

    They end with ``last``, or else with ``on``. On the ladder a run that has to be repeated
    is one; of those off it, or planned by the week, only what was too much.
    """
    last = last or on
    least, key = (Outcome.BAD, None) if stage == FREE else (Outcome.REPEAT, stage)
    judged = judged_since(course, history, last - REMEMBERED, on)
    wrong = (
        each.run
        for each in judged
        if each.outcome >= least and not _is_overruled(course, each)
    )
    return sum(run.stage == key and run.on <= last for run in wrong)


def _is_overruled(course: Course, judged: Judged) -> bool:
    """Say whether all that speaks against a run was known when a physio overruled it."""
    overruled_on = course.overruled_on
    return overruled_on is not None and judged.known_on <= overruled_on


def _costs(course: Course, history: History, judged: Judged, on: date) -> Iterator[Change]:
    rest = _rest(course, judged)
    stage = _stage_of(course, judged)
    key = FREE if stage is None else stage  # off the ladder, what was too much counts
    wrong = times_wrong(course, history, key, on, last=judged.run.on)
    yield from rest
    yield from _back(course, judged, 0 if stage is None else wrong, new=bool(rest))
    yield from _visits(course, judged, wrong)


def _stage_of(course: Course, judged: Judged) -> int | None:
    """Return the stage that a run tells of; for one off the ladder, none."""
    if judged.run.stage is None and course.stage == FREE:
        return FREE
    return judged.run.stage


def _rest(course: Course, judged: Judged) -> tuple[Change, ...]:
    cost = COSTS.get(judged.outcome)
    if cost is None:
        return ()
    until = judged.known_on + (cost.rest_days + 1) * ONE_DAY
    if course.rest_until is not None and course.rest_until >= until:
        return ()
    before = "" if course.rest_until is None else course.rest_until.isoformat()
    return (Change(what=What.REST, before=before, after=until.isoformat(), why=cost.why),)


def _back(course: Course, judged: Judged, wrong: int, *, new: bool) -> tuple[Change, ...]:
    """Go back from the stage that was run, or for a run off the ladder from where it is.

    If such a run has cost its stages already can be told by the rest that came with them;
    so it is with a run from before running opened, which had none to give back then.
    """
    stage = _stage_of(course, judged)
    if course.stage is None or _has_moved_up(course, judged.run.on, stage):
        return ()
    if not new and course.opened_on is not None and judged.run.on < course.opened_on:
        return ()
    at = course.stage if stage is None else stage
    after, why = course.stage, ""
    cost = COSTS.get(judged.outcome)
    if cost is not None and (stage is not None or new):
        after, why = _after(at, cost), cost.why
    if wrong >= BACK_AFTER and at - 1 <= after:
        after, why = max(at - 1, FIRST), WENT_WRONG_TWICE
    if after >= course.stage:
        return ()
    before = str(course.stage)
    return (Change(what=What.STAGE, before=before, after=str(after), why=why),)


def _has_moved_up(course: Course, ran_on: date, stage: int | None) -> bool:
    """Say whether somebody has moved up from ``stage`` since, in spite of the run."""
    if stage is None or course.stage is None or course.stage_since is None:
        return False
    return stage < course.stage and ran_on < course.stage_since


def _after(at: int, cost: Cost) -> int:
    """Return the stage that ``cost`` leads to: one back at least, if there is one."""
    if at == FREE and not cost.by_week:
        return at
    lowest = min(cost.lowest, max(at - 1, FIRST))
    return max(at - cost.stages, lowest)


def _visits(course: Course, judged: Judged, wrong: int) -> Iterator[Change]:
    run = judged.run
    if judged.outcome is Outcome.SWOLLEN and _is_news(course, SWOLLEN, run.on):
        yield _much_swollen() if run.swelling is Swelling.MORE else _visit(SWOLLEN, SEE)
    if wrong >= VISIT_AFTER and _is_news(course, FAILED, run.on):
        yield _visit(FAILED, SEE_FAILED)


def _much_swollen() -> Change:
    level = Level.WITHIN_A_WEEK
    return Change(what=What.PAUSE, subject=SWOLLEN, level=level, why=SEE_SOON)


def _visit(subject: str, why: str) -> Change:
    return Change(what=What.VISIT, subject=subject, level=Level.WITHIN_2_WEEKS, why=why)


def _is_news(course: Course, subject: str, on: date) -> bool:
    said = course.visits.get(subject)
    return said is None or said < on
