"""Courses and histories of whatever anybody may tell, for laws that always hold."""

from datetime import timedelta

from hypothesis import strategies as st

from rehab.programme.course import Course, Limits, Runner
from rehab.programme.phases.gates import RUN
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
from tests.rehab.programme.standing import FIRST, day
from triage.rules.parts import Level

DAYS = 30
CAUSES = ("overload", "meniscus", "mcl", "osteoarthritis", "sifk", "patellofemoral")
TRIED = ("X04", "X34")
# Mostly calm, so that plans get somewhere; sometimes not.
PAIN = st.sampled_from((0, 0, 0, 0, 1, 1, 2, 2, 3, 4, 6, 8, 10))
SWELLING = st.sampled_from((*[Swelling.NONE] * 6, Swelling.SAME, Swelling.MORE))
LEVELS = st.sampled_from((*[Level.SELF_CARE] * 30, *Level))
MORNING = st.none() | PAIN
ANSWERED = st.sampled_from((*[True] * 10, False))
NUMBER = st.integers(0, DAYS)


def a_day() -> st.SearchStrategy[Day]:
    return st.builds(
        Day,
        on=NUMBER.map(day),
        pain=PAIN,
        level=LEVELS,
        worse=st.sampled_from((*[False] * 20, True)),
        care_done=st.booleans(),
        list_answered=ANSWERED,
        morning=MORNING,
        swelling=st.none() | SWELLING,
        night_pain=st.sampled_from((*[False] * 10, True)),
    )


def a_session() -> st.SearchStrategy[SessionTold]:
    tried = st.builds(
        Tried, exercise=st.sampled_from(TRIED), amount=st.just(Amount.ALL), pain=PAIN
    )
    return st.builds(
        SessionTold,
        on=NUMBER.map(day),
        amount=st.sampled_from(Amount),
        tried=st.lists(tried, max_size=4, unique_by=lambda each: each.exercise).map(tuple),
        hard=st.sampled_from((2, 4, 6, 8, 10)),
        painkiller=st.booleans(),
        swelling=SWELLING,
        next_morning=MORNING,
        counts=ANSWERED,
    )


def a_run() -> st.SearchStrategy[RunTold]:
    return st.builds(
        RunTold,
        on=NUMBER.map(day),
        minutes=st.integers(1, 60),
        pain=PAIN,
        stage=st.none() | st.integers(0, 12),
        limped=st.booleans(),
        swelling=SWELLING,
        next_morning=MORNING,
    )


def a_check_in() -> st.SearchStrategy[CheckInTold]:
    return st.builds(
        CheckInTold,
        on=NUMBER.map(day),
        now=PAIN,
        worst=PAIN,
        feeling=st.sampled_from(
            (Feeling.BETTER, Feeling.SAME, Feeling.SAME, Feeling.WORSE)
        ),
        running=MORNING,
        activities=st.lists(st.integers(0, 10), max_size=3).map(tuple),
    )


def a_gate() -> st.SearchStrategy[GateTold]:
    gates = (RUN, *(f"phase-{number}" for number in range(6)))
    return st.builds(
        GateTold, gate=st.sampled_from(gates), on=NUMBER.map(day), passed=st.booleans()
    )


def some(told: st.SearchStrategy, most: int) -> st.SearchStrategy:
    in_order = st.lists(told, max_size=most)
    return in_order.map(lambda rows: tuple(sorted(rows, key=lambda row: row.on)))


ANYTHING = st.builds(
    History,
    days=some(a_day(), 40),
    sessions=some(a_session(), 25),
    runs=some(a_run(), 15),
    check_ins=some(a_check_in(), 6),
    gates=some(a_gate(), 20),
    owed=st.lists(NUMBER.map(day), max_size=25).map(lambda days: tuple(sorted(days))),
)


@st.composite
def going_well(draw: st.DrawFn) -> History:
    """Draw what somebody tells who keeps at it; now and then it hurts."""
    peaks = st.sampled_from((0, 0, 0, 0, 0, 0, 0, 1, 4, 6))
    mornings = st.sampled_from((0, 0, 0, 0, 0, 2))
    stage = draw(st.integers(0, 12))
    gates = [GateTold(gate=RUN, on=day(n), passed=True) for n in range(0, DAYS, 2)]
    for phase in range(6):
        first = draw(NUMBER)
        met = [day(n) for n in range(first, DAYS, draw(st.integers(1, 4)))]
        gates += [GateTold(gate=f"phase-{phase}", on=on, passed=True) for on in met]
    return History(
        days=tuple(Day(on=day(n), pain=0, morning=0) for n in range(DAYS + 1)),
        sessions=tuple(
            SessionTold(
                on=day(n),
                amount=Amount.ALL,
                tried=tuple(
                    Tried(exercise=each, amount=Amount.ALL, pain=draw(peaks))
                    for each in TRIED
                ),
                hard=4,
                next_morning=draw(mornings),
            )
            for n in range(0, DAYS, 2)
        ),
        runs=tuple(
            RunTold(on=day(n), minutes=40, pain=draw(peaks), stage=stage + n // 6)
            for n in range(1, DAYS, 2)
        ),
        gates=tuple(sorted(gates, key=lambda row: row.on)),
        owed=tuple(day(n) for n in range(0, DAYS, 2)),
    )


HISTORIES = ANYTHING | going_well()
RUNNERS = st.builds(
    Runner,
    causes=st.lists(st.sampled_from(CAUSES), min_size=1, max_size=3, unique=True).map(
        tuple
    ),
    start_pain=PAIN,
    weeks_off=st.integers(0, 6),
    slow=st.booleans(),
    swollen=st.booleans(),
)


@st.composite
def courses(draw: st.DrawFn) -> Course:
    phase = draw(st.integers(0, 5))
    runs = phase > 0 and draw(st.booleans())
    return Course(
        begun_on=FIRST,
        care_began_on=FIRST - timedelta(days=draw(st.integers(0, 30))),
        runner=draw(RUNNERS),
        limits=draw(st.builds(Limits, max_phase=st.integers(1, 5), may_run=st.booleans())),
        phase=phase,
        phase_since=FIRST,
        exercises_began_on=FIRST if phase else None,
        stage=draw(st.integers(0, 13)) if runs else None,
        stage_since=FIRST if runs else None,
        checked_on=draw(st.none() | NUMBER.map(day)),
    )
