"""How runs, and days without one, move somebody on the ladder of walking and running."""

from datetime import date

from rehab.programme.care.meanwhile import RUN_ON
from rehab.programme.course import Change, Course, What
from rehab.programme.days import ONE_DAY, WEEK
from rehab.programme.pain.limits import Work, pain_limit
from rehab.programme.running.distance import terrain_of
from rehab.programme.running.gate import most_daily_pain
from rehab.programme.running.locks import run_locks
from rehab.programme.running.outcome import Outcome, judge
from rehab.programme.running.setbacks import BACK_AFTER, COSTS, setbacks, times_wrong
from rehab.programme.running.signs import daily_pain
from rehab.programme.running.stages import FIRST, FREE, STAGES
from rehab.programme.told import History, Intensity, RunTold, Terrain, since

STILL_RUNNING = 3  # full days without a run; after more, a stage is repeated: our default
# After so many full days without a run: so many stages back, but not below. Our defaults.
MISSED = ((8, 2, FIRST), (15, 2, 2), (29, FREE, 1))

STOP_NOW = "Stop running now. Walk home."
WORDS = {
    Outcome.GOOD: "It went well, and the knee took it well.",
    Outcome.WAITING: "Tell us how the knee is tomorrow morning. Then we know if it counts.",
    Outcome.NOT_TOLD: "We don't know how the knee took it, so it does not count.",
    Outcome.REPEAT: "It was a little too much, so it does not count. Do it once more.",
    **{outcome: cost.why for outcome, cost in COSTS.items()},
}
UP = "It went well often enough. The next stage comes."
BY_WEEK = "You run for 30 minutes without trouble. Now you plan by the week."
NOT_RUN = "You have not run for more than a week. You start again a few stages lower."


def after_run(course: Course, history: History, on: date) -> tuple[Change, ...]:
    """Return what runs told up to ``on`` change: rest, stages back or up, a visit.

    It may be asked each day and after each entry: what was changed is not changed twice.
    """
    told = history.until(on)
    return tuple(setbacks(course, told, on)) or _step_up(course, told, on)


def after_gap(course: Course, history: History, on: date) -> tuple[Change, ...]:
    """Return the way back down after days without a run; rest after a bad one is none."""
    if course.stage is None or _is_resting(course, on):
        return ()
    last = _last_active(course, history.until(on))
    moved_on = course.stage_since or course.begun_on
    stage = course.stage
    for missed, back, lowest in MISSED:
        if moved_on < last + (missed + 1) * ONE_DAY <= on:
            stage = min(stage, max(stage - back, lowest))
    if stage == course.stage:
        return ()
    before = str(course.stage)
    return (Change(what=What.STAGE, before=before, after=str(stage), why=NOT_RUN),)


def passes(course: Course, history: History, on: date) -> int:
    """Return how often the present stage went well, as far as that counts.

    It counts if it was done as it says, with a day of rest before it. After a run that was
    too much, or more than three full days without one, it counts anew.
    """
    first = course.stage_since or course.begun_on
    count, before = 0, date.min
    for run in since(history.until(on).runs, first - ONE_DAY):
        days = (run.on - before).days
        outcome = judge(course, history, run, on).outcome
        if days > STILL_RUNNING + 1 or outcome >= Outcome.BAD:
            count = 0
        passed = outcome is Outcome.GOOD and _is_as_it_says(course, run)
        if passed and days > 1 and run.on >= first:
            count += 1
        before = run.on
    return count


def words_for_run(
    course: Course, history: History, run: RunTold, on: date
) -> tuple[str, ...]:
    """Return what to say about ``run``, what matters most first.

    Pain that came suddenly, kept rising or was strong comes first: stop. Then, while
    running is locked, that to run on makes it worse; else what the run came to.
    """
    stop = run.limped or run.pain >= pain_limit(course, run.on, Work.RUN).red
    first = (STOP_NOW,) if stop else ()
    if course.stage is None or run_locks(course, history, on):
        return (*first, RUN_ON)
    return (*first, WORDS[judge(course, history, run, on).outcome])


def _step_up(course: Course, history: History, on: date) -> tuple[Change, ...]:
    stage = course.stage
    if stage is None or stage == FREE or not _went_well_last(course, history, on):
        return ()
    if passes(course, history, on) < STAGES[stage].passes:
        return ()
    days = STAGES[stage].least_days
    if times_wrong(course, history, stage + 1, on) >= BACK_AFTER:
        days = max(days, WEEK.days)
    lasted = (on - (course.stage_since or course.begun_on)).days >= days
    if not lasted or _is_resting(course, on) or _hurts(course, history, on):
        return ()
    if run_locks(course, history, on):
        return ()
    why = BY_WEEK if stage + 1 == FREE else UP
    return (Change(what=What.STAGE, before=str(stage), after=str(stage + 1), why=why),)


def _hurts(course: Course, history: History, on: date) -> bool:
    """Say whether daily life has hurt in the last week more than a first run takes."""
    told = daily_pain(history, on - WEEK).values()
    return max(told, default=0) > most_daily_pain(course)


def _went_well_last(course: Course, history: History, on: date) -> bool:
    """Say whether nothing told by ``on`` speaks against the last run."""
    last = history.runs[-1:]
    return all(judge(course, history, run, on).outcome < Outcome.REPEAT for run in last)


def _is_as_it_says(course: Course, run: RunTold) -> bool:
    """Say whether ``run`` was the present stage, all of it, on soft and flat ground."""
    if run.stage is None or run.stage != course.stage or run.stage == FREE:
        return False
    return (
        run.minutes >= STAGES[run.stage].minutes
        and run.intensity is Intensity.EASY
        and terrain_of(run) is Terrain.SOFT_FLAT
    )


def _is_resting(course: Course, on: date) -> bool:
    return course.rest_until is not None and on < course.rest_until


def _last_active(course: Course, history: History) -> date:
    """Return the last day that was no break: with a run, or with none allowed."""
    days = [course.cleared_on, course.rest_until]
    if history.runs:
        days.append(history.runs[-1].on)
    else:
        days.append(course.stage_since)
    return max((day for day in days if day is not None), default=course.begun_on)
