"""An account gets another address: what goes with it, and what stays."""

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import Consent, User
from accounts.services import (
    AddressTaken,
    change_address,
    find_or_make_user,
    give_consent,
    is_free,
)
from accounts.signals import address_changed
from tests.factories import NOON, a_clinic, a_physio, a_runner

pytestmark = pytest.mark.django_db

NEW = "new@example.org"


def addresses(person: User) -> list[tuple[str, bool, bool]]:
    rows = EmailAddress.objects.filter(user=person)
    return [*rows.values_list("email", "verified", "primary")]


def test_the_address_changes_and_is_known_as_theirs() -> None:
    person = find_or_make_user(email="old@example.org")

    before = change_address(person=person, email="New@Example.org", at=NOON)

    person.refresh_from_db()
    assert (before, person.email) == ("old@example.org", NEW)
    assert addresses(person) == [(NEW, True, True)]


def test_it_ends_every_session() -> None:
    person = a_runner()
    before = person.get_session_auth_hash()

    change_address(person=person, email=NEW, at=NOON)

    person.refresh_from_db()
    assert person.get_session_auth_hash() != before
    assert not person.has_usable_password()


def test_whoever_listens_hears_of_it_once_it_has_committed(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    person, heard = a_runner(), []

    def listen(**said: object) -> None:
        heard.append((said["person_id"], said["at"]))

    address_changed.connect(listen)
    with django_capture_on_commit_callbacks(execute=True):
        change_address(person=person, email=NEW, at=NOON)
    address_changed.disconnect(listen)

    assert heard == [(person.pk, NOON)]


def test_an_account_that_was_only_typed_makes_way() -> None:
    person, typed = a_runner(), find_or_make_user(email=NEW)

    assert is_free(email=NEW, person=person)
    change_address(person=person, email=NEW, at=NOON)

    assert not User.objects.filter(pk=typed.pk).exists()
    assert addresses(person) == [(NEW, True, True)]


@pytest.mark.usefixtures("as_application")
def test_the_application_itself_makes_way_for_it() -> None:
    person, typed = a_runner(), find_or_make_user(email=NEW)

    change_address(person=person, email=NEW, at=NOON)

    assert not User.objects.filter(pk=typed.pk).exists()


def test_the_address_of_another_account_is_taken() -> None:
    person = a_runner()
    others = [
        a_runner(email="in.use@example.org", last_login=NOON),
        a_physio(clinic=a_clinic(), email="staff@example.org"),
        a_runner(email="agreed@example.org"),
    ]
    give_consent(kind=Consent.Kind.MAILS, wording="Yes.", at=NOON, person=others[2])

    for other in others:
        assert not is_free(email=other.email.upper(), person=person)
        with pytest.raises(AddressTaken):
            change_address(person=person, email=other.email, at=NOON)

    assert {*User.objects.values_list("pk", flat=True)} >= {each.pk for each in others}


def test_ones_own_address_is_free() -> None:
    person = a_runner(email=NEW, last_login=NOON)

    assert is_free(email=NEW, person=person)


def test_of_two_at_once_the_slower_one_hears_that_it_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person = a_runner(email="old@example.org")

    def faster(*_: object, **__: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(EmailAddress.objects, "create", faster)

    with pytest.raises(AddressTaken):
        change_address(person=person, email=NEW, at=NOON)

    person.refresh_from_db()
    assert person.email == "old@example.org"
