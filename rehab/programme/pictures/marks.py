"""The words of which a drawing is said: paths, and groups around them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A path if ``d`` is set, else the opening of a group; the closing of one if empty."""

    css: str = ""
    d: str = ""
    move: str = ""


CLOSE = Mark()


def grouped(inner: Iterable[Mark], *, css: str = "", move: str = "") -> Iterator[Mark]:
    """Yield a group around marks."""
    yield Mark(css=css, move=move)
    yield from inner
    yield CLOSE


def amount(by: float) -> str:
    """Return the classes that say a whole number of degrees or units.

    The stylesheet has one class for each ten and each one, and one for less than nothing.
    """
    tens, ones = divmod(abs(round(by)), 10)
    words = [f"tens-{tens}"] * bool(tens) + [f"ones-{ones}"] * bool(ones)
    return " ".join(words + ["less"] * (by < 0))
