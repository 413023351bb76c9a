"""What a day that turned, or something told, changes in a course: all rules in their order.

Each answer may be asked for again, late, or after days that were left out: what has been
changed is not changed twice.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from rehab.programme.course import Change, Course, What, apply
from rehab.programme.follow_up import check_ins, visits
from rehab.programme.follow_up.progress import Progress
from rehab.programme.phases import acute, gates
from rehab.programme.running import aftermath, ladder, locks
from rehab.programme.told import History, since
from rehab.programme.training import missed, progression, sessions
from triage.rules.parts import Level

SILENCE = "silence"
RELAPSE = "relapse"
RELAPSED_TWICE = "two-relapses"
SILENT_FOR, SILENT_LONG = 7, 14  # days without a word; our defaults
RECHECK_DAY = 28  # our default: all questions again at week 4
ASKED_LATELY = timedelta(days=14)
RELAPSE_PAIN = 3  # our default: so much comes back once it was gone
RELAPSES_WITHIN = timedelta(days=182)  # six months
LIST_LASTS = timedelta(days=60)
KEEP = 5

NOT_SEEN_YET = "Until somebody has looked, the plan keeps to what is safe."
NO_RUNNING_YET = "Until somebody has looked, you do not run."
SILENT = "We have not heard from you for a week. Your physio can see that."
ANSWER_AGAIN = "We have not heard from you for 2 weeks. Please answer the questions again."
WEEK_4 = "4 weeks have passed. Please answer all the questions again."
IT_IS_BACK = "The pain came back. You go back one phase. Check the list of signs."
BACK_TWICE = "The pain came back twice in 6 months. Let a physio look within 2 weeks."
OVER = "6 months are over and you are back. The plan ends here. Keep up your exercises."

Step = Callable[[Course, History, date], Iterable[Change]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What is to be done or told on a day.

    ``session``: exercises are due. ``check_in`` is the key of the check-in that is open,
    ``gate`` the id of the gate whose list may be gone through; ``recheck``: all questions
    are to be answered again.
    """

    session: bool = False
    check_in: str | None = None
    gate: str | None = None
    recheck: bool = False


def review(
    course: Course,
    history: History,
    on: date,
    *,
    after_days: int = visits.AFTER_DAYS,
) -> tuple[Change, ...]:
    """Return all that changes when the day ``on`` has come, in the order of applying it.

    ``after_days`` is how long "a few weeks" without getting better are: 14 to 28. Applied,
    and asked again on that day, it answers with nothing.

    :raises ValueError: if ``after_days`` is out of range.
    """
    return _run(_steps(after_days), course, history, on)


def after_entry(
    course: Course,
    history: History,
    on: date,
    *,
    after_days: int = visits.AFTER_DAYS,
) -> tuple[Change, ...]:
    """Return all that changes right after something was told on ``on``.

    Signs pause the plan, exercises get easier, phases and running move, and whoever says
    that it is no better after ``after_days`` is told to book a visit. What only time brings
    waits for ``review``, and so does an exercise that gets harder.

    :raises ValueError: if ``after_days`` is out of range.
    """
    return _run(_steps_after_entry(after_days), course, history, on)


def may_progress(course: Course, history: History, on: date) -> bool:
    """Say whether anything may get harder on ``on``.

    Not while exercises are on hold, while questions asked again are open, in the week that
    is repeated after a week was missed, or in the days after what was too much.
    """
    on_hold = course.hold_until is not None and on < course.hold_until
    if on_hold or _recheck_is_open(course) or missed.repeats(history, on):
        return False
    return not aftermath.is_settling(course, history, on)


def owed(course: Course, history: History, on: date) -> Owed:
    """Return what is to be done or told on ``on``; nothing once the plan is over.

    While it is paused, only check-ins go on.
    """
    if course.finished:
        return Owed()
    check_in = check_ins.open_check_in(course, history, on)
    if course.paused:
        return Owed(check_in=check_in)
    return Owed(
        session=is_session_day(course, on),
        check_in=check_in,
        gate=gates.to_tell(course, history, on),
        recheck=_recheck_is_open(course),
    )


def is_session_day(course: Course, on: date) -> bool:
    """Say whether exercises are due on ``on``."""
    began = course.exercises_began_on
    barred = course.paused or course.finished or course.limits.protect_only
    if barred or began is None or on < began:
        return False
    on_hold = course.hold_until is not None and on < course.hold_until
    return not on_hold and sessions.is_session_day(began, on, course.phase)


def _run(
    steps: tuple[Step, ...], course: Course, history: History, on: date
) -> tuple[Change, ...]:
    """Ask one rule after the other, each about what those before it have changed.

    A pause, or the end, is the last change of all.
    """
    told = history.until(on)
    changes: list[Change] = []
    for step in steps:
        if course.paused or course.finished:
            break
        for change in step(course, told, on):
            changes.append(change)
            course = apply(course, change, on)
            if course.paused:
                break
    return tuple(changes)


def _escalate(rules: tuple[visits.Escalation, ...]) -> Step:
    def step(course: Course, history: History, on: date) -> Iterable[Change]:
        progress = Progress(course=course, history=history, on=on)
        return visits.called_for(progress, rules)

    return step


def _keep_within_limits(course: Course, _: History, __: date) -> Iterable[Change]:
    phase, most = course.phase, course.limits.max_phase
    if phase > most:
        back = (str(phase), str(most))
        yield Change(what=What.PHASE, before=back[0], after=back[1], why=NOT_SEEN_YET)
    if course.stage is not None and not course.limits.may_run:
        yield Change(what=What.STAGE, before=str(course.stage), why=NO_RUNNING_YET)


def _relapse(course: Course, history: History, on: date) -> Iterable[Change]:
    """Give back the last phase if the pain is back; twice in 6 months is for a visit."""
    if course.phase != KEEP:
        return
    told = since(history.days, course.after_looking(course.phase_since))
    if not any(day.pain >= RELAPSE_PAIN for day in told):
        return
    yield Change(what=What.PHASE, before="5", after="4", why=IT_IS_BACK)
    last = course.visits.get(RELAPSE)
    if last is not None and on - last <= RELAPSES_WITHIN:
        level = Level.WITHIN_2_WEEKS
        yield Change(what=What.VISIT, subject=RELAPSED_TWICE, level=level, why=BACK_TWICE)
    yield Change(what=What.VISIT, subject=RELAPSE, why=IT_IS_BACK)


def _phase_up(course: Course, history: History, on: date) -> Iterable[Change]:
    change = gates.phase_up(course, history, on)
    moved_today = on in {course.progressed_on, course.stage_since}
    if change and not moved_today and may_progress(course, history, on):
        yield change


def _running(course: Course, history: History, on: date) -> Iterable[Change]:
    """Heed the runs that were told, also those of whoever may not run yet."""
    for change in ladder.after_run(course, history, on):
        if not _is_up(change) or _may_go_up(course, history, on):
            yield change


def _open_running(course: Course, history: History, on: date) -> Iterable[Change]:
    """Open running; the long list of locks is only gone through by who met the gate."""
    met = gates.passed_twice(gates.RUN, history, on - LIST_LASTS)
    if met and _may_go_up(course, history, on):
        yield from locks.open_running(course, history, on)


def _may_go_up(course: Course, history: History, on: date) -> bool:
    """Say whether running may get harder: only if nothing else did today."""
    moved = {course.phase_since, course.progressed_on}
    return on not in moved and may_progress(course, history, on)


def _is_up(change: Change) -> bool:
    return change.what is What.STAGE and int(change.after) > int(change.before)


def _easier(course: Course, history: History, on: date) -> Iterable[Change]:
    return progression.moves(course, history, on, up=False)


def _exercises(course: Course, history: History, on: date) -> Iterable[Change]:
    up = may_progress(course, history, on)
    return progression.moves(course, history, on, up=up)


def _silence(course: Course, history: History, on: date) -> Iterable[Change]:
    """Say once a silence that nothing was told, and ask all questions again later."""
    quiet = Progress(course=course, history=history, on=on).silent_days
    heard_on = on - timedelta(days=quiet)
    if quiet >= SILENT_FOR and _before(course.visits.get(SILENCE), heard_on):
        yield Change(what=What.VISIT, subject=SILENCE, why=SILENT)
    if quiet >= SILENT_LONG and _before(course.recheck_on, heard_on):
        yield Change(what=What.RECHECK, why=ANSWER_AGAIN)


def _week_4(course: Course, _: History, on: date) -> Iterable[Change]:
    due_on = course.begun_on + timedelta(days=RECHECK_DAY)
    lately = due_on - ASKED_LATELY
    asked = (course.recheck_on, course.checked_on)
    if on >= due_on and all(_before(day, lately) for day in asked):
        yield Change(what=What.RECHECK, why=WEEK_4)


def _finish(course: Course, _: History, on: date) -> Iterable[Change]:
    if course.day(on) >= check_ins.LAST_DAY and visits.is_back(course):
        yield Change(what=What.FINISHED, why=OVER)


def _before(day: date | None, other: date) -> bool:
    return day is None or day < other


def _recheck_is_open(course: Course) -> bool:
    asked, answered = course.recheck_on, course.checked_on
    return asked is not None and _before(answered, asked)


@cache
def _steps_after_entry(after_days: int) -> tuple[Step, ...]:
    return (
        _escalate(visits.at_once(after_days)),
        _keep_within_limits,
        acute.end,
        progression.setbacks,
        _relapse,
        _phase_up,
        _running,
        _open_running,
        _easier,
        _keep_within_limits,
    )


@cache
def _steps(after_days: int) -> tuple[Step, ...]:
    return (
        _escalate(visits.escalations(after_days)),
        _keep_within_limits,
        acute.end,
        missed.after_a_gap,
        ladder.after_gap,
        progression.setbacks,
        _relapse,
        _phase_up,
        _running,
        _open_running,
        _exercises,
        _silence,
        _week_4,
        _finish,
        _keep_within_limits,
    )
