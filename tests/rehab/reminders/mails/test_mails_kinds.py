"""What some mails say of their own, what rides inside another, and how easy all is."""

import re
from typing import Any

import pytest
from django.conf import settings

from rehab.models import Reminder
from rehab.programme.mails.barriers import BARRIERS
from rehab.reminders.links import BARRIER, CHECK_IN, DONE, MESSAGE, PAIN, STOP
from rehab.reminders.mails import compose
from rehab.reminders.mails.kinds import ANSWERS, SEEN_WORDS
from rehab.reminders.mails.week import week_in_words
from tests.factories import a_plan
from tests.reading import grade_of
from tests.rehab.reminders.reading import (
    FACTS,
    a_mail_of,
    a_mail_of_words,
    html_of,
    parsed,
    text_of,
    words_of,
)
from tests.triage.protocols.test_reading import HARDEST_ON_AVERAGE
from tests.triage.views.test_reading import texts_in

pytestmark = pytest.mark.django_db

Kind = Reminder.Kind
MAX_WORDS = 15  # in a sentence
MAX_HEADER = 70  # a longer value is mangled on the way


def links_in(html: str) -> list[tuple[str, str]]:
    """Return each link of a mail with the words on it."""
    found = re.findall(r'<a\b[^>]*href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL)
    return [(url, words_of(words)) for url, words in found]


def test_a_barrier_mail_has_six_answers_and_a_number_for_each_in_its_links() -> None:
    reminder = a_mail_of(Kind.BARRIER)

    links = links_in(html_of(compose(reminder)))

    assert links[:6] == [
        (f"{BARRIER.url(reminder)}?a={number}", barrier.words)
        for number, barrier in enumerate(BARRIERS, start=1)
    ]


def test_a_question_has_an_answer_on_each_button() -> None:
    links = links_in(html_of(compose(a_mail_of(Kind.SEEN))))

    assert [(url[-4:], words) for url, words in links[:3]] == [
        (f"?a={number}", SEEN_WORDS[said]) for number, said in ANSWERS.items()
    ]


@pytest.mark.parametrize("kind", [Kind.VISIT, Kind.SEEN, Kind.MESSAGE, Kind.GOODBYE])
def test_what_cannot_wait_cannot_be_put_off(kind: Reminder.Kind) -> None:
    words = [words for _, words in links_in(html_of(compose(a_mail_of(kind))))]

    assert not {"Too painful", "Later", "Not today", "Change times"} & set(words)
    assert words[-1] == "Stop receiving these emails"


@pytest.mark.parametrize("kind", Kind)
def test_a_mail_has_one_button_or_a_few_answers(kind: Reminder.Kind) -> None:
    html = html_of(compose(a_mail_of(kind)))

    counts = {name: html.count(f'<a class="{name}"') for name in ("button", "choice")}

    answers = {Kind.SEEN: 3, Kind.BARRIER: 6}.get(kind, 0)
    assert counts == {"button": 0 if answers else 1, "choice": answers}


def test_what_a_physio_wrote_is_escaped_and_keeps_its_lines() -> None:
    said = "Well <b>done</b> & all.\nSlow down.\n\nCall me.\n--\n{{ x }}"
    reminder = a_mail_of_words(said)

    mail = compose(reminder)

    assert f"\n{said}\n" in text_of(mail)
    assert "<p>Well &lt;b&gt;done&lt;/b&gt; &amp; all.<br>Slow down.</p>" in html_of(mail)
    assert (MESSAGE.url(reminder), "Open the message") in links_in(html_of(mail))


def test_a_word_of_a_physio_without_end_is_sent_in_lines_that_are_short_enough() -> None:
    mail = compose(a_mail_of_words("x" * 2000))

    content = mail.message().as_bytes(linesep="\r\n")

    text = next(iter(parsed(mail).iter_parts())).get_content()
    assert max(map(len, content.split(b"\r\n"))) <= 998
    assert "x" * 2000 in text


def test_a_goodbye_says_when_to_come_back_and_asks_for_nothing() -> None:
    reminder = a_mail_of(Kind.GOODBYE)

    html = html_of(compose(reminder))

    assert [url for url, _ in links_in(html)] == [
        f"{settings.PUBLIC_URL}/check/",
        f"{settings.PUBLIC_URL}/help/",
        STOP.url(reminder),
    ]
    assert "The pain is back, or it grows." in html


@pytest.mark.parametrize("kind", [Kind.CARE, Kind.SESSION])
def test_a_check_in_rides_inside_another_mail(kind: Reminder.Kind) -> None:
    reminder = a_mail_of(kind, also=["day-7"])

    mail = compose(reminder)

    urls = [url for url, _ in links_in(html_of(mail))]
    assert urls[:2] == [DONE.url(reminder), PAIN.url(reminder)]
    assert f"Answer now:\n{CHECK_IN.url(reminder)}\n" in text_of(mail)
    assert (CHECK_IN.url(reminder), "Answer now") in links_in(html_of(mail))


def test_without_one_there_is_no_word_of_a_check_in() -> None:
    reminder = a_mail_of(Kind.CARE, also=["week"], facts=FACTS)

    assert CHECK_IN.url(reminder) not in text_of(compose(reminder))


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (Kind.WEEK, {}),
        (Kind.CARE, {"also": ["week"], "facts": FACTS}),
        (Kind.SESSION, {"also": ["day-7", "week"], "facts": FACTS}),
    ],
)
def test_a_week_is_two_pictures_in_letters_with_the_numbers_beside_them(
    kind: Reminder.Kind, given: dict[str, Any]
) -> None:
    mail = compose(a_mail_of(kind, **given))

    full, empty, dot = "\N{BLACK SQUARE}", "\N{WHITE SQUARE}", "\N{MIDDLE DOT}"
    lines = [
        "Sessions: 2 of 3 done. On 1 day you said: not today.",
        f"{full * 2}{empty}",
        "",
        "Pain each day, from 0 to 10:",
        f"Sun  {full * 4}{empty * 6}  4 of 10",
        f"Mon  {full * 4}{empty * 6}  4 of 10",
        f"Tue  {dot * 10}  not told",
        f"Wed  {full * 3}{empty * 7}  3 of 10",
        f"Thu  {full * 2}{empty * 8}  2 of 10",
        f"Fri  {dot * 10}  not told",
        f"Sat  {empty * 10}  0 of 10",
        "",
        "From Monday 16 November: 3 runs, 12 km. The most for that week: 13.2 km.",
    ]
    assert "\n".join(lines) in text_of(mail)
    assert text_of(mail).count("Your week in short") == 1
    assert words_of(html_of(mail)).count("Sessions: 2 of 3 done.") == 1
    assert len(re.findall('aria-hidden="true">[^<]+<', html_of(mail))) == 8


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (FACTS | {"sessions": {"owed": 0, "done": 0, "skipped": 0}}, "went. Pain each day"),
        (
            FACTS | {"sessions": {"owed": 1, "done": 2, "skipped": 2}},
            "Sessions: 2 of 2 done. On 2 days you said: not today.",
        ),
        (FACTS | {"running": None}, "0 of 10 Tell us about today"),
        (
            FACTS | {"running": FACTS["running"] | {"runs": 1, "most": 0}},
            "From Monday 16 November: 1 run, 12 km. Your plan has no runs yet.",
        ),
        ({}, "This is how the last 7 days went. Tell us about today"),
    ],
)
def test_a_week_tells_what_there_is_to_tell(told: dict[str, Any], said: str) -> None:
    mail = compose(a_mail_of(Kind.WEEK, facts=told))

    squares = "[\N{BLACK SQUARE}\N{WHITE SQUARE}\N{MIDDLE DOT}]+ ?"
    assert said in re.sub(squares, "", words_of(html_of(mail)))
    shown = re.sub(squares, "", text_of(mail)).replace("today:", "today")
    assert said in " ".join(shown.split())


def test_how_far_somebody_ran_is_told_in_their_own_unit() -> None:
    plan = a_plan(unit="MILES")

    week = week_in_words(FACTS, unit=plan.unit)

    assert week.running is not None
    assert (week.running.amount, week.running.most) == ("7.4 miles", "8.2 miles")


@pytest.mark.parametrize("kind", Kind)
def test_the_way_out_fits_into_its_header(kind: Reminder.Kind) -> None:
    header = parsed(compose(a_mail_of(kind)))["List-Unsubscribe"]

    longer = len("https://stridewell.example") - len(settings.PUBLIC_URL)
    assert len(header) + longer <= MAX_HEADER


@pytest.mark.parametrize("kind", Kind)
def test_a_mail_is_easy_to_read(kind: Reminder.Kind) -> None:
    texts = texts_in(html_of(compose(a_mail_of(kind, name="Jo", also=["day-7"]))))

    sentences = [part for text in texts for part in re.split(r"[.:?] ", text)]
    assert grade_of(texts) <= HARDEST_ON_AVERAGE
    assert [each for each in sentences if len(each.split()) > MAX_WORDS] == []
