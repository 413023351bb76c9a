"""How much was run, as the runner reads it: in kilometres or miles, or in minutes."""

from decimal import Decimal
from math import floor

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from rehab.models.plan import Plan
from rehab.programme.running.distance import Measure

SECONDS = 60
Unit = Plan.Unit
METRES_IN = {Unit.KM: Decimal(1000), Unit.MILES: Decimal("1609.344")}


def shown_in(amount: float, measure: Measure, unit: str) -> float:
    """Return ``amount``, in metres or seconds, in what the runner reads it in.

    Minutes are whole, distances go to a tenth. Rounded down: what is shown of a limit is
    never above it. Metres are whole, and half of one is what that may take from a mile.
    """
    if measure is Measure.SECONDS:
        return amount // SECONDS
    return floor(10 * (amount + 0.5) / float(METRES_IN[Unit(unit)])) / 10


def amount_words(amount: float, measure: Measure, unit: str) -> str:
    """Return ``amount``, in metres or seconds, in words: 20 km, 12.4 miles, 45 minutes."""
    shown = shown_in(amount, measure, unit)
    if measure is Measure.SECONDS:
        return ngettext("%(number)d minute", "%(number)d minutes", int(shown)) % {
            "number": shown
        }
    number = number_format(shown, decimal_pos=None if shown % 1 else 0)
    if unit == Unit.KM:
        return gettext("%(number)s km") % {"number": number}
    words = ngettext("%(number)s mile", "%(number)s miles", 1 if shown == 1 else 2)
    return words % {"number": number}
