"""What a runner did is kept for physios, and read to the runner as theirs."""

import re

import pytest

from rehab.plans.changes import cut
from rehab.programme import reasons
from rehab.programme.reasons import REASONS, Reason, to_runner
from tests.reading import grade_of

HARDEST = 6.0  # grade 6 is what a child of 11 or 12 reads


def test_every_reason_is_known() -> None:
    assert {each for each in vars(reasons).values() if isinstance(each, Reason)} == {
        *REASONS
    }


@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_is_read_to_the_runner(reason: Reason) -> None:
    assert to_runner(reason.kept) == reason.to_runner
    assert cut(reason.kept) == reason.kept


@pytest.mark.parametrize("reason", REASONS)
def test_nobody_is_told_of_themselves_as_somebody_else(reason: Reason) -> None:
    assert not re.search(r"\b(runner|they|their|them|mails?)\b", reason.to_runner)


def test_the_words_for_runners_are_short_and_easy() -> None:
    words = [each.to_runner for each in REASONS]

    sentences = [part for text in words for part in re.split(r"[.:] ?", text)]
    assert max(len(part.split()) for part in sentences) <= 15
    assert grade_of(words) <= HARDEST


def test_what_gets_in_the_way_is_read_as_a_whole() -> None:
    kept = (
        "Asked what gets in the way, the runner said: It hurts. "
        "No exercises today and tomorrow."
    )

    assert to_runner(kept) == (
        "You told us what gets in the way: It hurts. "
        "No exercises that day and the next one."
    )


def test_a_reason_of_a_rule_stays_as_it_is() -> None:
    assert to_runner("It was very hard.") == "It was very hard."
