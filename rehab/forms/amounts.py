"""Distances, climbs and times as runners write them: comma or point, in either unit."""

import re
from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy

from rehab.models import Plan
from rehab.models.amounts import METRES_IN
from rehab.models.report import MAX_CLIMB, MAX_METRES, MAX_MINUTES

Unit = Plan.Unit

METRES_UP_IN = {Unit.KM: Decimal(1), Unit.MILES: Decimal("0.3048")}
MINUTES_IN_AN_HOUR = 60
LONGEST_TEXT = 30
PLACES = 3  # of a number that stands in a field already: a mile to within 2 metres

_NUMBER = re.compile(r"(?P<number>[+-]?\d+(?:[.,]\d+)?)\s*(?P<unit>[a-z]*)\.?", re.ASCII)
_MINUTES = re.compile(r"(?P<minutes>[+-]?\d+)\s*(?:m|mins?|minutes?)?\.?", re.ASCII)
_HOURS = re.compile(
    r"(?P<hours>\d+)\s*(?::|h|hrs?|hours?)\s*"
    r"(?:(?P<minutes>[0-5]?\d)\s*(?:m|mins?|minutes?)?)?\.?",
    re.ASCII,
)


class Written(forms.CharField):
    """A whole number that may be written in several ways, from ``least`` to ``most``."""

    least, most = 1, 1
    inputmode = "decimal"

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 - what Django's fields take
        attrs = {"autocomplete": "off", "inputmode": self.inputmode}
        super().__init__(widget=forms.TextInput(attrs=attrs), **given)

    def clean(self, value: object) -> int | None:
        """Return the number; nothing if nothing was written."""
        text = super().clean(value).strip().lower()
        if not text:
            return None
        number = self.read(text) if len(text) <= LONGEST_TEXT else None
        if number is None:
            raise ValidationError(self.error_messages["invalid"], "invalid")
        if number < self.least:
            raise ValidationError(self.error_messages["too_little"], "too_little")
        if number > self.most:
            raise ValidationError(self.error_messages["too_much"], "too_much")
        return number

    def prepare_value(self, value: object) -> object:
        """Return what stands in the field: a number in words, what was written as it is."""
        return self.write(value) if isinstance(value, int) else value

    def read(self, text: str) -> int | None:
        """Return what ``text``, in small letters, stands for; nothing if for no number."""
        raise NotImplementedError

    def write(self, number: int) -> str:
        """Return how ``number`` is written."""
        raise NotImplementedError


class Length(Written):
    """A length, read as metres. A unit beside the number wins over ``unit``."""

    metres_in: Mapping[Unit, Decimal]
    names: Mapping[str, Unit]

    def __init__(self, *, unit: str, **given: Any) -> None:  # noqa: ANN401 - what Django's fields take
        super().__init__(**given)
        self.unit = Unit(unit)

    def read(self, text: str) -> int | None:
        found = _NUMBER.fullmatch(text)
        if found is None:
            return None
        unit = self.names.get(found["unit"]) if found["unit"] else self.unit
        number = Decimal(found["number"].replace(",", "."))
        return None if unit is None else round(number * self.metres_in[unit])

    def write(self, number: int) -> str:
        in_unit = (number / self.metres_in[self.unit]).quantize(Decimal(10) ** -PLACES)
        return number_format(f"{in_unit.normalize():f}")


class Distance(Length):
    """How far, read as metres, in kilometres or miles."""

    most = MAX_METRES
    metres_in = METRES_IN
    names = {
        **dict.fromkeys(("km", "kms", "k", "kilometres", "kilometers"), Unit.KM),
        **dict.fromkeys(("kilometre", "kilometer"), Unit.KM),
        **dict.fromkeys(("mi", "mile", "miles"), Unit.MILES),
    }
    default_error_messages = {
        "invalid": gettext_lazy("Write the distance as a number, such as 5.2 or 3 miles."),
        "too_little": gettext_lazy(
            "The distance must be more than 0. Leave it open if you do not know it."
        ),
        "too_much": gettext_lazy("That is too far for one run. Check the distance."),
    }

    def rounded(self, metres: int) -> str:
        """Return how ``metres`` are written, rounded down to a tenth: within a limit."""
        # Metres are whole: half of one is what rounding may have taken from a mile.
        in_unit = (metres + Decimal("0.5")) / self.metres_in[self.unit]
        in_unit = in_unit.quantize(Decimal("0.1"), rounding=ROUND_DOWN)
        return number_format(f"{in_unit.normalize():f}")


class Climb(Length):
    """How far up, read as metres, in metres or feet."""

    least, most = 0, MAX_CLIMB
    metres_in = METRES_UP_IN
    names = {
        **dict.fromkeys(("m", "metre", "metres", "meter", "meters"), Unit.KM),
        **dict.fromkeys(("ft", "foot", "feet"), Unit.MILES),
    }
    default_error_messages = {
        "invalid": gettext_lazy("Write how far up as a number, such as 50."),
        "too_little": gettext_lazy("How far up can't be less than 0. For none, write 0."),
        "too_much": gettext_lazy("That is too far up for one run. Check the number."),
    }


class Duration(Written):
    """How long, read as minutes: 35, 35 min, 1:10 or 1 h 10."""

    most = MAX_MINUTES
    inputmode = "text"
    default_error_messages = {
        "invalid": gettext_lazy(
            "Write the time in full minutes, such as 35. 1:10 is 1 hour 10 minutes."
        ),
        "too_little": gettext_lazy("The time must be 1 minute or more."),
        "too_much": gettext_lazy(
            "That is more than a day. Write minutes, such as 35. 1:10 is 1 hour 10 minutes."
        ),
    }

    def read(self, text: str) -> int | None:
        if found := _MINUTES.fullmatch(text):
            return int(found["minutes"])
        if found := _HOURS.fullmatch(text):
            return int(found["hours"]) * MINUTES_IN_AN_HOUR + int(found["minutes"] or 0)
        return None

    def write(self, number: int) -> str:
        return str(number)
