from rehab.programme.meanwhile import AVOID, NO_RUNNING, SWAPS, swaps, to_avoid
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.rules.answers import Silence


def test_running_and_what_hurts_is_left_out() -> None:
    told = {"stairs": True, "twisting": True, "bending": False, "limb": False}

    assert to_avoid(told) == (NO_RUNNING, AVOID["stairs"], AVOID["twisting"])


def test_swimming_and_cycling_take_the_place_of_running() -> None:
    assert swaps({"swimming": False, "cycling": False}) == SWAPS


def test_what_hurts_or_may_hurt_takes_no_place_of_running() -> None:
    assert swaps({"swimming": True, "cycling": Silence.NOT_SURE}) == ()


def test_all_that_can_be_left_out_is_asked() -> None:
    assert {*AVOID, *(swap.key for swap in SWAPS)} <= {*MEDIAL_KNEE.questions}
