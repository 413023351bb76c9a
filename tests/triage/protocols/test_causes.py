"""What the brief says of the causes."""

import pytest

from tests.triage.protocols.telling import only, reasons_for, rules_of, told
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.rules.answers import Answer
from triage.rules.protocol import Level


def test_pain_over_the_ligament_speaks_for_the_mcl_and_not_for_pes_anserine() -> None:
    decision = only(place="band")

    assert reasons_for(decision, "mcl") == {
        "It hurts along the band on the inner side.": 1.5
    }
    assert reasons_for(decision, "pes_anserine") == {
        "It hurts at the joint, not below it.": -1.5
    }


def test_a_knee_pushed_inwards_lists_the_mcl_first_and_a_slow_start_lower() -> None:
    sudden = only(onset="pushed_in", place="band")
    gradual = only(onset="gradual", place="band")

    assert sudden.shown[0] == "mcl"
    assert gradual.shown.index("mcl") > 0


def test_soreness_along_the_joint_is_a_reason_for_mcl_and_meniscus() -> None:
    decision = only(place="groove", sore_spot=True)

    assert "It is sore to touch along the joint line." in reasons_for(decision, "mcl")
    assert "It is sore to touch along the joint line." in reasons_for(decision, "meniscus")


def test_feeling_unsure_on_turns_speaks_for_the_mcl_and_is_no_giving_way() -> None:
    decision = told(side_step=True)

    assert 1.2 in reasons_for(decision, "mcl").values()
    assert decision.level is Level.SELF_CARE


def test_sharp_pain_in_the_groove_lists_the_meniscus_and_dull_pain_below_does_not() -> None:
    assert only(sharp=True, place="groove").shown[0] == "meniscus"
    assert "meniscus" not in only(dull=True, place="shin").shown


def test_locking_speaks_for_the_meniscus_and_is_same_day() -> None:
    decision = told(locking=True)

    assert reasons_for(decision, "meniscus")["The knee gets stuck."] == 1
    assert decision.level is Level.SAME_DAY


@pytest.mark.parametrize(
    ("sign", "because", "cause"),
    [
        ("clicking", "The knee clicks or pops.", "meniscus"),
        ("twisting", "Twisting or turning brings it on.", "meniscus"),
        ("squatting", "Squatting or kneeling brings it on.", "meniscus"),
        ("bending", "Bending the knee brings it on.", "pes_anserine"),
        ("stairs", "Stairs or getting up from a chair bring it on.", "pes_anserine"),
    ],
)
def test_what_the_brief_names_is_a_reason_for_its_cause(
    sign: str, because: str, cause: str
) -> None:
    assert reasons_for(told(**{sign: True}), cause)[because] > 0


def test_the_inner_shin_alone_lists_pes_anserine_first() -> None:
    assert only(place="shin").shown == ("pes_anserine",)


def test_a_sore_spot_on_the_shin_is_a_reason_for_pes_anserine() -> None:
    decision = only(place="shin", sore_spot=True)

    assert reasons_for(decision, "pes_anserine")["One spot there is sore to touch."] > 0


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        ("mcl", ["sprain", "band along the inside of your knee", "medial collateral"]),
        ("meniscus", ["shaped like a C", "thigh bone", "shin bone", "absorbs shock"]),
        ("pes_anserine", ["sartorius", "gracilis", "semitendinosus", "can't tell"]),
    ],
)
def test_a_cause_says_what_it_is(cause: str, words: list[str]) -> None:
    summary = MEDIAL_KNEE.cause_by_id[cause].summary

    assert [word for word in words if word not in summary] == []


def test_pes_anserine_is_called_bursitis_or_tendinopathy() -> None:
    name = MEDIAL_KNEE.cause_by_id["pes_anserine"].name

    assert name == "Pes anserine bursitis or tendinopathy"


@pytest.mark.parametrize(
    ("cause", "answers", "level"),
    [
        ("meniscus", {"place": "groove", "onset": "sudden"}, Level.WITHIN_2_WEEKS),
        ("meniscus", {"place": "groove", "duration": "3_to_6_weeks"}, Level.WITHIN_2_WEEKS),
        ("mcl", {"place": "band", "onset": "pushed_in"}, Level.WITHIN_2_WEEKS),
        ("pes_anserine", {"place": "shin"}, Level.WITHIN_2_WEEKS),
    ],
)
def test_a_cause_can_call_for_a_look_of_its_own(
    cause: str, answers: dict[str, Answer], level: Level
) -> None:
    decision = told(**answers)

    assert decision.level is level
    assert cause in rules_of(decision)
