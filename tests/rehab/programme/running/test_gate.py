import pytest

from rehab.programme.course import Limits
from rehab.programme.running.gate import (
    CONTROL,
    GUIDED_CALM,
    HOPS,
    NO_SWELLING,
    gate_items,
    is_guided,
    keeps_whole_list,
)
from tests.rehab.programme.running.somebody import a_course

BASICS = [
    "no_signs",
    "calm",
    "no_night_pain",
    "no_painkillers",
    "no_swelling_1_week",
    "same_bend",
    "brisk_walks",
]


def ids(*causes: str) -> list[str]:
    return [item.id for item in gate_items(a_course(*causes))]


def test_most_runners_need_the_basics_and_eight_steady_squats() -> None:
    assert ids("overload") == [*BASICS, "steady_squats"]


@pytest.mark.parametrize("cause", ["bone_stress_injury", "sifk", "meniscus"])
def test_some_causes_keep_the_whole_list_with_strength_and_hops(cause: str) -> None:
    found = ids(cause)

    assert {hop.id for hop in HOPS} < {*found}
    assert {"step_downs", "single_squats", "single_calf_raises"} < {*found}
    assert CONTROL.id not in found


def test_a_meniscus_asks_for_two_weeks_without_swelling() -> None:
    found = ids("meniscus")

    assert "no_swelling_2_weeks" in found
    assert NO_SWELLING.id not in found


def test_a_sprain_adds_its_own_lines() -> None:
    assert ids("mcl") == [
        *BASICS,
        "steady_squats",
        "sinks_in",
        "side_steps",
        "no_giving_way",
    ]


def test_a_swollen_sprain_may_be_worse_and_keeps_the_whole_list() -> None:
    swollen = a_course("mcl", runner={"swollen": True})

    assert keeps_whole_list(swollen.runner)
    assert not keeps_whole_list(a_course("mcl").runner)
    assert not keeps_whole_list(a_course(runner={"swollen": True}).runner)


def test_no_line_comes_twice() -> None:
    found = ids("osteoarthritis", "meniscus", "mcl")

    assert len(found) == len({*found})


def test_only_a_physio_lets_pain_guide_the_running_and_not_with_every_cause() -> None:
    guided = Limits(pain_guided=True)

    assert is_guided(a_course("patellofemoral", limits=guided))
    assert not is_guided(a_course("patellofemoral", "mcl", limits=guided))
    assert not is_guided(a_course("patellofemoral"))
    assert GUIDED_CALM in gate_items(a_course("overload", limits=guided))
