"""An entry of a timeline, and the place between two of them where a page ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from django.db.models import Q

from rehab.oversight.timeline.kinds import Kind

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_HIGHEST = 2**63 - 1  # of a number in the database
_LONGEST = 60  # characters of an address that can be a place


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands: its instant, then its kind and number where several share it.

    In an address it is three numbers, the first in microseconds since 1970.
    """

    at: datetime
    kind: Kind
    number: int

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the place that ``str`` wrote; nothing for any other text."""
        parts = text.split("-") if len(text) <= _LONGEST and text.isascii() else []
        if len(parts) != len(cls.__slots__) or not all(map(str.isdecimal, parts)):
            return None
        micros, kind, number = map(int, parts)
        if number > _HIGHEST:
            return None
        try:
            return cls(_EPOCH + micros * _MICROSECOND, Kind(kind), number)
        except (ValueError, OverflowError):
            return None

    def __str__(self) -> str:
        return f"{(self.at - _EPOCH) // _MICROSECOND}-{self.kind}-{self.number}"

    def older(self, kind: Kind) -> Q:
        """Return, for SQL, that what has a ``line_at`` and number comes after this."""
        past = Q(line_at__lt=self.at)
        if kind == self.kind:
            return past | Q(line_at=self.at, line_number__lt=self.number)
        return Q(line_at__lte=self.at) if kind > self.kind else past


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that happened. ``facts`` are what words for it are made of, as JSON."""

    place: Place
    facts: Mapping[str, Any]

    @property
    def at(self) -> datetime:
        return self.place.at

    @property
    def kind(self) -> Kind:
        return self.place.kind

    @property
    def number(self) -> int:
        return self.place.number
