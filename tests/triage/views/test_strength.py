import pytest

from triage.views.strength import strength_of


@pytest.mark.parametrize(
    ("bits", "words"),
    [
        (2.0, "strongly"),
        (-3.5, "strongly"),
        (1.9, "clearly"),
        (-1.0, "clearly"),
        (0.9, "a little"),
        (0.0, "a little"),
    ],
)
def test_bits_are_told_in_words(bits: float, words: str) -> None:
    assert strength_of(bits) == words
