from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import AccessLog, CareLink, Consent, Membership, User
from accounts.services import (
    NoSuchClinic,
    add_staff,
    find_or_make_user,
    forget_unused_accounts,
    give_consent,
    link_to_clinic,
    log_list,
    log_view,
    take_back,
    withdraw_consent,
)
from tests.factories import NOON, a_clinic, a_physio, a_runner, a_user

pytestmark = pytest.mark.django_db

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


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.emails())
def test_any_address_finds_its_way_back_to_its_account(email: str) -> None:
    assert find_or_make_user(email=email) == find_or_make_user(email=email)


def test_accounts_without_a_sign_in_are_forgotten_after_a_day() -> None:
    unused, fresh, signed_in, consented = (a_runner() for _ in range(4))
    member = a_physio(clinic=a_clinic())
    give_consent(kind=Consent.Kind.MAILS, wording="yes", at=NOON, person=consented)
    User.objects.exclude(pk=fresh.pk).update(joined_at=NOON - timedelta(days=1, seconds=1))
    User.objects.filter(pk=fresh.pk).update(joined_at=NOON - timedelta(hours=23))
    User.objects.filter(pk=signed_in.pk).update(last_login=NOON)

    assert forget_unused_accounts(at=NOON) == 1

    assert {*User.objects.all()} == {fresh, signed_in, consented, member}
    assert not User.objects.filter(pk=unused.pk).exists()


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
