"""The address of an account, which is also what its owner signs in with."""

from datetime import datetime
from functools import partial

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.models.people import UserQuerySet
from accounts.services.accounts import delete_accounts
from accounts.signals import address_changed


class AddressTaken(Exception):
    """The address is that of another account, which somebody uses."""


def is_free(*, email: str, person: User) -> bool:
    """Say whether ``person`` may have this address: nobody else has ever used it here."""
    return not _of_others(email, person).exclude(pk__in=_never_used()).exists()


@transaction.atomic
def change_address(*, person: User, email: str, at: datetime) -> str:
    """Give ``person`` an address that they have shown to be theirs; return the one before.

    Every session of theirs ends, also the one in which they ask for it. What somebody only
    typed at sign-in goes. Whoever listens hears of it once it has committed.

    :raises AddressTaken: if it is that of another account.
    """
    locked = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    if not is_free(email=email, person=locked):
        raise AddressTaken
    typed = _of_others(email, locked).filter(pk__in=_never_used())
    delete_accounts([*typed.values_list("pk", flat=True)])
    before, person.email = locked.email, email.lower()
    person.set_unusable_password()  # it has another value each time: sessions rest on it
    _store(person)
    said = {"person_id": person.pk, "at": at}
    transaction.on_commit(partial(address_changed.send_robust, sender=User, **said))
    return before


def _store(person: User) -> None:
    """Keep the address of ``person``, and that it is theirs.

    :raises AddressTaken: if somebody was faster.
    """
    try:
        with transaction.atomic():
            person.save(update_fields=["email", "password"])
            EmailAddress.objects.filter(user=person).delete()
            EmailAddress.objects.create(
                user=person, email=person.email, verified=True, primary=True
            )
    except IntegrityError as fault:
        raise AddressTaken from fault


def _of_others(email: str, person: User) -> UserQuerySet:
    return User.objects.filter(email=email.lower()).exclude(pk=person.pk)


def _never_used() -> UserQuerySet:
    """Return the accounts that nobody has signed in to: somebody typed the address."""
    return User.objects.filter(last_login=None, is_staff=False, consents=None)
