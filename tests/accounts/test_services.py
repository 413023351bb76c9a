from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import TypeVar

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import AccessLog, CareLink, Consent, Membership, User
from accounts.services import (
    NoSuchClinic,
    NotOnTheStaff,
    add_staff,
    find_or_make_user,
    forget_unused_accounts,
    give_consent,
    link_to_clinic,
    log_list,
    log_view,
    remove_staff,
    take_back,
    withdraw_consent,
)
from tests.factories import NOON, a_clinic, a_physio, a_runner, a_user

pytestmark = pytest.mark.django_db

Found = TypeVar("Found")
LATER = NOON + timedelta(hours=1)


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


def test_a_consent_keeps_its_words_and_its_time() -> None:
    runner = a_runner()

    consent = give_consent(
        kind=Consent.Kind.MAILS, wording="Write to me.", at=NOON, person=runner
    )

    assert (consent.wording, consent.given_at) == ("Write to me.", NOON)
    assert [*runner.consents.in_force(Consent.Kind.MAILS)] == [consent]


def test_a_consent_is_taken_back_once() -> None:
    runner = a_runner()
    give_consent(kind=Consent.Kind.MAILS, wording="yes", at=NOON, person=runner)

    counts = [
        withdraw_consent(person=runner, kind=Consent.Kind.MAILS, at=at)
        for at in (LATER, LATER + timedelta(hours=1))
    ]

    assert counts == [1, 0]
    assert Consent.objects.get().withdrawn_at == LATER


def test_a_clock_that_went_back_takes_back_all_the_same() -> None:
    runner = a_runner(clinic=a_clinic())
    give_consent(kind=Consent.Kind.CLINIC, wording="yes", at=NOON, person=runner)

    take_back(person=runner, kind=Consent.Kind.CLINIC, at=NOON - timedelta(hours=1))

    assert Consent.objects.get().withdrawn_at == NOON
    assert CareLink.objects.get().ended_at == NOON


def test_taking_back_the_mails_leaves_the_clinic() -> None:
    runner = a_runner(clinic=a_clinic())
    give_consent(kind=Consent.Kind.MAILS, wording="yes", at=NOON, person=runner)

    assert take_back(person=runner, kind=Consent.Kind.MAILS, at=LATER) == 1
    assert CareLink.objects.get().ended_at is None


def test_the_code_of_a_clinic_links_to_it_once() -> None:
    clinic, runner = a_clinic(), a_runner()
    typed = f" {clinic.code.lower()} "

    link = link_to_clinic(patient=runner, code=typed, wording="yes", at=NOON)
    again = link_to_clinic(patient=runner, code=clinic.code, wording="yes", at=LATER)

    assert again == link
    assert (link.clinic, link.begun_at) == (clinic, NOON)
    assert [*runner.consents.values_list("kind", "wording", "given_at")] == [
        (Consent.Kind.CLINIC, "yes", NOON)
    ]


def test_a_code_of_no_clinic_links_to_nothing() -> None:
    with pytest.raises(NoSuchClinic):
        link_to_clinic(patient=a_runner(), code="NONE", wording="yes", at=NOON)

    assert not Consent.objects.exists()


def test_whoever_comes_to_work_at_a_clinic_may_have_been_a_runner() -> None:
    clinic, runner = a_clinic(), a_runner()

    add_staff(email=runner.email, code=clinic.code, role=Membership.Role.PHYSIO)
    changed = add_staff(email=runner.email, code=clinic.code, role=Membership.Role.LEAD)

    runner.refresh_from_db()
    assert runner.is_staff
    assert [*runner.memberships.all()] == [changed]
    assert changed.role == Membership.Role.LEAD


def test_a_new_member_of_staff_may_say_where_they_work() -> None:
    code = a_clinic().code

    add_staff(email="bo@example.org", code=code, role="PHYSIO", time_zone="Asia/Tokyo")
    add_staff(email="bo@example.org", code=code, role="LEAD")

    assert User.objects.get().time_zone == "Asia/Tokyo"


@pytest.mark.parametrize(
    "given",
    [{"email": "bo"}, {"email": " bo@example.org"}, {"time_zone": "Mars/Phobos"}],
)
def test_what_is_no_address_or_no_place_makes_nobody_staff(given: dict[str, str]) -> None:
    fine = {"email": "bo@example.org", "code": a_clinic().code, "role": "PHYSIO"}

    with pytest.raises(ValidationError):
        add_staff(**fine | given)

    assert not User.objects.exists()


def test_whoever_leaves_the_staff_is_a_runner_again() -> None:
    physio = a_physio(clinic=a_clinic(), email="bo@example.org", is_superuser=True)
    TOTP.activate(physio, "SECRET")

    assert remove_staff(email="Bo@example.org") == physio

    physio.refresh_from_db()
    assert (physio.is_staff, physio.is_superuser) == (False, False)
    assert not Membership.objects.exists()
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("email", ["runner@example.org", "nobody@example.org"])
def test_whoever_is_not_on_the_staff_cannot_leave_it(email: str) -> None:
    a_runner(email="runner@example.org")

    with pytest.raises(NotOnTheStaff):
        remove_staff(email=email)


def test_looks_are_logged_one_by_one_and_by_the_list() -> None:
    physio, runner, other = a_physio(clinic=a_clinic()), a_runner(), a_runner()

    log_view(viewer=physio, person=runner, what="plan 1", at=NOON)
    log_list(viewer=physio, people=[runner, other], what="list of plans", at=LATER)

    rows = AccessLog.objects.order_by("pk").values_list("viewer", "person", "what", "at")
    assert [*rows] == [
        (physio.pk, runner.pk, "plan 1", NOON),
        (physio.pk, runner.pk, "list of plans", LATER),
        (physio.pk, other.pk, "list of plans", LATER),
    ]
