import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings

from rehab.models import Reminder
from rehab.reminders.links import (
    BARRIER,
    DONE,
    LATER,
    MESSAGE,
    PAIN,
    SEEN,
    SKIP,
    STOP,
    TIMES,
)
from rehab.reminders.mails import compose
from tests.factories import NOON, a_plan, a_reminder, a_result, a_runner
from tests.rehab.reminders.reading import (
    a_mail_of,
    html_of,
    parsed,
    text_of,
    words_of,
)

pytestmark = pytest.mark.django_db

MOVES = "- Gentle movement:Heel slides."
WELCOME, CARE = Reminder.Kind.WELCOME, Reminder.Kind.CARE
QUESTION = Reminder.Kind.SEEN
MAIN: dict[Reminder.Kind, Callable[[Reminder], str]] = {
    WELCOME: DONE.url,
    CARE: DONE.url,
    Reminder.Kind.SESSION: DONE.url,
    Reminder.Kind.CHECK_IN: DONE.url,
    Reminder.Kind.VISIT: DONE.url,
    Reminder.Kind.SEEN: SEEN.url,
    Reminder.Kind.MESSAGE: MESSAGE.url,
    Reminder.Kind.WEEK: DONE.url,
    Reminder.Kind.BARRIER: BARRIER.url,
    Reminder.Kind.GOODBYE: lambda _: f"{settings.PUBLIC_URL}/check/",
}
# What cannot wait, and what a physio wrote, cannot be put off.
QUIET = {
    WELCOME: (TIMES,),
    CARE: (PAIN, LATER, SKIP, TIMES),
    Reminder.Kind.SESSION: (PAIN, LATER, SKIP, TIMES),
    Reminder.Kind.CHECK_IN: (LATER, TIMES),
    Reminder.Kind.WEEK: (TIMES,),
    Reminder.Kind.BARRIER: (TIMES,),
}
UNTOLD = re.compile(
    r"knee|pain|injur|score|symptom|patient|diagnos|physio|leg|ice\b|sore|hurt",
    re.IGNORECASE,
)


def links_of(reminder: Reminder) -> list[str]:
    """Return the links that a mail holds, in their order."""
    kind = Reminder.Kind(reminder.kind)
    numbers = {Reminder.Kind.SEEN: 3, Reminder.Kind.BARRIER: 6}.get(kind, 0)
    main = MAIN[kind](reminder)
    return [
        *([f"{main}?a={number}" for number in range(1, numbers + 1)] or [main]),
        *(purpose.url(reminder) for purpose in QUIET.get(kind, ())),
        f"{settings.PUBLIC_URL}/help/",
        STOP.url(reminder),
    ]


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        (WELCOME, "Your plan is ready"),
        (CARE, "A short break for you"),
        (Reminder.Kind.SESSION, "Your session for today"),
        (Reminder.Kind.CHECK_IN, "How is it going?"),
        (Reminder.Kind.VISIT, "Please read this today"),
        (QUESTION, "A short question for you"),
        (Reminder.Kind.MESSAGE, "A message for you"),
        (Reminder.Kind.WEEK, "Your week in short"),
        (Reminder.Kind.BARRIER, "Shall we change something?"),
        (Reminder.Kind.GOODBYE, "Goodbye for now"),
    ],
)
def test_each_kind_has_its_subject_and_the_headers_of_a_mail_that_nobody_typed(
    kind: Reminder.Kind, subject: str
) -> None:
    reminder = a_mail_of(kind)

    headers = dict(parsed(compose(reminder)).items())

    for varying in ("Content-Type", "MIME-Version"):
        del headers[varying]
    assert headers == {
        "Subject": subject,
        "From": settings.DEFAULT_FROM_EMAIL,
        "To": reminder.person.email,
        "Message-ID": f"<reminder-{reminder.pk}@stridewell.example>",
        "Date": "Sun, 22 Nov 2026 12:00:00 +0000",
        "List-Unsubscribe": f"<{STOP.url(reminder)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }


@pytest.mark.parametrize("kind", Reminder.Kind)
@pytest.mark.parametrize("name", ["", "Jo"])
def test_nothing_that_shows_before_a_mail_is_opened_tells_what_it_is_about(
    kind: Reminder.Kind, name: str
) -> None:
    reminder = a_mail_of(kind, name=name)

    mail = compose(reminder)

    urls = re.findall(r"https?://\S+", text_of(mail))
    for shown in (words_of(html_of(mail))[:110], " ".join(text_of(mail).split())[:110]):
        assert not UNTOLD.search(shown)
        assert "Jo" not in shown
    assert not UNTOLD.search(str(mail.subject))
    assert urls == links_of(reminder)


@pytest.mark.parametrize("kind", Reminder.Kind)
def test_the_html_has_the_same_links_and_nothing_from_elsewhere(
    kind: Reminder.Kind,
) -> None:
    reminder = a_mail_of(kind)

    html = html_of(compose(reminder))

    assert re.findall(r'(?:href|src)="([^"]*)"', html) == links_of(reminder)
    assert re.findall(r"<(?:img|script|form|link|iframe)\b|url\(|@import", html) == []


def test_a_name_is_escaped_in_html_and_left_alone_in_text() -> None:
    reminder = a_reminder(plan=a_plan(person=a_runner(name="O'Neil <b>")))

    mail = compose(reminder)

    assert "\nHello O'Neil <b>.\nThis is what helps now.\n" in text_of(mail)
    assert "\n    Hello O&#x27;Neil &lt;b&gt;.\n" in html_of(mail)
    assert "O'Neil" not in str(parsed(mail)["To"])


def test_nothing_but_the_name_needs_escaping_in_text() -> None:
    assert "&" not in text_of(compose(a_reminder()))


def test_somebody_without_a_name_is_greeted_all_the_same() -> None:
    mail = compose(a_reminder(kind=WELCOME))

    assert "\nHello.\nThis is what helps in the first days.\n" in text_of(mail)
    assert "Hello. This is what helps in the first days. Rest:" in words_of(html_of(mail))


@pytest.mark.parametrize(
    "address", ["a@example.org\nBcc: b@example.org", "a@example.org\r"]
)
def test_an_address_cannot_bring_in_another_header(address: str) -> None:
    reminder = a_reminder(plan=a_plan(person=a_runner(email=address)))

    with pytest.raises(ValueError, match="newlines"):
        compose(reminder)


@pytest.mark.parametrize(
    ("ruled_out", "listed"),
    [
        ({}, ["Rest", "Ice", "Compression", "Elevation"]),
        ({"no_ice": True}, ["Rest", "Compression", "Elevation"]),
        ({"no_compression": True}, ["Rest", "Ice", "Elevation"]),
        ({"no_ice": True, "no_compression": True}, ["Rest", "Elevation"]),
    ],
)
def test_what_is_ruled_out_is_not_asked_for(
    ruled_out: dict[str, Any], listed: list[str]
) -> None:
    mail = compose(a_reminder(plan=a_plan(**ruled_out)))

    assert re.findall(r"^- (\w+):", text_of(mail), re.MULTILINE) == listed
    assert re.findall(r"<li><strong>(\w+):", html_of(mail)) == listed


@pytest.mark.parametrize("day", [0, 1, 4, 7])
def test_who_must_not_use_ice_or_a_bandage_reads_nothing_of_either(day: int) -> None:
    plan = a_plan(no_ice=True, no_compression=True)
    on = plan.begun_on + timedelta(days=day)

    mail = compose(a_reminder(plan=plan, local_on=on))

    for version in (text_of(mail), html_of(mail)):
        assert not re.search(r"\bice\b|bandage|compress|active", version, re.IGNORECASE)


@pytest.mark.parametrize(
    ("day", "rest", "ice", "moves"),
    [
        (
            0,
            "1 to 3 days without running.",
            "15 to 20 minutes, several times a day.",
            "",
        ),
        (
            1,
            "1 to 3 days without running.",
            "15 to 20 minutes, several times a day.",
            MOVES,
        ),
        (
            3,
            "1 to 3 days without running.",
            "15 to 20 minutes, several times a day.",
            MOVES,
        ),
        (4, "No running yet.", "From now on only after you were active,", MOVES),
        (7, "No running yet.", "From now on only after you were active,", MOVES),
    ],
)
def test_what_is_asked_for_fits_the_day(day: int, rest: str, ice: str, moves: str) -> None:
    plan = a_plan()
    on = plan.begun_on + timedelta(days=day)

    text = text_of(compose(a_reminder(plan=plan, local_on=on)))

    assert f"\n- Rest: {rest}" in text
    assert f"\n- Ice: {ice}" in text
    assert (
        "".join(re.findall(r"^- Gentle movement:|^Heel slides\.", text, re.MULTILINE))
        == moves
    )
    assert "\n- Elevation: 15 to 20 minutes, several times a day.\n" in text


def test_a_bone_that_may_be_overworked_is_not_moved_by_a_mail() -> None:
    runner = a_runner()
    bone = a_result(patient=runner, shown="bone_stress_injury")
    plan = a_plan(person=runner, assessment=bone)
    on = plan.begun_on + timedelta(days=3)

    text = text_of(compose(a_reminder(plan=plan, local_on=on)))

    assert "Heel slides" not in text
    assert "Gentle movement" not in text


def test_a_plan_that_only_protects_asks_for_no_movement() -> None:
    plan = a_plan(protect_only=True)
    on = plan.begun_on + timedelta(days=3)

    text = text_of(compose(a_reminder(plan=plan, local_on=on)))

    assert "Gentle movement" not in text


@pytest.mark.parametrize("kind", Reminder.Kind)
def test_both_versions_say_the_same_words(kind: Reminder.Kind) -> None:
    reminder = a_mail_of(kind, name="Jo")
    reminder.local_on = NOON.date() + timedelta(days=2)

    mail = compose(reminder)

    text = re.sub(r"https?://\S+|[^A-Za-z0-9']+", " ", text_of(mail))
    html = re.sub(r"[^A-Za-z0-9']+", " ", words_of(html_of(mail)))

    assert sorted(html.split()) == sorted(
        [*text.split(), "Stridewell", "Where", "to", "get", "help"]
    )


def test_a_mail_that_asks_says_to_go_and_not_to_wait() -> None:
    text = " ".join(text_of(compose(a_mail_of(QUESTION, name="Jo"))).split())

    assert "Hello Jo. Were you seen?" in text
    assert "Not seen yet? Go today. Do not wait for another email." in text
