"""A mail that is filled in says what one that is written for one person says."""

import re
from email.message import EmailMessage as Parsed

import pytest
from django.core.mail import EmailMultiAlternatives
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from rehab.models import Reminder
from rehab.reminders.mails import compose
from rehab.reminders.mails.content import Content, content_of
from rehab.reminders.mails.kinds import LETTERS, Kind
from rehab.reminders.mails.parts import name_of, parts_of
from rehab.reminders.mails.skeleton import skeleton_of
from rehab.reminders.mails.writing import write
from tests.rehab.reminders.reading import FACTS, a_mail_of, parsed, unsaved

PERSONAL = {Kind.MESSAGE, Kind.WEEK}
FILLED = [kind for kind in Kind if kind not in PERSONAL]
ACCENT = "\N{LATIN SMALL LETTER E WITH ACUTE}"
HARD_NAMES = [
    "",
    "Jo",
    "O'Neil <b>",
    '<script>alert(1)</script> & "so on"',
    "a\r\nBcc: all@example.org",
    "a\N{LINE SEPARATOR}b\N{NEXT LINE}c\vd",
    "@@text.name@@ %(name)s {{ name }}",
    "\N{RUNNER}" * 60,
    "'" * 60,
    f"Zo{ACCENT}",
    "=?utf-8?q?x?=",
    "=20=\u00ad.",
]


def written(reminder: Reminder) -> EmailMultiAlternatives:
    """Return the same mail, written by the templates for this one person."""
    name = name_of(reminder)
    content = content_of(reminder, name=name)
    parts = parts_of(reminder, name=name, purposes=content.purposes)
    return write(content, parts)


def headers_of(message: Parsed) -> list[tuple[str, str]]:
    """Return all headers but for what stands between two parts, which chance decides."""
    return [
        (name, re.sub(r'boundary="[^"]*"', "", value)) for name, value in message.items()
    ]


def read(mail: EmailMultiAlternatives) -> list[tuple[list[tuple[str, str]], str]]:
    """Return headers and words of a mail and of its parts, as a mail program reads them."""
    return [
        (headers_of(part), "" if part.is_multipart() else part.get_content())
        for part in parsed(mail).walk()
    ]


def outside_of(mail: EmailMultiAlternatives) -> list[object]:
    """Return what mail backends read of a mail besides its bytes."""
    return [
        mail.subject,
        mail.body,
        mail.alternatives,
        mail.from_email,
        mail.recipients(),
        mail.extra_headers,
    ]


@pytest.mark.parametrize("kind", FILLED)
@pytest.mark.parametrize("name", HARD_NAMES)
def test_a_hard_name_is_filled_in_as_the_templates_would(
    kind: Reminder.Kind, name: str
) -> None:
    reminder = unsaved(kind, name=name, email="a@example.org", also=["day-7"])

    filled, slow = compose(reminder), written(reminder)

    assert read(filled) == read(slow)
    assert outside_of(filled) == outside_of(slow)
    assert len(read(filled)) == 3


@settings(deadline=None, max_examples=100)
@given(
    kind=st.sampled_from(FILLED),
    name=st.text(max_size=60),
    email=st.emails(),
    pk=st.integers(1, 2**63 - 1),
)
def test_any_name_and_address_are_filled_in_as_the_templates_would(
    kind: Reminder.Kind, name: str, email: str, pk: int
) -> None:
    reminder = unsaved(kind, name=name, email=email, pk=pk)

    filled, slow = compose(reminder), written(reminder)

    assert read(filled) == read(slow)
    assert outside_of(filled) == outside_of(slow)


@settings(deadline=None, max_examples=100)
@given(name=st.text(max_size=60))
def test_no_name_makes_another_header_or_a_line_too_long(name: str) -> None:
    reminder = unsaved(Kind.CARE, name=name, email="a@example.org")

    content = compose(reminder).message().as_bytes(linesep="\r\n")

    lines = content.split(b"\r\n")
    names = [line.split(b":")[0] for line in lines[: lines.index(b"")]]
    assert sorted(name for name in names if not name.startswith(b" boundary")) == [
        b"Auto-Submitted",
        b"Content-Type",
        b"Date",
        b"From",
        b"List-Unsubscribe",
        b"List-Unsubscribe-Post",
        b"MIME-Version",
        b"Message-ID",
        b"Subject",
        b"To",
    ]
    assert max(map(len, lines)) <= 998
    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)


@pytest.mark.parametrize(
    "address",
    [
        "a@example.org\nBcc: b@example.org",
        "a@example.org\r",
        "a@example.org, b@example.org",
        "a <a@example.org> b",
        "",
    ],
)
@pytest.mark.parametrize("kind", [Kind.CARE, Kind.WEEK])
def test_an_address_that_is_not_one_goes_nowhere(kind: Reminder.Kind, address: str) -> None:
    reminder = unsaved(kind, name="Jo", email=address, facts=FACTS)

    with pytest.raises(ValueError, match=r"newlines|[Ii]nvalid"):
        compose(reminder)


def test_an_address_beyond_ascii_is_written_as_headers_can_hold_it() -> None:
    reminder = unsaved(Kind.CARE, name="Jo", email=f"jo@caf{ACCENT}.example")

    assert compose(reminder).message()["To"] == "jo@xn--caf-dma.example"


@pytest.mark.parametrize(
    ("name", "encoding"), [("", "7bit"), ("Jo", "7bit"), (f"Zo{ACCENT}", "8bit")]
)
def test_letters_beyond_ascii_are_announced(name: str, encoding: str) -> None:
    mail = compose(unsaved(Kind.CHECK_IN, name=name, email="a@example.org"))

    encodings = [part["Content-Transfer-Encoding"] for part in mail.message().get_payload()]

    assert encodings == [encoding, encoding]


def test_a_mail_is_written_once_for_all_who_get_the_same() -> None:
    mails = [
        unsaved(Kind.SESSION, name=name, email=f"{name}@example.org", pk=pk)
        for pk, name in enumerate(("ada", "bo", "cy"), start=1)
    ]
    skeleton_of.cache_clear()

    composed = [compose(mail) for mail in mails]

    assert skeleton_of.cache_info().misses == 1
    assert len({str(mail.body) for mail in composed}) == 3


@pytest.mark.parametrize(
    ("kind", "also"), [(Kind.WEEK, []), (Kind.CARE, ["week"]), (Kind.SESSION, ["week"])]
)
def test_what_one_person_told_is_not_kept(kind: Reminder.Kind, also: list[str]) -> None:
    reminder = unsaved(kind, name="Jo", email="a@example.org", also=also, facts=FACTS)
    skeleton_of.cache_clear()

    mail = compose(reminder)

    assert "4 of 10" in str(mail.body)
    assert skeleton_of.cache_info().currsize == 0


def test_lines_too_long_for_a_mail_server_are_not_cut_into_pieces() -> None:
    content = Content(
        kind=Kind.MESSAGE,
        language="en-gb",
        site="https://stridewell.example",
        sender="hello@stridewell.example",
        message="x" * 999,
    )

    assert skeleton_of(content) is None


@pytest.mark.django_db
@pytest.mark.parametrize("kind", Reminder.Kind)
def test_a_mail_asks_the_database_nothing_more(
    kind: Reminder.Kind, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    pk = a_mail_of(kind, name="Jo").pk
    loaded = Reminder.objects.select_related(
        "person", "plan__assessment", "session", "message"
    )
    reminder = loaded.get(pk=pk)

    with django_assert_num_queries(0):
        compose(reminder)


def test_each_kind_of_mail_has_a_letter() -> None:
    assert set(LETTERS) == set(Reminder.Kind)
