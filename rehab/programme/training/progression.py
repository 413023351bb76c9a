"""How exercises get harder and easier, one change at a time.

A session says of each exercise: harder, the same, easier or much easier. The order of the
steps is that of the exercise's own ladder.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from rehab.programme.course import Change, Course, What
from rehab.programme.exercises import BY_ID
from rehab.programme.exercises.parts import EASIER, Dose
from rehab.programme.fitting import fit
from rehab.programme.pain.lights import (
    FAR_TOO_HARD,
    Verdict,
    best,
    is_red,
    reds,
    verdicts,
    was_stopped,
)
from rehab.programme.running.outcome import Outcome, judged_since
from rehab.programme.told import Day, History, SessionTold, Swelling, since
from triage.rules.parts import Level

APART = timedelta(days=3)  # our default: one step on an exercise in 3 days at most
GOOD, GOOD_IF_SLOW = 2, 3  # good sessions in a row before it gets harder: our defaults
SLOW_CAUSES = frozenset({"meniscus", "mcl"})
LESS = 0.7  # of the volume at most is left after a step back: our default, 30 to 50 % less
LOOK_BACK = timedelta(days=35)  # further back no session tells how a rung goes
JUDGED = timedelta(days=7)  # so long after a session what it said still makes it easier
BAD_WINDOW = timedelta(days=10)
BAD_SESSIONS = 3  # in 10 days cost a phase: our default
HOLD_FOR = timedelta(days=2)  # our default: 24 to 48 hours
FLARES_WITHIN = timedelta(days=28)  # our default: twice in 4 weeks is for a visit
FROM_PHASE, SPRING = 1, 4  # with exercises, with impact

FLARE = "flare"  # the check-in that is owed after a phase was given back
FLARED_TWICE = "two-flares"

HARDER = "It went well several times in a row. It gets one step harder."
EASIER_A_STEP = "It was very hard. It gets one step easier."
MUCH_EASIER = "It hurt too much, or still did the next morning. You do much less of it."
EASIEST = "It hurt too much twice in a row. You do the easier version now."
TOO_MUCH = "Pain was very strong. You go on with the easier version later."
TROUBLE = "Very strong pain, more swelling or pain at night: no exercises for 2 days."
LOWER = "Your knee needs a calmer time. You go back one phase."
TWO_FLARES = "Twice in 4 weeks the sessions were too much. Let a physio look."
THREE_BAD = "3 sessions in 10 days were too much. You go back one phase."


def moves(course: Course, history: History, on: date, *, up: bool) -> tuple[Change, ...]:
    """Return which exercises get easier on ``on``, and the one that gets harder.

    Any number may get easier. At most one gets harder a day, none before a session was done
    after the last one did, and none by a session that was too much for another one. With
    ``up`` false nothing gets harder.
    """
    easier = _all_easier(course, history, on)
    if easier or not up:
        return easier
    harder = _one_harder(course, history, on)
    return (harder,) if harder else ()


def setbacks(course: Course, history: History, on: date) -> tuple[Change, ...]:
    """Return what swelling, night pain and bad sessions do to the whole course."""
    if course.phase < FROM_PHASE:
        return ()
    trouble = _last_trouble(course, history, on)
    if trouble is not None:
        return _hold(course, trouble)
    first = max(on - BAD_WINDOW + timedelta(days=1), course.phase_since)
    bad_days = {*reds(course, history, course.after_looking(first))}
    if len(bad_days) < BAD_SESSIONS or course.phase_since >= on:
        return ()
    word = Change(what=What.VISIT, subject=FLARE, why=THREE_BAD)
    back = (_phase_down(course, THREE_BAD), word)
    last = course.visits.get(FLARE)
    if last is None or on - last > FLARES_WITHIN:
        return back
    level = Level.WITHIN_2_WEEKS
    visit = Change(what=What.VISIT, subject=FLARED_TWICE, level=level, why=TWO_FLARES)
    return (*back, visit)


def may_jump(course: Course, history: History, on: date) -> bool:
    """Say whether impact may be in the session of ``on``: never on the day after a red.

    That is a session or a run that was too much, as far as is known.
    """
    if not course.limits.may_hop or course.phase < SPRING:
        return False
    yesterday = on - timedelta(days=1)
    runs = judged_since(course, history, yesterday, on)
    bad_run = any(each.outcome >= Outcome.BAD for each in runs)
    return not bad_run and not reds(course, history, yesterday)


def volume(dose: Dose) -> int:
    """Return how much a dose is: repetitions, or seconds if they are held."""
    return dose.sets * dose.reps * max(1, dose.hold_seconds)


def rung_after_regress(exercise: str, rung: int) -> int:
    """Return the highest rung below ``rung`` with at most 70 % of its volume, else 0."""
    ladder = BY_ID[exercise].ladder
    most = LESS * volume(ladder[rung].dose)
    lower = range(rung - 1, EASIER, -1)
    return next((n for n in lower if volume(ladder[n].dose) <= most), EASIER)


def _all_easier(course: Course, history: History, on: date) -> tuple[Change, ...]:
    easier: dict[str, Change] = {}
    for session in since(history.sessions, on - JUDGED):
        if session.hard < FAR_TOO_HARD and not is_red(course, history, session):
            continue
        for exercise, verdict in verdicts(course, history, session):
            rung = course.rung(exercise)
            if verdict > Verdict.EASE or rung == EASIER:
                continue
            if _is_new(course, exercise, session):
                twice = _regressed_before(course, history, exercise, session)
                after, why = _easier(exercise, rung, verdict, twice=twice)
                easier[exercise] = _to(exercise, rung, after, why)
    return tuple(easier.values())


def _is_new(course: Course, exercise: str, session: SessionTold) -> bool:
    """Say whether ``session`` was done on the rung on which ``exercise`` is now."""
    held = course.rungs.get(exercise)
    if held is None or held.since < session.on:
        return True
    return held.rose and held.since == session.on


def _easier(exercise: str, rung: int, verdict: Verdict, *, twice: bool) -> tuple[int, str]:
    """Return where an exercise goes to, and why; ``twice``: it hurt too much before."""
    if verdict is Verdict.EASE:
        return rung - 1, EASIER_A_STEP
    if verdict is Verdict.STOP:
        return EASIER, TOO_MUCH
    if twice:
        return EASIER, EASIEST
    return rung_after_regress(exercise, rung), MUCH_EASIER


def _to(exercise: str, before: int, after: int, why: str) -> Change:
    return Change(
        what=What.RUNG, subject=exercise, before=str(before), after=str(after), why=why
    )


def _earlier(
    course: Course, history: History, exercise: str, before: date
) -> Iterator[tuple[SessionTold, Verdict]]:
    """Yield the sessions before a day in which ``exercise`` was tried, newest first."""
    for session in reversed(since(history.sessions, before - LOOK_BACK)):
        if session.on < before:
            for tried, verdict in verdicts(course, history, session):
                if tried == exercise:
                    yield session, verdict


def _regressed_before(
    course: Course, history: History, exercise: str, session: SessionTold
) -> bool:
    last = next(_earlier(course, history, exercise, session.on), None)
    return last is not None and last[1] <= Verdict.REGRESS


def _one_harder(course: Course, history: History, on: date) -> Change | None:
    """Return the step up of what has waited longest and went well often enough."""
    if not history.sessions or not _free(course, history, on):
        return None
    last = history.sessions[-1]
    if best(history, last) is not Verdict.GOOD or is_red(course, history, last):
        return None
    ready = [
        exercise
        for exercise, verdict in verdicts(course, history, last)
        if verdict is Verdict.GOOD and _is_ready(course, history, exercise, on)
    ]
    if not ready:
        return None
    exercise = min(ready, key=lambda each: _moved_on(course, each))
    rung = course.rung(exercise)
    return _to(exercise, rung, rung + 1, HARDER)


def _free(course: Course, history: History, on: date) -> bool:
    """Say whether nothing has moved since the last session, nor today."""
    last = history.sessions[-1].on
    if any(held.since == on for held in course.rungs.values()):
        return False
    moved = (course.progressed_on, course.phase_since, course.stage_since)
    return not any(day is not None and (day > last or day >= on) for day in moved)


def _is_ready(course: Course, history: History, exercise: str, on: date) -> bool:
    held = course.rungs.get(exercise)
    if held is not None and on - held.since < APART:
        return False
    if course.rung(exercise) >= _top(course, exercise, on):
        return False
    good = 0
    for session, verdict in _earlier(course, history, exercise, on + timedelta(days=1)):
        if verdict < Verdict.UNKNOWN or not _is_new(course, exercise, session):
            break
        good += verdict is Verdict.GOOD
    return good >= _needed(course)


def _needed(course: Course) -> int:
    slow = course.runner.slow or not SLOW_CAUSES.isdisjoint(course.runner.causes)
    return GOOD_IF_SLOW if slow else GOOD


def _moved_on(course: Course, exercise: str) -> date:
    held = course.rungs.get(exercise)
    return course.begun_on if held is None else held.since


def _top(course: Course, exercise: str, on: date) -> int:
    """Return the hardest rung that the causes allow by now."""
    known = BY_ID[exercise]
    began = course.exercises_began_on or on
    fitted = _fit(course.runner.causes, cleared=course.is_cleared)
    return fitted.top_rung(known, (on - began).days // 7)


_fit = cache(fit)  # of few causes


def _last_trouble(course: Course, history: History, on: date) -> date | None:
    """Return the last day of the past week with more swelling, or with pain at night.

    Whatever was told before somebody looked is not counted, nor what a physio has
    overruled, nor what a rule has answered by a hold.
    """
    first = course.after_looking(on - JUDGED)
    days = [row.on for row in since(history.days, first) if _is_trouble(row)]
    days += [run.on for run in since(history.runs, first) if run.swelling is Swelling.MORE]
    days += [
        row.on
        for row in since(history.sessions, first)
        if row.swelling is Swelling.MORE or was_stopped(row)
    ]
    last = max(days, default=None)
    if last is None or last < course.phase_since:
        return None
    held = course.eased_until
    return last if held is None or held < last + HOLD_FOR else None


def _is_trouble(day: Day) -> bool:
    return day.night_pain or day.swelling is Swelling.MORE


def _hold(course: Course, trouble: date) -> tuple[Change, ...]:
    """Hold exercises for two days; a phase is given back unless one has just been."""
    until = (trouble + HOLD_FOR).isoformat()
    hold = Change(what=What.HOLD, after=until, why=TROUBLE)
    again = course.eased_until is not None and trouble <= course.eased_until
    return (hold,) if again else (hold, _phase_down(course, LOWER))


def _phase_down(course: Course, why: str) -> Change:
    phase = course.phase
    return Change(what=What.PHASE, before=str(phase), after=str(phase - 1), why=why)
