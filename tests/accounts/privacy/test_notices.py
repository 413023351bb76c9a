from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from accounts.models import Erasure, User
from accounts.privacy import ask_to_be_erased, take_back_erasure
from accounts.privacy.notices import (
    LinkBroken,
    read_token,
    tell,
    tell_the_others,
    token_of,
)
from tests.factories import NOON, a_runner

pytestmark = pytest.mark.django_db


def the_mail() -> EmailMultiAlternatives:
    [sent] = mail.outbox
    assert isinstance(sent, EmailMultiAlternatives)
    return sent


def one_line(text: object) -> str:
    return " ".join(str(text).split())


def test_a_mail_says_when_and_has_the_link_that_keeps_it() -> None:
    person = a_runner(time_zone="Pacific/Auckland")
    asked = ask_to_be_erased(person=person, at=NOON)

    told = tell(erasure=asked, at=NOON)

    sent = the_mail()
    [(page, _)] = sent.alternatives
    link = f"http://localhost:8000/my-data/keep/{token_of(asked)}/"
    assert told
    assert (sent.to, sent.subject) == ([person.email], "We will delete your data")
    for words in (one_line(sent.body), one_line(page)):
        assert "30 November 2026" in words  # where it is a day later
        assert "You asked us to delete" in words
        assert link in words
    assert Erasure.objects.get().told_at == NOON


def test_who_was_silent_for_years_reads_why() -> None:
    asked = ask_to_be_erased(
        person=a_runner(), at=NOON, why=Erasure.Why.UNUSED, grace=timedelta(days=30)
    )

    tell(erasure=asked, at=NOON)

    words = one_line(the_mail().body)
    assert "You have not used Stridewell for a long time." in words
    assert "We do it on 22 December 2026." in words
    assert "You asked us" not in words


def test_it_is_sent_once() -> None:
    asked = ask_to_be_erased(person=a_runner(), at=NOON)
    tell(erasure=asked, at=NOON)
    asked.refresh_from_db()

    again = tell(erasure=asked, at=NOON)

    assert not again
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("why", [{"is_active": False}, {"mail_refused_at": NOON}])
def test_whoever_cannot_be_written_to_gets_none(why: dict[str, Any]) -> None:
    asked = ask_to_be_erased(person=a_runner(**why), at=NOON)

    assert not tell(erasure=asked, at=NOON)
    assert mail.outbox == []


@pytest.mark.usefixtures("mail_server_refuses")
def test_what_the_mail_server_did_not_take_is_not_told() -> None:
    asked = ask_to_be_erased(person=a_runner(), at=NOON)

    assert not tell(erasure=asked, at=NOON)
    assert Erasure.objects.get().told_at is None


def test_each_night_those_are_told_who_were_not_and_may_still_change_their_mind() -> None:
    now = timezone.now()
    people = [a_runner() for _ in range(4)]
    told, untold, changed, past = (
        ask_to_be_erased(person=person, at=now - timedelta(days=days))
        for person, days in zip(people, (1, 1, 1, 8), strict=True)
    )
    tell(erasure=told, at=now)
    take_back_erasure(erasure=changed, at=now)
    mail.outbox.clear()

    sent = tell_the_others(at=now)

    assert sent == 1
    assert the_mail().to == [User.objects.get(pk=untold.person_number).email]
    assert past.told_at is None


def test_a_link_is_read_back() -> None:
    asked = ask_to_be_erased(person=a_runner(), at=datetime(2026, 11, 1, tzinfo=UTC))

    assert read_token(token_of(asked)) == asked


@pytest.mark.parametrize("token", ["", "x", "MQ:x:y"])
def test_a_link_that_nobody_here_made_is_none(token: str) -> None:
    with pytest.raises(LinkBroken):
        read_token(token)


def test_a_link_to_nothing_is_none() -> None:
    with pytest.raises(LinkBroken):
        read_token(token_of(Erasure(pk=1)))
