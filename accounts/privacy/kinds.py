"""Which kinds of rows each app holds of a person, in words, and how each app forgets them.

An app registers itself once its models are loaded. The apps stand in the order in which
rows go: those that refer to others first.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import Any, Final, TypeAlias

from django.db.models import Field, Model, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst

from accounts.models import User

Plain: TypeAlias = "bool | int | float | str | list[Any] | dict[str, Any] | None"
Row: TypeAlias = dict[str, Plain]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of rows of a person, and how they read.

    ``whose`` is the lookup that leads from a row to its person, or returns one.
    ``secret`` columns open something and are shown to nobody. ``raw`` ones are for
    programs: they are in the download only. ``worked_out`` adds columns, by their titles.
    ``shows_life`` says that a row is something the person did, at ``newest_by``.
    ``theirs_alone`` is no matter of a clinic: how they sign in, and where else they go.
    """

    title: str
    file: str
    model: type[Model]
    whose: str | Callable[[User], Q]
    newest_by: str
    with_rows: tuple[str, ...] = ()
    secret: frozenset[str] = frozenset()
    raw: frozenset[str] = frozenset()
    worked_out: Mapping[str, Callable[[Any], Plain]] = field(default_factory=dict)
    shows_life: bool = False
    theirs_alone: bool = False

    def rows_of(self, person: User) -> QuerySet[Any]:
        """Return all rows of ``person``, the newest first."""
        theirs = (
            self.whose(person) if callable(self.whose) else Q(**{self.whose: person.pk})
        )
        found = self.model._base_manager.filter(theirs)  # noqa: SLF001 # Django documents it
        return found.select_related(*self._joined).order_by(f"-{self.newest_by}", "-pk")

    @cached_property
    def _joined(self) -> tuple[str, ...]:
        people = (f.name for f in self._fields if f.related_model is User)
        return (*people, *self.with_rows)

    @cached_property
    def _fields(self) -> "tuple[Field[Any, Any], ...]":
        fields = self.model._meta.concrete_fields  # noqa: SLF001 # Django documents it
        return tuple(each for each in fields if each.name not in self.secret)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The titles of the columns, as in the download."""
        return (*map(_title_of, self._fields), *self.worked_out)

    def in_words(self, row: Model) -> Row:
        """Return all of ``row`` that is not secret, by column."""
        told = {_title_of(each): _plain(_told_by(row, each)) for each in self._fields}
        return told | self._worked_out_of(row)

    def for_reading(self, row: Model) -> dict[str, str]:
        """Return what ``row`` says to its person, as text, without what says nothing."""
        told = {
            _title_of(each): _to_read(_told_by(row, each))
            for each in self._fields
            if self._is_readable(each)
        }
        more = {title: _to_read(v) for title, v in self._worked_out_of(row).items()}
        return {capfirst(title): text for title, text in (told | more).items() if text}

    def _is_readable(self, field: "Field[Any, Any]") -> bool:
        """Say whether a column tells more than the number of a row, or whose row it is."""
        points_elsewhere = field.is_relation and field.related_model is not User
        points_to_you = isinstance(self.whose, str) and self.whose == field.name
        tells_nothing = field.primary_key or points_elsewhere or points_to_you
        return field.name not in self.raw and not tells_nothing

    def _worked_out_of(self, row: Model) -> Row:
        return {title: work_out(row) for title, work_out in self.worked_out.items()}


@dataclass(frozen=True, kw_only=True)
class Holding:
    """What an app holds of people. ``forget`` names the function that deletes it all.

    That function lives in the database, takes a person's number, and returns the rows it
    deleted, by table. It refuses whoever has not asked for it, and waited. ``looks`` tells
    what somebody did who is in the access log, by what stands there without its numbers.
    """

    app: str
    kinds: tuple[Kind, ...]
    forget: str
    looks: Mapping[str, str]


_HOLDINGS: Final[dict[str, Holding]] = {}


def register(holding: Holding) -> None:
    """Have an app's rows exported and erased with the others'."""
    _HOLDINGS[holding.app] = holding


def holdings() -> tuple[Holding, ...]:
    """Return what each app holds, in the order of erasing."""
    return tuple(_HOLDINGS.values())


def kinds() -> Iterator[Kind]:
    """Yield all kinds of rows, who somebody is before what they did."""
    for holding in reversed(holdings()):
        yield from holding.kinds


def in_text(value: Plain) -> str:
    """Return ``value`` as somebody reads it; nothing for nothing."""
    text = str(value)
    match value:
        case None:
            text = ""
        case bool():
            text = "yes" if value else "no"
        case list():
            text = "; ".join(map(in_text, value))
        case {"question": str(question), "answer": str(answer)}:
            text = f"{question} {answer}"
        case dict():
            text = json.dumps(value, ensure_ascii=False) if value else ""
    return text


def _title_of(field: "Field[Any, Any]") -> str:
    return "number" if field.primary_key else str(field.verbose_name)


def _told_by(row: Model, field: "Field[Any, Any]") -> object:
    """Return what a column of ``row`` holds, with words for what stands for some."""
    value = getattr(row, field.attname)
    if value is not None and field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if value is not None and field.related_model is User:
        somebody = getattr(row, field.name)
        return str(somebody.name or somebody.email)
    return value


def _plain(value: object) -> Plain:
    """Return ``value`` as JSON knows it; times are in UTC."""
    plain: Plain = str(value)
    match value:
        case datetime():
            plain = value.astimezone(UTC).isoformat(timespec="seconds")
        case date():
            plain = value.isoformat()
        case time():
            plain = value.isoformat(timespec="minutes")
        case list():
            plain = [_plain(each) for each in value]
        case None | bool() | int() | float() | dict():
            plain = value
    return plain


def _to_read(value: object) -> str:
    """Return ``value`` as somebody reads it; times are where they are."""
    match value:
        case datetime():
            return date_format(timezone.localtime(value), "j F Y, H:i")
        case date():
            return date_format(value, "j F Y")
        case list():
            return "\n".join(map(_to_read, value))
        case _:
            return in_text(_plain(value))
