"""Writing a mail from templates: slowly, in full, and once for each content."""

from collections.abc import Mapping
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext

from rehab.programme.course import Limits, Runner
from rehab.programme.mails.barriers import BY_NUMBER
from rehab.programme.training.sessions import Chosen, session
from rehab.programme.training.tasks import tasks_of
from rehab.reminders.care import care_for
from rehab.reminders.links import CHECK_IN, STOP
from rehab.reminders.mails.content import Care, Content
from rehab.reminders.mails.kinds import ANSWERS, LETTERS, SEEN_WORDS, WORDS, Kind, Letter
from rehab.reminders.mails.parts import NAME, Parts
from rehab.reminders.mails.week import week_in_words

ANSWERS_OF = {
    Kind.SEEN: tuple((number, SEEN_WORDS[said]) for number, said in ANSWERS.items()),
    Kind.BARRIER: tuple((number, each.words) for number, each in BY_NUMBER.items()),
}

# Nobody typed these mails, and one tap in a mailbox stops them.
FIXED_HEADERS = {
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    "Auto-Submitted": "auto-generated",
}


def write(
    content: Content, parts: Parts, *, in_html: Mapping[str, str] | None = None
) -> EmailMultiAlternatives:
    """Return a mail of ``content`` to the person of ``parts``.

    The templates escape what a person's parts hold. The version in HTML has ``in_html`` in
    place of their words, if it is given.
    """
    letter = LETTERS[content.kind]
    words = _words(content, letter)
    text, html = (
        render_to_string(f"emails/{letter.template}.{kind}", words | _own(letter, own))
        for kind, own in (("txt", parts.words), ("html", in_html or parts.words))
    )
    return EmailMultiAlternatives(
        gettext(letter.subject),
        text,
        from_email=content.sender,
        to=[parts.headers["To"]],
        headers=parts.headers | FIXED_HEADERS,
        alternatives=[(html, "text/html")],
    )


def _own(letter: Letter, own: Mapping[str, str]) -> dict[str, Any]:
    """Return the parts of one person under the names that templates know."""
    return {
        "name": own[NAME],
        "main_url": own[letter.main.name] if letter.main else "",
        "quiet": [(WORDS[each.name], own[each.name]) for each in letter.quiet],
        "check_in_url": own.get(CHECK_IN.name, ""),
        "stop_url": own[STOP.name],
    }


def _words(content: Content, letter: Letter) -> dict[str, Any]:
    """Return what is the same in all mails of ``content``."""
    check_url = content.site + reverse("check")
    return {
        "subject": gettext(letter.subject),
        "help_url": content.site + reverse("help"),
        "check_url": check_url,
        "asks_again": content.asks_again,
        "week": week_in_words(content.facts, unit=content.unit) if content.week else None,
        **_words_of_care(content.care),
        "tasks": tasks_of(content.tasks),
        "answers": ANSWERS_OF.get(content.kind, ()),
        "message": content.message,
    }


def _words_of_care(care: Care | None) -> dict[str, Any]:
    if care is None:
        return {"items": (), "movements": (), "later": False}
    items = care_for(
        injury=care.injury,
        protects=care.protects,
        no_ice=care.no_ice,
        no_compression=care.no_compression,
    )
    movements = _movements(care) if care.moves else ()
    return {"items": items, "movements": movements, "later": care.later}


def _movements(care: Care) -> tuple[Chosen, ...]:
    """Return the gentle movements of the first days. Who only protects has none."""
    runner = Runner(causes=care.causes)
    return session(phase=0, runner=runner, limits=Limits(), number=0, week=0).movements
