import pytest
from hypothesis import given

from rehab.programme.phases.phases import PHASES, gate_of
from tests.rehab.programme.weeks import cause_lists, phases


def test_the_phases_follow_each_other_and_each_but_the_last_has_a_gate() -> None:
    assert [phase.number for phase in PHASES] == [0, 1, 2, 3, 4, 5]
    for phase in PHASES:
        assert all([phase.name, phase.goal, phase.usual, phase.entry, phase.source])
        assert bool(phase.gate) == (phase.number < 5)
        assert all(check.source for check in phase.gate)


@given(causes=cause_lists, phase=phases)
def test_a_gate_asks_each_thing_once_and_the_last_phase_asks_nothing(
    causes: list[str], phase: int
) -> None:
    gate = gate_of(phase, causes)

    asked = [check.id for check in gate.items]
    assert gate.id == f"phase-{phase}"
    assert len({*asked}) == len(asked)
    assert bool(asked) == (phase < 5)


@given(causes=cause_lists, phase=phases)
def test_more_causes_never_ask_for_less_but_for_hops(causes: list[str], phase: int) -> None:
    first = {check.id for check in gate_of(phase, causes[:1]).items}
    every = {check.id for check in gate_of(phase, causes).items}

    assert first - every <= {"single_hops"}


@pytest.mark.parametrize(
    ("cause", "asked"),
    [
        ("mcl", ["sinks_in", "side_steps", "no_giving_way"]),
        ("meniscus", ["no_swelling_2_weeks", "full_bend"]),
        ("pes_anserine", ["heel_drag"]),
        ("osteoarthritis", ["no_swelling_1_week"]),
        ("semimembranosus", ["foot_lands"]),
        ("patellofemoral", []),
        ("overload", []),
    ],
)
def test_a_cause_asks_for_more_before_impact(cause: str, asked: list[str]) -> None:
    own = [check.id for check in PHASES[3].gate]

    assert [check.id for check in gate_of(3, [cause]).items] == [*own, *asked]


@pytest.mark.parametrize("cause", ["bone_stress_injury", "sifk"])
def test_a_bone_is_not_tried_out_by_hops_and_whoever_looked_says_when(cause: str) -> None:
    asked = [[check.id for check in gate_of(phase, [cause]).items] for phase in range(6)]

    assert ["cleared" in items for items in asked] == [True] * 5 + [False]
    assert asked[4] == ["runs_of_30", "cleared"]


def test_there_is_no_phase_6() -> None:
    with pytest.raises(IndexError):
        gate_of(6, ["overload"])
