import logging
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import Erasure, Membership, User
from accounts.privacy import (
    ask_to_be_erased,
    erase_again,
    erase_due,
    take_back_erasure,
)
from accounts.privacy.erasing import sign_out_the_erased
from tests.accounts.privacy.people import (
    STAYS,
    held,
)
from tests.factories import (
    a_clinic,
    a_physio,
    a_runner,
)
from tests.factories.everything import an_erasure, somebody_with_everything

pytestmark = pytest.mark.django_db


def test_each_night_those_who_waited_are_forgotten_and_no_others() -> None:
    waited, waits, changed_mind = a_runner(), a_runner(), a_runner()
    an_erasure(person=waited)
    an_erasure(person=waits, days_ago=6)
    take_back_erasure(erasure=an_erasure(person=changed_mind), at=timezone.now())

    erased = erase_due(at=timezone.now())
    again = erase_due(at=timezone.now())

    assert (erased, again) == (1, 0)
    assert {*User.objects.all()} == {waits, changed_mind}


def test_one_who_cannot_be_forgotten_keeps_nobody_else(
    caplog: pytest.LogCaptureFixture,
) -> None:
    first, second = a_runner(), a_runner()
    an_erasure(person=first, days_ago=9)
    an_erasure(person=second)
    caplog.clear()
    with connection.cursor() as cursor:
        # Something new refers to people, and nobody has said how it is forgotten.
        cursor.execute("CREATE TABLE newer (person_id bigint REFERENCES accounts_user)")
        cursor.execute("INSERT INTO newer VALUES (%s)", [first.pk])

    with caplog.at_level(logging.WARNING):
        erased = erase_due(at=timezone.now())

    assert erased == 1
    assert {*User.objects.all()} == {first}
    assert caplog.messages == [f"person={first.pk} not erased: IntegrityError"]


def test_whoever_is_forgotten_is_signed_out_everywhere_and_nobody_else() -> None:
    person, other = a_runner(), a_runner()
    browsers = [Client(), Client(), Client()]
    for browser, who in zip(browsers, (person, person, other), strict=True):
        browser.force_login(who)
    an_erasure(person=person)

    erase_due(at=timezone.now())

    assert [*Session.objects.values_list("pk", flat=True)] == [
        browsers[2].session.session_key
    ]


def test_where_nobody_was_forgotten_no_session_is_read(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    Client().force_login(a_runner())

    with django_assert_num_queries(1) as read:  # of erasures
        signed_out = sign_out_the_erased(at=timezone.now())

    assert signed_out == 0
    assert all("session_data" not in query["sql"] for query in read.captured_queries)


def test_staff_stay_signed_in() -> None:
    member = a_physio(clinic=a_clinic(), role=Membership.Role.LEAD)
    Client().force_login(member)
    an_erasure(person=member)

    erase_due(at=timezone.now())

    assert Session.objects.count() == 1


def test_whom_a_backup_brought_back_is_forgotten_again() -> None:
    person, other = somebody_with_everything(), a_runner()
    listed = {"asked_at": timezone.now() - timedelta(days=20)}
    listed["due_at"] = listed["asked_at"] + timedelta(days=7)
    User.objects.update(joined_at=timezone.now() - timedelta(days=99))

    first = erase_again(number=person.pk, at=timezone.now(), **listed)
    second = erase_again(number=person.pk, at=timezone.now(), **listed)

    assert (first, second) == (True, False)
    assert held(person) == set(STAYS)
    assert held(other) == {"about-you"}


def test_what_was_not_done_yet_in_the_backup_is_done_now() -> None:
    person = a_runner()
    User.objects.update(joined_at=timezone.now() - timedelta(days=99))
    asked = an_erasure(person=person)

    again = erase_again(
        number=person.pk, asked_at=asked.asked_at, due_at=asked.due_at, at=timezone.now()
    )

    assert again
    assert Erasure.objects.get().done_at


def test_whoever_got_the_number_since_is_somebody_else() -> None:
    person, asked_at = a_runner(), timezone.now() - timedelta(days=20)

    again = erase_again(
        number=person.pk,
        asked_at=asked_at,
        due_at=asked_at + timedelta(days=7),
        at=timezone.now(),
    )

    assert not again
    assert Erasure.objects.count() == 0


def test_whoever_asked_anew_is_left_to_the_night_it_is_due() -> None:
    person, now = a_runner(), timezone.now()
    User.objects.update(joined_at=now - timedelta(days=99))
    ask_to_be_erased(person=person, at=now)
    asked_at = now - timedelta(days=20)

    again = erase_again(
        number=person.pk, asked_at=asked_at, due_at=asked_at + timedelta(days=7), at=now
    )

    assert not again
    assert User.objects.filter(pk=person.pk).exists()
