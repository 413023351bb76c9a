from datetime import timedelta
from itertools import permutations
from string import ascii_letters, digits

import pytest
from django.conf import settings as site
from django.core.signing import b62_encode
from pytest_django import Settings

from rehab.models import Reminder
from rehab.reminders.links import DONE, SEEN, STOP, LinkBroken, LinkExpired
from tests.factories import NOON, a_question, a_reminder

pytestmark = pytest.mark.django_db

ALPHABET = ascii_letters + digits + "-_"


def token_of(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2]


def test_a_done_link_leads_back_to_its_reminder() -> None:
    reminder = a_reminder()

    url = DONE.url(reminder)

    assert url == f"{site.PUBLIC_URL}/r/{token_of(url)}/"
    assert DONE.read(token_of(url), at=NOON) == reminder


def test_a_link_that_asks_if_somebody_was_seen_leads_back_to_its_reminder() -> None:
    reminder = a_question()

    url = SEEN.url(reminder)

    assert url == f"{site.PUBLIC_URL}/s/{token_of(url)}/"
    assert SEEN.read(token_of(url), at=NOON) == reminder


def test_a_stop_link_leads_back_to_its_reminder() -> None:
    reminder = a_reminder()

    url = STOP.url(reminder)

    assert url == f"{site.PUBLIC_URL}/u/{token_of(url)}/"
    assert STOP.read(token_of(url), at=NOON) == reminder


def test_a_done_link_ends_three_days_after_the_reminder_was_due() -> None:
    token = token_of(DONE.url(a_reminder()))

    assert DONE.read(token, at=NOON + timedelta(days=3)).due_at == NOON
    with pytest.raises(LinkExpired):
        DONE.read(token, at=NOON + timedelta(days=3, seconds=1))


def test_a_link_that_asks_ends_two_weeks_after_the_reminder_was_due() -> None:
    token = token_of(SEEN.url(a_question()))

    assert SEEN.read(token, at=NOON + timedelta(days=14)).due_at == NOON
    with pytest.raises(LinkExpired):
        SEEN.read(token, at=NOON + timedelta(days=14, seconds=1))


def test_a_link_of_one_purpose_does_not_serve_another() -> None:
    reminder = a_reminder()
    purposes = (DONE, SEEN, STOP)

    for purpose, other in permutations(purposes, 2):
        with pytest.raises(LinkBroken):
            other.read(token_of(purpose.url(reminder)), at=NOON)


def test_a_link_with_any_character_changed_is_broken() -> None:
    token = token_of(STOP.url(a_reminder()))
    forged = {
        token[:place] + character + token[place + 1 :]
        for place in range(len(token))
        for character in ALPHABET
    } - {token}

    for text in forged:
        with pytest.raises(LinkBroken):
            STOP.read(text, at=NOON)


@pytest.mark.parametrize("text", ["", "0", "-", "a" * 22, "a" * 23, "ä" * 30, "z" * 5000])
def test_what_is_no_token_is_broken(text: str) -> None:
    a_reminder()

    with pytest.raises(LinkBroken):
        STOP.read(text, at=NOON)


def test_a_token_cut_short_or_made_longer_is_broken() -> None:
    token = token_of(STOP.url(a_reminder()))

    for text in (token[1:], token[:-1], "0" + token, token + "A", token + "="):
        with pytest.raises(LinkBroken):
            STOP.read(text, at=NOON)


def test_a_token_of_one_reminder_does_not_open_another() -> None:
    mine, theirs = a_reminder(), a_reminder()
    token = token_of(STOP.url(mine))

    with pytest.raises(LinkBroken):
        STOP.read(token.replace(b62_encode(mine.pk), b62_encode(theirs.pk), 1), at=NOON)


def test_a_link_of_a_reminder_that_is_gone_is_broken() -> None:
    reminder = a_reminder()
    token = token_of(STOP.url(reminder))
    Reminder.objects.all().delete()

    with pytest.raises(LinkBroken):
        STOP.read(token, at=NOON)


def test_a_link_outlives_a_change_of_the_secret(settings: Settings) -> None:
    reminder = a_reminder()
    token = token_of(STOP.url(reminder))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY += "!"

    assert STOP.read(token, at=NOON) == reminder
    assert token_of(STOP.url(reminder)) != token


def test_a_link_stays_the_same_whatever_moves_in_the_code(settings: Settings) -> None:
    settings.SECRET_KEY = "a secret for this test alone"  # noqa: S105 - opens nothing
    reminder = Reminder(pk=62)

    assert token_of(STOP.url(reminder)) == "10PCRJYQWRd-z-yt9VwAZg-w"
    assert token_of(DONE.url(reminder)) == "10wbU9ywtMD1LUNFkYRQpsKQ"


def test_a_link_dies_with_its_secret(settings: Settings) -> None:
    token = token_of(STOP.url(a_reminder()))
    settings.SECRET_KEY += "!"

    with pytest.raises(LinkBroken):
        STOP.read(token, at=NOON)


def test_the_header_with_the_longest_stop_link_stays_short_enough_to_be_read() -> None:
    reminder = Reminder(pk=14_000_000)
    host = "https://a-host-of-30-characters.health"[:38]

    header = f"<{STOP.url(reminder).replace(site.PUBLIC_URL, host)}>"

    assert len(host.removeprefix("https://")) == 30
    assert len(header) <= 70
