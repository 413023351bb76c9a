import pytest

from triage.rules.answers import Answer, Silence
from triage.rules.conditions import (
    ALWAYS,
    AnyOf,
    Compare,
    Condition,
    Operator,
    all_of,
    answer,
    any_of,
    any_yes,
    compares_in,
    holds,
    not_,
    questions_in,
    reads_not,
)

YES, NO, UNSURE = {"limp": True}, {"limp": False}, {"limp": Silence.NOT_SURE}
LIMPS = answer("limp").is_yes()
HURTS = answer("pain").at_least(8)


@pytest.mark.parametrize(
    ("answers", "truth"),
    [
        (YES, True),
        (NO, False),
        (UNSURE, None),
        ({"limp": Silence.LEFT_OPEN}, None),
        ({}, None),
    ],
)
def test_a_comparison_holds_or_does_not_or_cannot_be_told(
    answers: dict[str, Answer], *, truth: bool | None
) -> None:
    assert holds(LIMPS, answers) is truth


@pytest.mark.parametrize(
    ("pain", "truth"), [(7, False), (8, True), (9, True), (Silence.NOT_SURE, None)]
)
def test_a_scale_is_compared_with_a_bound(pain: Answer, *, truth: bool | None) -> None:
    assert holds(HURTS, {"pain": pain}) is truth


def test_no_is_an_answer_that_can_be_compared_with() -> None:
    assert holds(answer("limp").is_no(), NO) is True


def test_any_of_several_yeses_is_enough() -> None:
    condition = any_yes("limp", "lump")

    assert condition == AnyOf((LIMPS, answer("lump").is_yes()))


def test_several_options_are_one_or_the_other() -> None:
    condition = answer("place").is_("shin", "band")

    assert condition == AnyOf(
        (Compare("place", Operator.IS, "shin"), Compare("place", Operator.IS, "band"))
    )


@pytest.mark.parametrize(
    ("condition", "truth"),
    [
        (all_of(LIMPS, HURTS), None),
        (all_of(LIMPS, not_(LIMPS)), False),
        (any_of(LIMPS, HURTS), True),
        (any_of(not_(LIMPS), HURTS), None),
        (any_of(not_(LIMPS), not_(LIMPS)), False),
        (not_(HURTS), None),
        (ALWAYS, True),
        (any_of(), False),
    ],
)
def test_what_cannot_be_told_decides_only_what_it_must(
    condition: Condition, *, truth: bool | None
) -> None:
    answers: dict[str, Answer] = {"limp": True, "pain": Silence.NOT_SURE}

    assert holds(condition, answers) is truth


@pytest.mark.parametrize("parts", [(LIMPS, HURTS), (HURTS, LIMPS)])
def test_what_was_never_asked_can_be_taken_as_no(parts: tuple[Condition, ...]) -> None:
    unsure: dict[str, Answer] = {"limp": Silence.NOT_SURE}

    assert holds(all_of(*parts), unsure, never_asked=False) is False
    assert holds(any_of(*parts), unsure, never_asked=False) is None


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        (LIMPS, 1),
        (LIMPS, "yes"),
        (HURTS, "eight"),
        (answer("limp").is_("yes"), True),
        (Compare("pain", Operator.AT_LEAST, "eight"), 8),
    ],
)
def test_an_answer_of_another_kind_is_refused(condition: Compare, told: Answer) -> None:
    with pytest.raises(TypeError, match="cannot read"):
        holds(condition, {condition.question: told})


def test_the_leaves_of_a_condition_stand_left_to_right() -> None:
    condition = all_of(any_of(LIMPS, not_(HURTS)), answer("place").is_("shin"))

    assert [leaf.question for leaf in compares_in(condition)] == ["limp", "pain", "place"]
    assert questions_in(condition) == {"limp", "pain", "place"}


@pytest.mark.parametrize(
    ("condition", "reads"),
    [
        (LIMPS, False),
        (all_of(LIMPS, any_of(HURTS)), False),
        (all_of(any_of(not_(LIMPS))), True),
    ],
)
def test_a_not_is_found_at_any_depth(condition: Condition, *, reads: bool) -> None:
    assert reads_not(condition) is reads
