"""How the causes that somebody was shown change the programme."""

from collections.abc import Iterable

from rehab.programme.exercises.parts import Exercise
from rehab.programme.fitting.causes import FITTINGS
from rehab.programme.fitting.parts import Ban, Check, Fit, Fitting

_BY_CAUSE = {fitting.cause: fitting for fitting in FITTINGS}


def fit(causes: Iterable[str], *, cleared: bool = False) -> Fit:
    """Return what ``causes``, best first, come to together.

    ``cleared`` tells that somebody who knows knees has looked, and allowed exercises.

    :raises KeyError: if a cause is none of the programme's.
    """
    fittings = (_BY_CAUSE[cause] for cause in causes)
    return Fit(tuple((cleared and each.once_cleared) or each for each in fittings))


def causes_for(exercise: Exercise) -> tuple[str, ...]:
    """Return the causes that add ``exercise`` to a programme."""
    return tuple(f.cause for f in FITTINGS if exercise in f.adds)


__all__ = ["FITTINGS", "Ban", "Check", "Fit", "Fitting", "causes_for", "fit"]
