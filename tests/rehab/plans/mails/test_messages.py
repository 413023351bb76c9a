"""A physio writes to a runner."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import Clinic, Membership, User
from accounts.services import withdraw_consent
from rehab.models import Message, Reminder
from rehab.models.message import LONGEST
from rehab.plans import (
    NoMail,
    NotTreating,
    SaysNothing,
    TooLong,
    why_no_mail,
    write_message,
)
from tests.factories import NOON, a_clinic, a_physio, a_plan, a_runner
from tests.rehab.oversight.steps import own_physio

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
WORDS = "Well done.\nTake it slowly next week."


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def physio(clinic: Clinic) -> User:
    return a_physio(clinic=clinic)


@pytest.fixture
def runner(clinic: Clinic) -> User:
    return a_plan(person=a_runner(clinic=clinic)).person


def test_what_a_physio_writes_is_kept_and_a_mail_of_it_is_owed(
    runner: User, physio: User
) -> None:
    message = write_message(person=runner, by=physio, text=f"  {WORDS}\n", at=NOON)

    mail = Reminder.objects.get()
    assert (message.person, message.by, message.text, message.at) == (
        runner,
        physio,
        WORDS,
        NOON,
    )
    assert (mail.person, mail.kind, mail.message) == (runner, "MESSAGE", message)


def test_a_message_may_be_as_long_as_a_page_and_no_longer(
    runner: User, physio: User
) -> None:
    message = write_message(person=runner, by=physio, text="x" * LONGEST, at=NOON)

    assert len(message.text) == LONGEST
    with pytest.raises(TooLong):
        write_message(person=runner, by=physio, text="x" * (LONGEST + 1), at=NOON)
    assert Message.objects.get() == message


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_a_message_without_a_word_is_none(runner: User, physio: User, text: str) -> None:
    with pytest.raises(SaysNothing):
        write_message(person=runner, by=physio, text=text, at=NOON)


def test_nobody_writes_to_a_runner_whom_they_do_not_treat(
    runner: User, clinic: Clinic
) -> None:
    administrator = a_physio(clinic=clinic, role=Membership.Role.ADMINISTRATOR)
    elsewhere = a_physio(clinic=a_clinic())
    for stranger in (elsewhere, administrator, runner, own_physio(runner)):
        with pytest.raises(NotTreating):
            write_message(person=runner, by=stranger, text=WORDS, at=NOON)

    assert not Message.objects.exists()


def test_the_same_words_again_soon_are_one_message(
    runner: User, physio: User, clinic: Clinic
) -> None:
    first = write_message(person=runner, by=physio, text=WORDS, at=NOON)

    again = write_message(person=runner, by=physio, text=WORDS, at=NOON + MINUTE)
    later = write_message(person=runner, by=physio, text=WORDS, at=NOON + 61 * MINUTE)
    other = write_message(
        person=runner, by=a_physio(clinic=clinic), text=WORDS, at=NOON + 62 * MINUTE
    )
    news = write_message(person=runner, by=physio, text="Call me.", at=NOON + 63 * MINUTE)

    assert again == first
    assert [*Message.objects.order_by("pk")] == [first, later, other, news]


def test_a_runner_who_wants_mails_gets_one(runner: User) -> None:
    assert why_no_mail(runner) is None


def test_who_agreed_to_no_mails_or_stopped_them_gets_none(
    runner: User, physio: User, clinic: Clinic
) -> None:
    withdraw_consent(person=runner, kind="MAILS", at=NOON + MINUTE)
    never = a_runner(clinic=clinic)

    write_message(person=runner, by=physio, text=WORDS, at=NOON + 2 * MINUTE)

    assert (why_no_mail(runner), why_no_mail(never)) == (NoMail.STOPPED, NoMail.STOPPED)
    assert Message.objects.get().text == WORDS
    assert not Reminder.objects.exists()


def test_where_the_address_takes_no_mail_or_the_account_is_closed_none_is_owed(
    runner: User, physio: User
) -> None:
    facts: dict[NoMail, dict[str, Any]] = {
        NoMail.REFUSED: {"mail_refused_at": NOON},
        NoMail.CLOSED: {"is_active": False},
    }

    found = {}
    for why, fact in facts.items():
        User.objects.filter(pk=runner.pk).update(**fact)
        found[why] = why_no_mail(runner)
        write_message(person=runner, by=physio, text=why.name, at=NOON)

    assert found == {why: why for why in facts}
    assert not Reminder.objects.exists()
