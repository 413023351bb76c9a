"""What the check told of a runner, as far as the programme needs it."""

from collections.abc import Iterable, Mapping

from rehab.models import Plan
from rehab.programme.course import Runner
from triage.factors import factors_of
from triage.protocols.medial_knee.questions.onset import INJURED
from triage.rules.answers import Answers
from triage.rules.conditions import holds
from triage.rules.factors import Found

# Of what they used to run, no more is taken for granted than the least of each answer.
# Our default for the first: half of it.
WEEKLY_METRES: Mapping[object, int] = {
    "under_10_km": 5_000,
    "10_to_25_km": 10_000,
    "25_to_40_km": 25_000,
    "over_40_km": 40_000,
}
OLDEST = "over_54"
SWOLLEN = ("swollen", "swells_again", "fast_swelling")
# Our default: whoever does not say when they last ran starts as low as the ladder goes.
WEEKS_OFF_UNTOLD = 5


def runner_of(plan: Plan, *, found: Iterable[Found] | None = None) -> Runner:
    """Return what the check of ``plan``, and any look at how they move, told.

    ``found`` is what adds to the strain, if that has been read already.
    """
    told = plan.assessment.given
    factors = factors_of(plan.assessment) if found is None else found
    return Runner(
        causes=plan.assessment.decided.shown,
        factors=frozenset(each.factor.id for each in factors),
        start_pain=_pain(told),
        weekly_metres=WEEKLY_METRES.get(told.get("weekly_distance")),
        weeks_off=_weeks_off(plan),
        slow=told.get("age") == OLDEST,
        injury=holds(INJURED, told) is True,
        swollen=any(told.get(key) is True for key in SWOLLEN),
    )


def _pain(told: Answers) -> int:
    pain = told.get("rest_pain")
    return pain if isinstance(pain, int) else 0


def _weeks_off(plan: Plan) -> int:
    if plan.last_ran_on is None:
        return WEEKS_OFF_UNTOLD
    return max(0, (plan.begun_on - plan.last_ran_on).days // 7)
