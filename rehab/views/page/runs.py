"""The last runs that were told, each with the page on which it can be corrected."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rehab.models.amounts import SECONDS, amount_words
from rehab.programme.running.distance import Measure
from rehab.views.page.rows import Ran


@dataclass(frozen=True, slots=True, kw_only=True)
class RunShown:
    """One run: how much it was, in words, and its pain."""

    number: int
    on: date
    amount: str
    pain: int


def runs_shown(runs: Iterable[Ran], *, unit: str) -> tuple[RunShown, ...]:
    """Return ``runs`` in words, by distance where it is known."""
    return tuple(
        RunShown(number=run.number, on=run.on, amount=_amount(run, unit), pain=run.pain)
        for run in runs
    )


def _amount(run: Ran, unit: str) -> str:
    if run.metres:
        return amount_words(run.metres, Measure.METRES, unit)
    return amount_words(run.minutes * SECONDS, Measure.SECONDS, unit)
