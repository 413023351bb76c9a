"""What the look at how somebody moves asks, and what it finds."""

import re

import pytest

from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.protocols.medial_knee.movement import MOVEMENT
from triage.rules.answers import Answer, Silence
from triage.rules.checks import faults_in
from triage.rules.decide import decide
from triage.rules.factors import factors_in
from triage.rules.parts import FactorKind, Level
from triage.rules.questions import Page

TESTS = MOVEMENT.pages[1:]


def points(**tried: Answer) -> dict[str, int]:
    """Return the factors that these answers set, with their points."""
    return {found.factor.id: found.points for found in factors_in(MOVEMENT, tried)}


def test_item_21_several_factors_come_together_each_with_its_own_reasons() -> None:
    found = factors_in(MOVEMENT, {"squat": "often", "line": "mostly", "arch": "sinks"})

    reasons = [because for each in found for because in each.because]
    assert [each.factor.id for each in found] == [
        "knee_valgus",
        "crossover_gait",
        "overpronation",
        "hip_weakness",
    ]
    assert len({*reasons}) == len(reasons) == 4


@pytest.mark.parametrize(
    ("tried", "score"),
    [
        ({"arch": "sinks"}, 1),
        ({"footprint": "filled"}, 1),
        ({"arch_bone": "much"}, 1),
        ({"worn_inside": True}, 1),
        ({"arch": "sinks", "worn_inside": True}, 2),
        ({"arch": "sinks", "footprint": "filled", "arch_bone": "much"}, 2),
        ({"support_helped": True}, 2),
    ],
)
def test_item_22_signs_of_a_foot_that_rolls_in_set_over_pronation(
    tried: dict[str, Answer], score: int
) -> None:
    assert points(**tried) == {"overpronation": score}


@pytest.mark.parametrize("doubt", Silence)
def test_item_22_doubt_does_not_set_it(doubt: Silence) -> None:
    unsure = dict.fromkeys(("arch", "footprint", "arch_bone", "worn_inside"), doubt)

    assert points(**unsure) == {}


@pytest.mark.parametrize(
    "tried",
    [{"squat": "twice"}, {"pelvis": "often"}, {"side_raise": "few"}, {"squat": "often"}],
)
def test_item_24_failing_a_test_on_one_leg_points_to_weak_hip_muscles(
    tried: dict[str, Answer],
) -> None:
    assert points(**tried)["hip_weakness"] == 1
    assert "hip_weakness" not in points(squat="seldom", pelvis="seldom")


def test_item_25_the_card_names_the_gluteus_medius_and_the_stance_phase() -> None:
    summary = MOVEMENT.factor_by_id["hip_weakness"].summary

    assert [
        w for w in ("gluteus medius", "pelvis", "stance phase") if w not in summary
    ] == []


@pytest.mark.parametrize(("times", "score"), [("seldom", 0), ("twice", 1), ("often", 2)])
def test_item_26_a_knee_that_moves_in_as_somebody_squats_on_one_leg_sets_valgus(
    times: str, score: int
) -> None:
    assert points(squat=times).get("knee_valgus", 0) == score


@pytest.mark.parametrize(
    ("feet", "score"), [("beside", 0), ("sometimes", 1), ("mostly", 2)]
)
def test_item_27_feet_on_or_over_the_line_set_cross_over_gait(
    feet: str, score: int
) -> None:
    assert points(line=feet).get("crossover_gait", 0) == score


@pytest.mark.parametrize(
    ("tried", "found"),
    [
        ({"log_longest": True}, {"load": 2}),
        ({"log_week": True}, {"load": 1}),
        ({"log_harder": True}, {"load": 1}),
        ({"log_no_rest": True}, {"load": 1}),
        ({"side_raise": "uneven"}, {"hip_weakness": 1}),
        ({"pelvis": "often", "side_raise": "few"}, {"hip_weakness": 2}),
        ({"overstride": True}, {"cadence": 2}),
        ({"slow_steps": True}, {"cadence": 1}),
        ({"new_shoes": True}, {"footwear": 2}),
        ({"old_shoes": True}, {"footwear": 1}),
        ({"injuries": "same_knee"}, {"previous_injury": 2}),
        ({"injuries": "other_place"}, {"previous_injury": 1}),
        ({"camber": True}, {"surface": 1}),
        ({"camber": True, "new_ground": True}, {"surface": 1}),
        ({"ankle_tight": True}, {"flexibility": 1}),
        ({"hip_tight": True, "hamstring_tight": True}, {"flexibility": 2}),
        ({"sides": "gap"}, {"asymmetry": 1}),
        ({"short_sleep": True}, {"recovery": 1}),
        ({"stress": True, "too_little_food": True}, {"recovery": 2}),
    ],
)
def test_each_of_the_other_factors_is_scored_from_0_to_2(
    tried: dict[str, Answer], found: dict[str, int]
) -> None:
    assert points(**tried) == found


@pytest.mark.parametrize("page", TESTS, ids=lambda page: page.key)
@pytest.mark.parametrize("silence", Silence)
def test_what_is_left_out_sets_nothing(page: Page, silence: Silence) -> None:
    assert points(**dict.fromkeys(page.keys, silence)) == {}


def test_the_mildest_answers_set_nothing() -> None:
    mildest = {key: question.values()[0] for key, question in MOVEMENT.questions.items()}

    assert points(**mildest) == {}


def test_every_test_can_be_left_out_and_says_so() -> None:
    left_out = {
        page.unsure if page.is_tick_list else page.questions[0].unsure for page in TESTS
    }

    assert left_out == {"I did not do this one, or I'm not sure"}


def test_it_knows_every_factor_of_the_check_and_calls_it_the_same() -> None:
    for factor in MEDIAL_KNEE.factors:
        same = MOVEMENT.factor_by_id[factor.id]
        assert (same.name, same.summary, same.advice) == (
            factor.name,
            factor.summary,
            factor.advice,
        )


def test_load_is_the_first_of_the_rules_so_that_it_leads_among_equals() -> None:
    first, *_ = MOVEMENT.factors

    assert (first.id, first.kind) == ("load", FactorKind.LOAD)


def test_every_factor_says_what_to_try() -> None:
    assert [factor.id for factor in MOVEMENT.factors if not factor.advice] == []


def test_it_judges_nothing_urgent_and_may_be_released() -> None:
    worst = {key: question.values()[-1] for key, question in MOVEMENT.questions.items()}

    assert decide(MOVEMENT, worst).level is Level.SELF_CARE
    assert faults_in(MOVEMENT) == []


def test_nobody_is_asked_to_hop_or_to_run() -> None:
    told = [text for page in TESTS for text in (page.hint, *page.how)]

    assert [text for text in told if re.search(r"\b([Hh]op|[Jj]ump)", text)] == []
    assert sum("Do not run for this" in text for text in told) == 2
