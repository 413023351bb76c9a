"""Weeks of exercises for runners, and runners that nobody thought of."""

from hypothesis import strategies as st

from rehab.programme.course import Limits, Runner
from rehab.programme.fitting import FITTINGS
from rehab.programme.training.sessions import Session, session
from triage.protocols.medial_knee.movement import MOVEMENT

ALL_ALLOWED, NO_HOPS = Limits(), Limits(may_hop=False)
BONE = {"bone_stress_injury", "sifk"}
CAUSES = [fitting.cause for fitting in FITTINGS]
FACTORS = [factor.id for factor in MOVEMENT.factors]

phases = st.integers(0, 5)
weeks = st.integers(0, 40)
factor_sets = st.frozensets(st.sampled_from(FACTORS))
cause_lists = st.lists(st.sampled_from(CAUSES), min_size=1, max_size=3, unique=True)
without_bone = cause_lists.filter(BONE.isdisjoint)


def somebody(*causes: str, factors: frozenset[str] | str = frozenset()) -> Runner:
    """Return a runner with these causes and factors; a factor alone may be its id."""
    found = frozenset({factors}) if isinstance(factors, str) else factors
    return Runner(causes=causes or ("overload",), factors=found)


def sessions_of_week(
    runner: Runner,
    *,
    phase: int,
    week: int = 10,
    limits: Limits = ALL_ALLOWED,
    rungs: dict[str, int] | None = None,
) -> list[Session]:
    """Return all sessions of one week: 3, or 2 in the last phase."""
    return [
        session(phase=phase, runner=runner, limits=limits, number=n, week=week, rungs=rungs)
        for n in range(2 if phase == 5 else 3)
    ]


def ids(one: Session) -> list[str]:
    """Return which strength and impact a session holds, in the order of doing."""
    return [chosen.exercise.id for chosen in one.strength]
