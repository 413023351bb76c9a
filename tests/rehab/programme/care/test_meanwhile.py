from collections.abc import Mapping

import pytest

from rehab.programme.care.meanwhile import AVOID, NO_RUNNING, SWAPS, swaps, to_avoid
from rehab.programme.fitting import fit
from tests.rehab.programme.weeks import BONE
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.rules.answers import Silence

ASKED = {key for swap in SWAPS for key in swap.asked}
NOTHING_HURTS = dict.fromkeys(ASKED, False)


def names(told: Mapping[str, object], *causes: str, phase: int = 0) -> list[str]:
    return [swap.name for swap in swaps(told, causes, phase=phase)]


def test_checklist_30_running_and_what_hurts_is_left_out() -> None:
    told = {"stairs": True, "twisting": True, "bending": False, "limb": False}

    assert to_avoid(told) == (NO_RUNNING, AVOID["stairs"], AVOID["twisting"])


def test_a_cause_tells_more_to_leave_out() -> None:
    assert to_avoid({"cycling": True}, ["semimembranosus"]) == (
        NO_RUNNING,
        AVOID["cycling"],
        "Long steps, and long ways downhill.",
    )


def test_whoever_runs_again_is_not_told_to_leave_out_running() -> None:
    assert to_avoid({"stairs": True}, runs=True) == (AVOID["stairs"],)


def test_checklist_31_swimming_and_cycling_take_the_place_of_running() -> None:
    assert names(NOTHING_HURTS)[:2] == ["Swimming", "Cycling"]
    assert all(swap.source.startswith("from the brief") for swap in SWAPS[:2])


def test_checklist_31_what_hurts_or_may_hurt_takes_no_place_of_running() -> None:
    assert names({"swimming": True, "cycling": False}) == ["Cycling", "Arms and trunk"]
    assert names({"swimming": Silence.NOT_SURE, "cycling": True}) == ["Arms and trunk"]
    assert names({}) == ["Arms and trunk"]


@pytest.mark.parametrize(
    ("phase", "more"),
    [(1, []), (2, ["Cross-trainer"]), (3, ["Cross-trainer", "Rowing"])],
)
def test_there_is_more_to_do_the_stronger_the_knee_is(phase: int, more: list[str]) -> None:
    first = ["Swimming", "Cycling", "Running in deep water", "Walking"]

    assert names(NOTHING_HURTS, phase=phase) == [*first, *more, "Arms and trunk"]


def test_what_bends_the_knee_far_is_left_out_by_whom_that_hurts() -> None:
    assert "Rowing" not in names(NOTHING_HURTS | {"bending": True}, phase=5)


@pytest.mark.parametrize("bone", sorted(BONE))
def test_a_bone_waits_for_whoever_looks_at_it(bone: str) -> None:
    assert names(NOTHING_HURTS, "overload", bone, phase=5) == []


def test_a_sore_tendon_rides_for_less_long() -> None:
    swimming, cycling, *_ = swaps(NOTHING_HURTS, ["semimembranosus"])

    assert swimming.cautions == ()
    assert cycling.cautions == fit(["semimembranosus"]).cautions("cycling") != ()


def test_all_that_can_be_left_out_is_asked() -> None:
    assert {*AVOID, *ASKED} <= {*MEDIAL_KNEE.questions}


@pytest.mark.parametrize("bone", sorted(BONE))
def test_training_is_left_out_only_until_somebody_has_looked_at_a_bone(bone: str) -> None:
    unseen, seen = to_avoid({}, [bone]), to_avoid({}, [bone], cleared=True)

    assert any(text.startswith("Training the leg") for text in unseen)
    assert seen == (
        NO_RUNNING,
        "All that hurts the bone, walking too. It must not hurt at all.",
    )
