import pytest

from rehab.programme.running.stages import FREE
from rehab.views.page.advice import Advice, advice_of
from tests.rehab.programme.running.somebody import a_course
from triage.protocols.medial_knee.factors import CROSSOVER_GAIT, LOAD, OVERPRONATION
from triage.protocols.medial_knee.movement.factors import CADENCE
from triage.rules.factors import Found, ShoeAdvice
from triage.rules.parts import Factor


def found(*factors: Factor) -> tuple[Found, ...]:
    return tuple(Found(factor=each, points=1, because=()) for each in factors)


def test_before_stage_4_nothing_changes_in_how_somebody_runs() -> None:
    cues, rest = found(CROSSOVER_GAIT, CADENCE), found(LOAD)

    advice = advice_of((*rest, *cues), a_course(stage=3))

    assert advice == Advice(found=rest, cue=None, later=cues, shoes=None)


@pytest.mark.parametrize("stage", [4, FREE])
def test_from_stage_4_on_one_thing_changes_at_a_time(stage: int) -> None:
    crossover, cadence = found(CROSSOVER_GAIT, CADENCE)

    advice = advice_of((cadence, crossover), a_course(stage=stage))

    assert (advice.cue, advice.later, advice.found) == (crossover, (cadence,), ())


def test_while_running_is_locked_there_is_no_cue() -> None:
    assert advice_of(found(CADENCE), a_course()).cue is None


def test_shoes_are_for_feet_that_roll_in_only() -> None:
    assert advice_of(found(OVERPRONATION), a_course()).shoes == ShoeAdvice(trial=False)
    assert advice_of(found(LOAD, CADENCE), a_course(stage=5)).shoes is None
