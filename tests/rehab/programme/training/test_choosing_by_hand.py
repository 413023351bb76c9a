"""What a physio put in or left out, among what a week of exercises holds."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rehab.programme.course import Limits
from rehab.programme.exercises import BY_ID
from rehab.programme.exercises.parts import Exercise, Part
from rehab.programme.fitting import fit
from rehab.programme.training import choosing
from tests.rehab.programme.weeks import (
    ALL_ALLOWED,
    NO_HOPS,
    cause_lists,
    phases,
    somebody,
    weeks,
    without_bone,
)

exercise_sets = st.frozensets(st.sampled_from(sorted(BY_ID)), max_size=4)


def chosen_week(
    phase: int,
    week: int,
    *causes: str,
    put_in: frozenset[str],
    left_out: frozenset[str],
    limits: Limits = ALL_ALLOWED,
) -> tuple[Exercise, ...]:
    """Return all that is trained and stretched in a week, by what a physio chose."""
    needs = choosing.needs_of(
        phase,
        somebody(*causes),
        week,
        limits=limits,
        rungs=None,
        cleared=False,
        put_in=put_in,
        left_out=left_out,
    )
    trained = (*choosing.always(needs), *choosing.others(needs))
    return (*trained, *choosing.stretches(needs))


@given(
    causes=cause_lists,
    phase=phases,
    week=weeks,
    put_in=exercise_sets,
    left_out=exercise_sets,
)
def test_what_a_physio_left_out_never_comes(
    *,
    causes: list[str],
    phase: int,
    week: int,
    put_in: frozenset[str],
    left_out: frozenset[str],
) -> None:
    chosen = chosen_week(phase, week, *causes, put_in=put_in - left_out, left_out=left_out)

    assert left_out.isdisjoint(each.id for each in chosen)


@given(causes=cause_lists, phase=phases, week=weeks, put_in=exercise_sets)
@example(causes=["meniscus"], phase=2, week=0, put_in=frozenset({"X05"}))
def test_what_a_physio_put_in_comes_only_where_all_else_allows_it(
    causes: list[str], phase: int, week: int, put_in: frozenset[str]
) -> None:
    fitted = fit(causes)

    for limits in (ALL_ALLOWED, NO_HOPS):
        chosen = chosen_week(
            phase, week, *causes, put_in=put_in, left_out=frozenset(), limits=limits
        )
        assert all(fitted.allows(each, week) for each in chosen)
        assert all(each.belongs_to(phase) for each in chosen if each.id in put_in)
        impact = [each for each in chosen if each.part is Part.IMPACT]
        assert len(impact) <= int(phase >= 4 and limits.may_hop)
        assert len(chosen) == len({*chosen})
        strength = [each for each in chosen if each.part is not Part.STRETCH]
        assert len(strength) <= (5 if phase < 5 else 4)


@given(causes=without_bone, phase=st.integers(1, 3), week=weeks, put_in=exercise_sets)
def test_checklist_49_side_lying_raises_stay_whatever_is_put_in(
    causes: list[str], phase: int, week: int, put_in: frozenset[str]
) -> None:
    chosen = chosen_week(phase, week, *causes, put_in=put_in, left_out=frozenset())

    assert "X05" in {each.id for each in chosen}


@pytest.mark.parametrize(
    ("put_in", "left_out", "rungs", "impact"),
    [
        ((), (), {}, ["X32"]),
        (("X37",), (), {}, ["X37"]),
        (("X34",), (), {}, ["X32"]),
        ((), ("X32",), {}, []),
        ((), ("X32",), {"X32": 2}, ["X33"]),
        (("X34",), (), {"X32": 2, "X33": 2}, ["X34"]),
        (("X32",), (), {"X32": 2}, ["X32"]),
    ],
)
def test_jumps_go_from_small_to_large_also_by_hand(
    put_in: tuple[str, ...],
    left_out: tuple[str, ...],
    rungs: dict[str, int],
    impact: list[str],
) -> None:
    needs = choosing.needs_of(
        4,
        somebody("overload"),
        10,
        limits=ALL_ALLOWED,
        rungs=rungs,
        cleared=False,
        put_in=frozenset(put_in),
        left_out=frozenset(left_out),
    )

    chosen = [each.id for each in choosing.others(needs) if each.part is Part.IMPACT]

    assert chosen == impact


def test_once_all_went_well_a_jump_that_was_left_out_gives_up_its_turn() -> None:
    rungs = dict.fromkeys(("X32", "X33", "X34", "X35", "X37", "X27"), 2)
    turns = {
        each.id
        for week in range(0, 24, 2)
        for each in choosing.others(
            choosing.needs_of(
                4,
                somebody("overload"),
                week,
                limits=ALL_ALLOWED,
                rungs=rungs,
                cleared=False,
                left_out=frozenset({"X34"}),
            )
        )
        if each.part is Part.IMPACT
    }

    assert turns == {"X32", "X33", "X35"}


def test_the_front_thigh_is_stretched_where_a_physio_wants_it() -> None:
    wanted = chosen_week(3, 10, "overload", put_in=frozenset({"X31"}), left_out=frozenset())

    assert "X31" in {each.id for each in wanted}
