"""Each kind of mail as its bytes leave us: what mailboxes ask of a mail, and privacy."""

import re
from email.message import EmailMessage as Parsed
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from pytest_django import Settings

from rehab.models import Reminder
from rehab.reminders.links import STOP
from rehab.reminders.mails import compose
from rehab.reminders.mails.kinds import LETTERS, Kind
from tests.rehab.reminders.reading import FACTS, a_mail_of, parsed, words_of

pytestmark = pytest.mark.django_db

NAME = "Zo\N{LATIN SMALL LETTER E WITH DIAERESIS} O'Neil"  # beyond ASCII, and to escape
ONE_LINE = 998  # octets, as RFC 5322 allows
CLIPPED = 60_000  # octets; some mailboxes cut off what is longer than 102 kB
PREHEADER = 110  # letters that an inbox shows beside the subject
MAX_HEADER = 70  # a longer value is folded, and some then read no link in it
HEALTH = re.compile(
    r"""knee|leg\b|hip\b|bone|muscle|tendon|pain|hurt|sore|ache|swell|injur|wound|ice\b|bandage
    |elevat|symptom|diagnos|score|level|patient|clinic|doctor|physio|therap|health|medic|rehab
    |exercise|sick|ill\b""",
    re.IGNORECASE | re.VERBOSE,
)
RIDING: dict[Kind, dict[str, Any]] = {
    kind: {"also": ["day-7", "week"], "facts": FACTS} for kind in (Kind.CARE, Kind.SESSION)
}
EACH_KIND = pytest.mark.parametrize("kind", Kind)


@pytest.fixture(autouse=True)
def the_site_is_on_the_net(settings: Settings) -> None:
    settings.PUBLIC_URL = "https://stridewell.example"


def a_full_mail_of(kind: Kind) -> Reminder:
    """Return a mail of a kind in which all rides that may."""
    return a_mail_of(kind, name=NAME, **RIDING.get(kind, {}))


def bytes_of(reminder: Reminder) -> bytes:
    content: bytes = compose(reminder).message().as_bytes(linesep="\r\n")
    return content


def sent(kind: Kind) -> tuple[Reminder, Parsed, str, str]:
    """Return a mail of a kind as a mail program reads it, and its two versions."""
    reminder = a_full_mail_of(kind)
    mail = parsed(compose(reminder))
    text, html = (part.get_content() for part in mail.iter_parts())
    return reminder, mail, text, html


def links_in(text: str, html: str) -> list[str]:
    return re.findall(r"https?://[^\s\"'<>]+", text + " " + unescape(html))


@EACH_KIND
def test_what_shows_before_a_mail_is_opened_names_nothing_of_health(kind: Kind) -> None:
    _, mail, text, html = sent(kind)

    first = [" ".join(text.split())[:PREHEADER], words_of(html)[:PREHEADER]]
    shown = [mail["Subject"], mail["From"], mail["Message-ID"], *first]
    assert [each for each in shown if HEALTH.search(str(each))] == []
    assert [each for each in shown if NAME in str(each)] == []
    assert len(mail["Subject"]) <= MAX_HEADER


@EACH_KIND
def test_an_address_in_a_mail_names_neither_health_nor_anybody(kind: Kind) -> None:
    _, _, text, html = sent(kind)

    urls = [urlsplit(url) for url in links_in(text, html)]
    ways = [url.path.strip("/").split("/") for url in urls]
    assert {url.netloc for url in urls} == {"stridewell.example"}
    assert {url.query for url in urls} <= {"", *(f"a={number}" for number in range(1, 7))}
    assert {way[0] for way in ways} <= {*"rpclktbmsu", "help", "check"}
    assert {len(way) for way in ways} <= {1, 2}
    assert [way for way in ways if not re.fullmatch(r"[\w-]+", way[-1])] == []


@EACH_KIND
def test_a_mailbox_can_stop_a_mail_with_one_tap_and_tells_it_from_a_letter(
    kind: Kind,
) -> None:
    reminder, mail, text, _ = sent(kind)

    value = mail["List-Unsubscribe"]
    assert value == f"<{STOP.url(reminder)}>"
    assert len(value) <= MAX_HEADER
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert f"Stop receiving these emails: {STOP.url(reminder)}" in " ".join(text.split())


@EACH_KIND
def test_however_often_a_mail_is_tried_it_is_the_same_mail(kind: Kind) -> None:
    reminder = a_full_mail_of(kind)

    tries = [parsed(compose(Reminder.objects.get(pk=reminder.pk))) for _ in range(2)]

    first, second = ([each[name] for name in ("Message-ID", "Date")] for each in tries)
    assert first == second
    assert first == [
        f"<reminder-{reminder.pk}@{settings.MAIL_DOMAIN}>",
        reminder.due_at.strftime("%a, %d %b %Y %H:%M:%S +0000"),
    ]


@EACH_KIND
def test_the_version_in_text_holds_the_main_link_and_each_other_one(kind: Kind) -> None:
    reminder, _, text, html = sent(kind)

    main = LETTERS[kind].main
    first = main.url(reminder) if main else f"{settings.PUBLIC_URL}/check/"
    assert first in text
    assert {*links_in(text, "")} == {*links_in("", html)}


@EACH_KIND
def test_a_mail_fetches_nothing_and_runs_nothing(kind: Kind) -> None:
    *_, html = sent(kind)

    active = r"<(?:img|script|link|iframe|form|object|video|svg)\b|\bsrc=|url\(|@import"
    assert re.findall(active, html) == []
    assert '<html lang="en-gb">' in html


@EACH_KIND
def test_the_bytes_of_a_mail_pass_every_mail_server(kind: Kind) -> None:
    content = bytes_of(a_full_mail_of(kind))

    headers, _, _ = content.partition(b"\r\n\r\n")
    lines = content.split(b"\r\n")
    assert headers.isascii()
    assert b"=?" not in headers
    assert max(map(len, lines)) <= ONE_LINE
    assert b"\n" not in b"".join(lines)
    assert len(content) < CLIPPED


@pytest.mark.parametrize(
    "words", ["For your knee", "Your pain score", "Your physio wrote", "Put ice on it"]
)
def test_a_word_of_health_is_recognised(words: str) -> None:
    assert HEALTH.search(words)
