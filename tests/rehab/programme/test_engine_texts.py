"""What the rules say when they change something: short, and easy to read."""

import re
from collections.abc import Iterator
from types import ModuleType

import pytest

from rehab.programme import review
from rehab.programme.follow_up import limits, visits
from rehab.programme.phases import acute, gates
from rehab.programme.training import missed, progression
from tests.reading import grade_of

MODULES = (acute, gates, limits, missed, progression, review)
MAX_WORDS = 15
MAX_GRADE = 6  # read at 11 years of age


def texts() -> Iterator[str]:
    for module in MODULES:
        yield from _sentences_in(module)
    for rule in visits.escalations():
        yield rule.because


def _sentences_in(module: ModuleType) -> Iterator[str]:
    """Yield the constants of ``module`` that are sentences."""
    for name, value in vars(module).items():
        if name.isupper() and isinstance(value, str) and value.endswith("."):
            yield value


@pytest.mark.parametrize("text", list(texts()))
def test_no_sentence_is_long(text: str) -> None:
    longest = max(len(sentence.split()) for sentence in re.split(r"[.:?] ", text))

    assert longest <= MAX_WORDS


def test_reasons_can_be_read_at_11() -> None:
    assert grade_of(texts()) <= MAX_GRADE


@pytest.mark.parametrize("text", list(texts()))
def test_a_reason_fits_where_it_is_kept(text: str) -> None:
    assert len(text) <= 300
