"""Why running is still locked, and what opens it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rehab.programme.course import Change, Course, What
from rehab.programme.days import ONE_DAY, WEEK
from rehab.programme.fitting import fit
from rehab.programme.pain.lights import reds
from rehab.programme.pain.limits import BONE
from rehab.programme.phases.gates import RUN, passed_twice
from rehab.programme.running.aftermath import settles_until
from rehab.programme.running.gate import (
    CALM_DAYS,
    CALM_PAIN,
    GUIDED_DAYS,
    GUIDED_PAIN,
    is_guided,
    keeps_whole_list,
    swelling_days,
)
from rehab.programme.running.signs import (
    answered,
    daily_pain,
    flags,
    nights,
    ran_on,
    swelling,
)
from rehab.programme.running.stages import restart_stage, start_stage
from rehab.programme.told import History, since

FLAG_DAYS = 7  # our default: full days without a warning sign before any run
TOLD_DAYS = 3  # our default: on so many days of the week pain must have been told
LIST_DAYS = 14  # our default: a list met longer ago is gone through again
LOOK_BACK = timedelta(days=60)  # nothing older tells how the knee is now
TODAY_PAIN = 2  # our default: the most in daily life on the day of a run
REST_AFTER_RED = timedelta(days=2)  # no impact on the day after: our default

OPEN = "Your knee has been calm and you met the whole list. The first runs open."


@dataclass(frozen=True, slots=True)
class Lock:
    """One reason why there is no running yet, in words for the runner.

    ``opens_on`` is the first day on which it may be over, where that can be told.
    """

    id: str
    words: str
    opens_on: date | None = None


PAUSED = Lock("paused", "Somebody should look at your knee first.")
NOT_CLEARED = Lock("not_cleared", "Be seen first, and ask if you may run.")
SETTLING = Lock("settling", "The first days are for rest. No running yet.")
NO_HOPS = Lock("no_hops", "Hops come before the first run. Be seen, and ask about them.")
ONLY_TOLD = Lock("only_told", "With this knee, be seen first. Only then can running open.")


def run_locks(course: Course, history: History, on: date) -> tuple[Lock, ...]:
    """Return every reason why running is locked on ``on``; none if it is open.

    As long as somebody has to look first, that is all: nothing else can be done about it.
    Once it has opened, only what always locks it counts; what keeps somebody from running
    on one day is in ``rest_locks``.
    """
    if unseen := tuple(_unseen(course)):
        return unseen
    locks = list(_always(course, history, on))
    if course.stage is None:
        locks += (lock for rule in _BEFORE_THE_FIRST for lock in rule(course, history, on))
    return tuple(locks)


def rest_locks(course: Course, history: History, on: date) -> tuple[Lock, ...]:
    """Return every reason against a run on ``on`` itself, also those of ``run_locks``.

    After a bad run there are days of rest, between two runs there is one, and nobody runs
    on a knee that is swollen or sore that day.
    """
    rules = (_resting, _ran_yesterday, *_TODAY)
    today = (lock for rule in rules for lock in rule(course, history, on))
    return (*run_locks(course, history, on), *today)


def rests_until(course: Course, history: History, on: date) -> date | None:
    """Return the first day, as far as is known on ``on``, on which the knee may run.

    That is after the rest that a run has cost, after a session that was too much, and not
    on a day that is sore. None if nothing keeps from running.
    """
    told = history.until(on)
    days = [] if course.rest_until is None else [course.rest_until]
    days += (red + REST_AFTER_RED for red in reds(course, told, on - ONE_DAY))
    if any(lock for rule in _TODAY for lock in rule(course, told, on)):
        days.append(on + ONE_DAY)
    return max(days, default=None)


def list_counts_from(course: Course, history: History, on: date) -> date:
    """Return the first day on which to meet the list still counts on ``on``.

    After a warning sign, or once somebody had to look, it is gone through anew.
    """
    anew = [day + ONE_DAY for day in flags(history, on - LOOK_BACK)]
    if course.cleared_on is not None:
        anew.append(course.cleared_on + ONE_DAY)
    return course.after_overruling(max([on - timedelta(days=LIST_DAYS), *anew]))


def open_running(course: Course, history: History, on: date) -> tuple[Change, ...]:
    """Return the move to the first stage, if running is locked and nothing locks it."""
    if course.stage is not None or run_locks(course, history, on):
        return ()
    stage = _first_stage(course, history, on)
    return (Change(what=What.STAGE, after=str(stage), why=OPEN),)


def _first_stage(course: Course, history: History, on: date) -> int:
    """Start by the time without a run, and lower than the last stage if there was one."""
    by_ladder = [
        (run.on, run.stage) for run in history.until(on).runs if run.stage is not None
    ]
    if not by_ladder:
        days = 7 * course.runner.weeks_off + course.day(on)
        return start_stage(course.runner, days_off=days)
    ran_on, stage = by_ladder[-1]
    by_time = start_stage(course.runner, days_off=(on - ran_on).days)
    return min(by_time, restart_stage(stage))


def _unseen(course: Course) -> Iterator[Lock]:
    """Say who has to be seen before anything else: one word for each reason."""
    if course.paused:
        yield PAUSED
    if course.limits.protect_only or not course.limits.may_run:
        yield NOT_CLEARED
    elif course.stage is None and course.cleared_on is None and _is_bone(course):
        yield ONLY_TOLD


def _is_bone(course: Course) -> bool:
    """Say whether only whoever has looked can tell when running may begin."""
    return fit(course.runner.causes).run_week is None


def _always(course: Course, history: History, on: date) -> Iterator[Lock]:
    if course.phase == 0:
        yield SETTLING
    if flagged := flags(history, on - timedelta(days=FLAG_DAYS)):
        words = f"You told of a warning sign. Stay free of them for {FLAG_DAYS} days first."
        yield Lock("flag", words, max(flagged) + timedelta(days=FLAG_DAYS + 1))


def _pain(course: Course, history: History, on: date) -> Iterator[Lock]:
    """Pain must have stayed low since the first day of the week or earlier.

    It is told on some days only: what was told since must all be low, and be enough, with
    the list of new signs answered. After somebody had to look, the days count anew.
    """
    guided = is_guided(course)
    days, most = (GUIDED_DAYS, GUIDED_PAIN) if guided else (CALM_DAYS, CALM_PAIN)
    told = daily_pain(history, on - LOOK_BACK)
    sore = max((day for day, pain in told.items() if pain > most), default=date.min)
    anew = max(sore, course.cleared_on or date.min)
    calm = [day for day in answered(history, on - LOOK_BACK) if day > anew]
    first = on - timedelta(days=days - 1)
    if sore >= first - ONE_DAY:
        words = f"In daily life, pain must stay at {most} or less for {days} days."
        yield Lock("pain", words, sore + timedelta(days=days + 1))
    elif not calm or min(calm) > first or sum(day >= first for day in calm) < TOLD_DAYS:
        words = f"Tell us about your pain on {TOLD_DAYS} days or more, over {days} days."
        yield Lock("pain_not_told", words)


def _night_pain(_: Course, history: History, on: date) -> Iterator[Lock]:
    """Pain at night counts for as long as any other that is above the limit."""
    if told := nights(history, on - timedelta(days=CALM_DAYS)):
        words = f"The knee must not hurt at night for {CALM_DAYS} days."
        yield Lock("night_pain", words, max(told) + timedelta(days=CALM_DAYS + 1))


def _swelling(course: Course, history: History, on: date) -> Iterator[Lock]:
    days = swelling_days(course.runner)
    swollen = [day for day, was in swelling(history, on - LOOK_BACK).items() if was]
    if course.runner.swollen:
        swollen.append(course.begun_on)
    last = max(swollen, default=date.min)
    if last >= on - timedelta(days=days):
        words = f"There must be no swelling for {days} days."
        yield Lock("swelling", words, last + timedelta(days=days + 1))


def _not_settled(course: Course, history: History, on: date) -> Iterator[Lock]:
    """Wait after a run or a session that was too much, as with all that gets harder."""
    if until := settles_until(course, history, on):
        words = "Something was too much for your knee. Give it some days first."
        yield Lock("not_settled", words, until)


def _too_early(course: Course, _: History, on: date) -> Iterator[Lock]:
    """Wait for the weeks each cause needs; of a bone, whoever has looked can tell."""
    weeks = fit(course.runner.causes).run_week
    if weeks is None:
        return
    began = course.exercises_began_on
    opens = None if began is None else began + weeks * WEEK
    if opens is None or on < opens:
        words = f"With this knee, running comes after {weeks} weeks of exercises."
        yield Lock("too_early", words, opens)


def _list_not_met(course: Course, history: History, on: date) -> Iterator[Lock]:
    if keeps_whole_list(course.runner) and not course.limits.may_hop:
        yield NO_HOPS
    first = list_counts_from(course, history, on)
    if passed_twice(RUN, history, first):
        return
    told = [row for row in since(history.gates, first) if row.gate == RUN]
    if told and told[-1].passed:
        yield Lock("list_once", "You met the list once. Meet it again 2 days later.")
    else:
        words = "Go through the list. All of it must be true, twice, 2 days apart."
        yield Lock("list", words)


_BEFORE_THE_FIRST: tuple[Callable[[Course, History, date], Iterator[Lock]], ...] = (
    _pain,
    _night_pain,
    _swelling,
    _not_settled,
    _too_early,
    _list_not_met,
)


def _resting(course: Course, _: History, on: date) -> Iterator[Lock]:
    until = course.rest_until
    if until is not None and on < until:
        yield Lock("resting", "Your knee rests from running for some days.", until)


def _ran_yesterday(_: Course, history: History, on: date) -> Iterator[Lock]:
    if ran_on(history, on - ONE_DAY) or ran_on(history, on):
        yield Lock("rest_day", "Rest for at least 1 day between 2 runs.", None)


def _red_session(course: Course, history: History, on: date) -> Iterator[Lock]:
    if red := reds(course, history, on - ONE_DAY):
        words = "Your exercises were too much. Do not run that day or the next."
        yield Lock("red_session", words, max(red) + REST_AFTER_RED)


def _sore_today(course: Course, history: History, on: date) -> Iterator[Lock]:
    """Look at what was told last in the week: what is not told has not got better."""
    most = 0 if not BONE.isdisjoint(course.runner.causes) else TODAY_PAIN
    told = daily_pain(history, on - WEEK)
    if told and told[max(told)] > most:
        yield Lock("sore", f"Leave the run out while your pain is above {most}.")
    if nights(history, on - ONE_DAY):
        yield Lock("sore_night", "Leave the run out while your knee hurts at night.")
    swollen = swelling(history, on - WEEK)
    if swollen and swollen[max(swollen)]:
        yield Lock("swollen", "Leave the run out while your knee is swollen.")


_TODAY = (_red_session, _sore_today)
