from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import TypeVar

import pytest
from allauth.account.models import EmailAddress
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Consent, User
from accounts.services import find_or_make_user, forget_unused_accounts, give_consent
from tests.factories import NOON, a_clinic, a_physio, a_runner, a_user

pytestmark = pytest.mark.django_db

Found = TypeVar("Found")


def test_an_address_has_one_account_however_it_is_typed() -> None:
    first = find_or_make_user(email="ada@example.org")

    assert find_or_make_user(email="ADA@Example.org") == first
    assert not EmailAddress.objects.get(user=first).verified
    assert not first.has_usable_password()
    assert (first.name, first.is_staff) == ("", False)


def test_an_account_made_elsewhere_gets_its_address() -> None:
    ada = a_user(email="ada@example.org")

    assert find_or_make_user(email="ada@example.org") == ada
    assert EmailAddress.objects.get(user=ada).email == "ada@example.org"


# Each example writes to the database several times: a busy machine must not fail this.
@settings(
    deadline=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.emails())
def test_any_address_finds_its_way_back_to_its_account(email: str) -> None:
    assert find_or_make_user(email=email) == find_or_make_user(email=email)


def test_accounts_without_a_sign_in_are_forgotten_after_a_day() -> None:
    unused, fresh, signed_in, consented = (a_runner() for _ in range(4))
    member = a_physio(clinic=a_clinic())
    give_consent(kind=Consent.Kind.MAILS, wording="yes", at=NOON, person=consented)
    User.objects.exclude(pk=fresh.pk).update(asked_at=NOON - timedelta(days=1, seconds=1))
    User.objects.filter(pk=fresh.pk).update(asked_at=NOON - timedelta(hours=23))
    User.objects.filter(pk=signed_in.pk).update(last_login=NOON)

    assert forget_unused_accounts(at=NOON) == 1

    assert {*User.objects.all()} == {fresh, signed_in, consented, member}
    assert not User.objects.filter(pk=unused.pk).exists()


def test_asking_for_another_code_keeps_an_account_for_another_day() -> None:
    old = a_runner()
    long_ago = NOON - timedelta(days=400)
    User.objects.update(asked_at=long_ago, joined_at=long_ago)

    find_or_make_user(email=old.email)

    old.refresh_from_db()
    assert old.joined_at == long_ago
    assert old.asked_at > long_ago
    assert forget_unused_accounts(at=old.asked_at + timedelta(hours=24)) == 0
    assert forget_unused_accounts(at=old.asked_at + timedelta(hours=25)) == 1


def in_another_connection(work: Callable[[], Found]) -> Callable[[], Found]:
    """Return ``work`` for a thread, which lets go of its connection afterwards."""

    def and_close() -> Found:
        try:
            return work()
        finally:
            connection.close()

    return and_close


@pytest.mark.django_db(transaction=True)
def test_an_account_that_is_being_signed_in_to_is_not_forgotten() -> None:
    User.objects.filter(pk=a_runner(email="ada@example.org").pk).update(asked_at=NOON)
    forget = partial(forget_unused_accounts, at=NOON + timedelta(days=2))

    with ThreadPoolExecutor(1) as meanwhile, transaction.atomic():
        find_or_make_user(email="ada@example.org")
        count = meanwhile.submit(in_another_connection(forget)).result()

    assert count == 0
    assert User.objects.filter(email="ada@example.org").exists()


@pytest.mark.django_db(transaction=True)
def test_whoever_asks_for_a_code_while_their_account_goes_gets_a_new_one() -> None:
    old = a_runner(email="ada@example.org")
    User.objects.update(asked_at=NOON)
    ask = partial(find_or_make_user, email="ada@example.org")

    with ThreadPoolExecutor(1) as meanwhile:
        with transaction.atomic():
            count = forget_unused_accounts(at=NOON + timedelta(days=2))
            asked = meanwhile.submit(in_another_connection(ask))
        made = asked.result()

    assert count == 1
    assert [*User.objects.all()] == [made]
    assert made.pk != old.pk


@pytest.mark.usefixtures("as_application")
def test_the_application_may_forget_them_though_history_only_grows() -> None:
    unused = a_user()
    at = unused.asked_at + timedelta(days=1, seconds=1)

    assert forget_unused_accounts(at=at) == 1
