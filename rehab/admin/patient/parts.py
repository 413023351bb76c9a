"""What lines about a runner are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from accounts.models import User
from rehab.admin.acts.frame import FROM_PATIENT

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Where something leads, and what that is called."""

    url: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a line says: in short, in full, by whom, and where more of it stands.

    ``urgent`` is set if somebody was to be seen the same day or sooner. ``quote`` are the
    words of somebody, line by line as they wrote them.
    """

    title: str
    lines: tuple[str, ...] = ()
    quote: str = ""
    by: str = ""
    links: tuple[Link, ...] = ()
    urgent: bool = False


def who_words(facts: Facts, person: User) -> str:
    """Return who did something: by name, or by address where there is none."""
    if facts["by"] is None:
        return facts["name"] or "the rules"
    if facts["by"] == person.pk:
        return "the runner"
    return facts["name"] or facts["email"]


def some(*parts: str) -> tuple[str, ...]:
    """Return those of ``parts`` that say something."""
    return tuple(part for part in parts if part)


def moment(text: str) -> str:
    """Return an instant of JSON in words, where whoever reads is."""
    return date_format(localtime(datetime.fromisoformat(text)), "j M Y, H:i")


def day(text: str) -> str:
    """Return a day of JSON in words."""
    return date_format(date.fromisoformat(text), "j M Y")


def link_to(name: str, number: int, words: str) -> Link:
    """Return the way to the page ``name`` of the admin about the row of this ``number``."""
    return Link(url=reverse(f"admin:{name}", args=[number]), words=words)


def from_patient(link: Link) -> Link:
    """Return the same way, such that whoever goes it comes back to the runner's page."""
    return Link(url=f"{link.url}?{FROM_PATIENT}", words=link.words)
