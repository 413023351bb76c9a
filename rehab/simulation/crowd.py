"""Many made-up runners at once, each with a chance of their own."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from rehab.simulation.people import chance_of, draw
from rehab.simulation.summary import Tally, tally
from rehab.simulation.walk import Walk, follow

PART = 100  # people; so many at a time are given to one process


@dataclass(frozen=True, slots=True)
class Part:
    """Some people of a crowd, by their numbers, and for how many weeks to follow them."""

    seed: int
    first: int
    last: int
    weeks: int

    def count(self) -> Tally:
        """Return what becomes of them."""
        return tally(self._walks())

    def _walks(self) -> Iterator[Walk]:
        for number in range(self.first, self.last):
            chance = chance_of(f"{self.seed}/{number}")
            yield follow(draw(chance), chance, weeks=self.weeks)


def crowd(count: int, *, seed: int, weeks: int, jobs: int = 1) -> Tally:
    """Return what becomes of ``count`` people; the same seed gives the same.

    ``jobs`` processes share the work; the numbers do not depend on it.
    """
    firsts = range(0, count, PART)
    parts = [Part(seed, first, min(first + PART, count), weeks) for first in firsts]
    whole = Tally()
    if jobs == 1:
        for part in parts:
            whole.merge(part.count())
        return whole
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for counted in pool.map(Part.count, parts):
            whole.merge(counted)
    return whole
