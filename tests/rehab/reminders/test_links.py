from datetime import timedelta
from string import ascii_letters, digits

import pytest
from django.conf import settings as site
from django.core.signing import b62_encode
from pytest_django import Settings

from rehab.models import Reminder
from rehab.reminders.links import (
    DONE_LASTS,
    SEEN_LASTS,
    LinkBroken,
    LinkExpired,
    done_url,
    read_done,
    read_seen,
    read_stop,
    seen_url,
    stop_url,
)
from tests.factories import NOON, a_question, a_reminder

pytestmark = pytest.mark.django_db

ALPHABET = ascii_letters + digits + "-_"


def token_of(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2]


def test_a_done_link_leads_back_to_its_reminder() -> None:
    reminder = a_reminder()

    url = done_url(reminder)

    assert url == f"{site.PUBLIC_URL}/r/{token_of(url)}/"
    assert read_done(token_of(url), at=NOON) == reminder


def test_a_link_that_asks_if_somebody_was_seen_leads_back_to_its_reminder() -> None:
    reminder = a_question()

    url = seen_url(reminder)

    assert url == f"{site.PUBLIC_URL}/s/{token_of(url)}/"
    assert read_seen(token_of(url), at=NOON) == reminder


def test_a_stop_link_leads_back_to_its_reminder() -> None:
    reminder = a_reminder()

    url = stop_url(reminder)

    assert url == f"{site.PUBLIC_URL}/u/{token_of(url)}/"
    assert read_stop(token_of(url)) == reminder


def test_a_done_link_ends_three_days_after_the_reminder_was_due() -> None:
    token = token_of(done_url(a_reminder()))

    assert read_done(token, at=NOON + DONE_LASTS).due_at == NOON
    with pytest.raises(LinkExpired):
        read_done(token, at=NOON + DONE_LASTS + timedelta(seconds=1))


def test_a_link_that_asks_ends_two_weeks_after_the_reminder_was_due() -> None:
    token = token_of(seen_url(a_question()))

    assert read_seen(token, at=NOON + SEEN_LASTS).due_at == NOON
    with pytest.raises(LinkExpired):
        read_seen(token, at=NOON + SEEN_LASTS + timedelta(seconds=1))


def test_a_link_of_one_purpose_does_not_serve_another() -> None:
    reminder = a_reminder()
    done, seen, stop = (token_of(url(reminder)) for url in (done_url, seen_url, stop_url))

    for token in (done, seen):
        with pytest.raises(LinkBroken):
            read_stop(token)
    for token in (seen, stop):
        with pytest.raises(LinkBroken):
            read_done(token, at=NOON)
    for token in (done, stop):
        with pytest.raises(LinkBroken):
            read_seen(token, at=NOON)


def test_a_link_with_any_character_changed_is_broken() -> None:
    token = token_of(stop_url(a_reminder()))
    forged = {
        token[:place] + character + token[place + 1 :]
        for place in range(len(token))
        for character in ALPHABET
    } - {token}

    for text in forged:
        with pytest.raises(LinkBroken):
            read_stop(text)


@pytest.mark.parametrize("text", ["", "0", "-", "a" * 22, "a" * 23, "ä" * 30, "z" * 5000])
def test_what_is_no_token_is_broken(text: str) -> None:
    a_reminder()

    with pytest.raises(LinkBroken):
        read_stop(text)


def test_a_token_cut_short_or_made_longer_is_broken() -> None:
    token = token_of(stop_url(a_reminder()))

    for text in (token[1:], token[:-1], "0" + token, token + "A", token + "="):
        with pytest.raises(LinkBroken):
            read_stop(text)


def test_a_token_of_one_reminder_does_not_open_another() -> None:
    mine, theirs = a_reminder(), a_reminder()
    token = token_of(stop_url(mine))

    with pytest.raises(LinkBroken):
        read_stop(token.replace(b62_encode(mine.pk), b62_encode(theirs.pk), 1))


def test_a_link_of_a_reminder_that_is_gone_is_broken() -> None:
    reminder = a_reminder()
    token = token_of(stop_url(reminder))
    Reminder.objects.all().delete()

    with pytest.raises(LinkBroken):
        read_stop(token)


def test_a_link_outlives_a_change_of_the_secret(settings: Settings) -> None:
    reminder = a_reminder()
    token = token_of(stop_url(reminder))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY += "!"

    assert read_stop(token) == reminder
    assert token_of(stop_url(reminder)) != token


def test_a_link_dies_with_its_secret(settings: Settings) -> None:
    token = token_of(stop_url(a_reminder()))
    settings.SECRET_KEY += "!"

    with pytest.raises(LinkBroken):
        read_stop(token)


def test_the_header_with_the_longest_stop_link_stays_short_enough_to_be_read() -> None:
    reminder = Reminder(pk=14_000_000)
    host = "https://a-host-of-30-characters.health"[:38]

    header = f"<{stop_url(reminder).replace(site.PUBLIC_URL, host)}>"

    assert len(host.removeprefix("https://")) == 30
    assert len(header) <= 70
