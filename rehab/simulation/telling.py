"""What a made-up person does on one day, and what they tell of it."""

import math
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from rehab.programme import review
from rehab.programme.course import Course, Limits, Runner
from rehab.programme.days import ONE_DAY
from rehab.programme.exercises import BY_ID
from rehab.programme.phases.gates import RUN, to_tell
from rehab.programme.running.stages import FREE, LAST, STAGES
from rehab.programme.told import (
    Amount,
    CheckInTold,
    Day,
    Feeling,
    GateTold,
    History,
    RunTold,
    SessionTold,
    Swelling,
    Tried,
)
from rehab.programme.training import progression, sessions
from rehab.simulation.knee import Knee
from triage.rules.parts import Level

RUN_DAYS = (1, 3, 5)  # of a week of exercises, between the sessions
GREEDY_RUN = 40  # minutes
METRES_A_MINUTE = 160
# The strength that the list of each phase asks for, from phase 0 on.
NEEDED = (0.0, 0.38, 0.5, 0.6, 0.65)
NEEDED_TO_RUN = 0.4
SORE_GATE, CALM_GATE = 2, 1  # pain at most, to meet the list of a phase and that of running
FELT = 1  # point of pain that somebody feels as better or worse
SAYS_WORSE = 2.5  # points above the start at which somebody may say so
LIMPS_FROM = 6
SAYS_SO, CLEAN = 0.3, 0.9  # chances: to say that it is worse, to move cleanly
LOGS = 0.3  # the power that makes the chance to tell of a session out of that of a day
GREEDY_UP_TO = 4  # pain that does not keep some people from a run
SPRING = 4  # the phase before the last
# What an exercise asks of a knee by the phase it belongs to and by its rung, and a run by
# its stage: our guess.
BASE_LOAD, PHASE_LOAD, RUNG_LOAD = 0.1, 0.1, 0.02
RUN_LOAD, STAGE_LOAD = 0.3, 0.03


def tell(knee: Knee, course: Course, history: History, on: date) -> History:
    """Return ``history`` with all that somebody does and tells on ``on``.

    It is the same object if nothing is told.
    """
    history = _morning_after(knee, history, on)
    owed = review.owed(course, history, on)
    person, chance = knee.person, knee.chance
    if owed.session:
        history = replace(history, owed=(*history.owed, on))
        if chance.random() < person.trains:
            history = _train(knee, course, history, on)
    history = _run(knee, course, history, on)
    if chance.random() >= person.tells:
        return history
    history = replace(history, days=(*history.days, _day(knee, course, on)))
    if owed.check_in is not None:
        check_in = _check_in(knee, course, on)
        history = replace(history, check_ins=(*history.check_ins, check_in))
    return _gates(knee, course, history, on)


def _morning_after(knee: Knee, history: History, on: date) -> History:
    """Tell how the knee was on the morning after a session."""
    rows = history.sessions
    if not rows or rows[-1].on != on - ONE_DAY or not _logs(knee):
        return history
    told = replace(rows[-1], next_morning=knee.says(knee.pain))
    return replace(history, sessions=(*rows[:-1], told))


def _train(knee: Knee, course: Course, history: History, on: date) -> History:
    """Do the session of the day, and tell of it."""
    jump = progression.may_jump(course, history, on)
    tried = []
    hard = 0
    for exercise in _exercises(_Key.of(course, on, jump=jump)):
        load = _load(course, exercise)
        hard = max(hard, knee.effort(load))
        tried.append(Tried(exercise=exercise, amount=Amount.ALL, pain=knee.bear(load)))
    if not _logs(knee):
        return history
    amount = knee.chance.choices((Amount.ALL, Amount.MOST, Amount.SOME), (85, 10, 5))[0]
    told = SessionTold(
        on=on,
        amount=amount,
        tried=tuple(replace(each, amount=amount) for each in tried),
        hard=hard,
        clean=knee.chance.random() < CLEAN,
        swelling=_swelling(knee),
    )
    return replace(history, sessions=(*history.sessions, told))


@dataclass(frozen=True, slots=True)
class _Key:
    """All that decides which exercises a session holds, but not how hard they are."""

    phase: int
    causes: tuple[str, ...]
    limits: Limits
    number: int
    week: int
    jump: bool
    cleared: bool

    @classmethod
    def of(cls, course: Course, on: date, *, jump: bool) -> "_Key":
        began = course.exercises_began_on or on
        days = sessions.session_days(began, on, course.phase)
        return cls(
            phase=course.phase,
            causes=course.runner.causes,
            limits=course.limits,
            number=sum(day < on for day in days),
            week=sessions.week_of(began, on),
            jump=jump,
            cleared=course.is_cleared,
        )


@cache
def _exercises(key: _Key) -> tuple[str, ...]:
    session = sessions.session(
        phase=key.phase,
        runner=Runner(causes=key.causes),
        limits=key.limits,
        number=key.number,
        week=key.week,
        jump=key.jump,
        cleared=key.cleared,
    )
    return tuple(chosen.exercise.id for chosen in session.strength)


def _load(course: Course, exercise: str) -> float:
    """Return how much an exercise asks of the knee, 0 to 1."""
    first_phase, rung = BY_ID[exercise].phases[0], course.rung(exercise)
    return BASE_LOAD + PHASE_LOAD * first_phase + RUNG_LOAD * rung


def _run(knee: Knee, course: Course, history: History, on: date) -> History:
    """Run, if that is due or they can't wait, and tell of it."""
    greedy = knee.pain <= GREEDY_UP_TO and knee.chance.random() < knee.person.greedy
    allowed = _may_run(knee, course, on)
    if not greedy and not allowed:
        return history
    stage = course.stage if allowed and not greedy else None
    level = LAST if greedy or course.stage == FREE else course.stage or 0
    pain = knee.bear(RUN_LOAD + STAGE_LOAD * level)
    if not _logs(knee):
        return history
    minutes = GREEDY_RUN if greedy else STAGES[level].minutes
    run = RunTold(
        on=on,
        minutes=minutes,
        metres=minutes * METRES_A_MINUTE,
        pain=pain,
        stage=None if stage == FREE else stage,
        limped=pain >= LIMPS_FROM,
        swelling=_swelling(knee),
    )
    return replace(history, runs=(*history.runs, run))


def _may_run(knee: Knee, course: Course, on: date) -> bool:
    if course.stage is None or course.paused or knee.pain > SORE_GATE or knee.swollen:
        return False
    rests = course.rest_until is not None and on < course.rest_until
    began = course.exercises_began_on or on
    due = (on - began).days % 7 in RUN_DAYS
    return due and not rests and knee.chance.random() < knee.person.trains


def _day(knee: Knee, course: Course, on: date) -> Day:
    """Return what is told of the day, with a sign if this is the day for one."""
    person = knee.person
    sign = person.sign_on is not None and course.day(on) >= person.sign_on
    seen = course.cleared_on is not None
    pain = knee.says(knee.pain)
    rose = knee.pain > course.runner.start_pain + SAYS_WORSE
    return Day(
        on=on,
        pain=pain,
        level=person.sign if sign and not seen else Level.SELF_CARE,
        worse=rose and knee.chance.random() < SAYS_SO,
        care_done=knee.chance.random() < person.trains,
        morning=knee.says(knee.pain),
        swelling=_swelling(knee),
    )


def _check_in(knee: Knee, course: Course, on: date) -> CheckInTold:
    now = knee.says(knee.pain)
    change = knee.pain - course.runner.start_pain
    feeling = Feeling.SAME
    if abs(change) > FELT:
        feeling = Feeling.BETTER if change < 0 else Feeling.WORSE
    can_do = knee.says(10 - 1.2 * knee.pain)
    return CheckInTold(
        on=on,
        now=now,
        worst=max(now, knee.says(knee.pain + 1)),
        feeling=feeling,
        activities=(can_do, can_do, can_do),
        limps=knee.pain >= LIMPS_FROM,
    )


def _gates(knee: Knee, course: Course, history: History, on: date) -> History:
    """Go through the lists that are open, every few days."""
    gates = list(history.gates)
    gate = to_tell(course, history, on)
    if gate is not None:
        enough = knee.strength >= NEEDED[course.phase] and not knee.swollen
        runs = course.phase != SPRING or (course.stage or 0) >= LAST
        passed = enough and runs and knee.pain <= SORE_GATE
        gates.append(GateTold(gate=gate, on=on, passed=passed))
    if course.stage is None and course.limits.may_run and course.phase > 0:
        passed = knee.strength >= NEEDED_TO_RUN and knee.pain <= CALM_GATE
        gates.append(GateTold(gate=RUN, on=on, passed=passed and not knee.swollen))
    return replace(history, gates=tuple(gates))


def _logs(knee: Knee) -> bool:
    """Say whether what was done is told: more often so than how a day was."""
    return knee.chance.random() < math.pow(knee.person.tells, LOGS)


def _swelling(knee: Knee) -> Swelling:
    if knee.swelled:
        return Swelling.MORE
    return Swelling.SAME if knee.swollen else Swelling.NONE
