"""What one session holds: a few exercises that suit the person, and stretches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from rehab.programme.course import Course, Limits, Runner
from rehab.programme.exercises import EXERCISES
from rehab.programme.exercises.parts import Dose, Exercise, Part
from rehab.programme.training import choosing
from rehab.programme.training.choosing import (
    FIRST_STRENGTH,
    KEEP,
    MAX_STRENGTH,
    Needs,
    needs_of,
)

IMPACT_SESSIONS = 2  # a week at most: our default. Bone needs days to get used to impact

# Days of a week of exercises, from 0. Trials of hip and knee training used 3 days a week:
# PMC4560005. To stay strong needs 2: our default.
USUAL_DAYS, KEEP_DAYS = (0, 2, 4), (0, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """An exercise for somebody: the factors it is good for, how hard, and what to heed."""

    exercise: Exercise
    serves: tuple[str, ...]
    rung: int
    notes: tuple[str, ...]

    @property
    def dose(self) -> Dose:
        return self.exercise.ladder[self.rung].dose

    @property
    def variant(self) -> str:
        """What is done otherwise than at the start, in words."""
        return self.exercise.variant(self.rung)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The parts of one session, each in the order of doing. Impact counts as strength."""

    movements: tuple[Chosen, ...] = ()
    strength: tuple[Chosen, ...] = ()
    stretches: tuple[Chosen, ...] = ()


def session(
    *,
    phase: int,
    runner: Runner,
    limits: Limits,
    number: int,
    week: int,
    rungs: Mapping[str, int] | None = None,
    jump: bool = True,
    cleared: bool = False,
    put_in: frozenset[str] = frozenset(),
    left_out: frozenset[str] = frozenset(),
) -> Session:
    """Return the session with this ``number``, from 0, of a week of exercises, from 0.

    From phase 1 on, terminal knee extension and a hip exercise are in every session. The
    others share what room is left, so that each comes twice a week. ``rungs`` tells how
    hard an exercise is that has moved from its start; without ``jump`` there is no impact
    today. ``cleared`` tells that somebody has looked, and allowed exercises. What a physio
    ``put_in`` comes where all else allows it, what they ``left_out`` never. Nothing is left
    where the limits say to protect the knee only.

    :raises KeyError: if a cause is none of the programme's.
    """
    if limits.protect_only:
        return Session()
    chosen = {"put_in": put_in, "left_out": left_out}
    needs = needs_of(
        phase, runner, week, limits=limits, rungs=rungs, cleared=cleared, **chosen
    )
    return Session(
        movements=_chosen(needs, _movements(needs)),
        strength=_chosen(needs, _today(needs, number, jump=jump)),
        stretches=_chosen(needs, choosing.stretches(needs)),
    )


def session_of(course: Course, on: date, *, jump: bool = True) -> Session:
    """Return the session of ``on``, or the next one if there is none on that day.

    :raises KeyError: if a cause is none of the programme's.
    """
    began = course.exercises_began_on or on
    day = next_session_day(began, on, course.phase) or on
    return session(
        phase=course.phase,
        runner=course.runner,
        limits=course.limits,
        number=sum(d < day for d in session_days(began, day, course.phase)),
        week=week_of(began, day),
        rungs={id_: held.number for id_, held in course.rungs.items()},
        jump=jump,
        cleared=course.is_cleared,
        put_in=course.put_in,
        left_out=course.left_out,
    )


def week_holds(course: Course, on: date) -> frozenset[str]:
    """Return the ids of all that the week of exercises of ``on`` holds, if jumps may be in.

    :raises KeyError: if a cause is none of the programme's.
    """
    needs = needs_of(
        course.phase,
        course.runner,
        week_of(course.exercises_began_on or on, on),
        limits=course.limits,
        rungs={id_: held.number for id_, held in course.rungs.items()},
        cleared=course.is_cleared,
        put_in=course.put_in,
        left_out=course.left_out,
    )
    trained = (*choosing.always(needs), *choosing.others(needs))
    return frozenset(
        each.id for each in (*_movements(needs), *trained, *choosing.stretches(needs))
    )


def week_of(began: date, on: date) -> int:
    """Return how many full weeks of exercises lie before ``on``, 0 before they began."""
    return max(0, (on - began).days // 7)


def session_days(began: date, on: date, phase: int) -> tuple[date, ...]:
    """Return the days with a session in the week of exercises that ``on`` lies in."""
    first = began + timedelta(weeks=week_of(began, on))
    return tuple(first + timedelta(days=day) for day in _days(phase))


def is_session_day(began: date, on: date, phase: int) -> bool:
    """Return whether a session is due on ``on``. Phase 0 has none."""
    return on in session_days(began, on, phase)


def next_session_day(began: date, on: date, phase: int) -> date | None:
    """Return the first day from ``on`` with a session; none in phase 0."""
    a_week_on = max(began, on) + timedelta(weeks=1)
    days = (*session_days(began, on, phase), *session_days(began, a_week_on, phase))
    return next((day for day in days if day >= on), None)


def _days(phase: int) -> tuple[int, ...]:
    if phase < FIRST_STRENGTH:
        return ()
    return KEEP_DAYS if phase >= KEEP else USUAL_DAYS


def _movements(needs: Needs) -> list[Exercise]:
    return [e for e in EXERCISES if e.part is Part.MOVEMENT and needs.allows(e)]


def _today(needs: Needs, number: int, *, jump: bool) -> list[Exercise]:
    """Return what of the week is trained in one session: of three others, two."""
    pair, others = choosing.always(needs), [*choosing.others(needs)]
    if number >= IMPACT_SESSIONS:
        others = _without_impact(others)
    if len(pair) + len(others) > MAX_STRENGTH:
        others.pop(-1 - number % len(others))
    return [*pair, *(others if jump else _without_impact(others))]


def _without_impact(exercises: list[Exercise]) -> list[Exercise]:
    return [e for e in exercises if e.part is not Part.IMPACT]


def _chosen(needs: Needs, exercises: Iterable[Exercise]) -> tuple[Chosen, ...]:
    return tuple(
        Chosen(
            exercise=exercise,
            serves=needs.serves(exercise),
            rung=needs.rung(exercise),
            notes=needs.fitted.notes(exercise),
        )
        for exercise in exercises
    )
