"""Making an account, and forgetting one that nobody used."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import CASCADE

from accounts.models import User


@transaction.atomic
def find_or_make_user(*, email: str) -> User:
    """Return whoever has this address, or an account for it that knows nothing else.

    The address counts as theirs only once they typed the code that was sent to it. The
    steps are the same for a known address, so that the time it takes gives nothing away.
    """
    made = User(email=email.lower(), password=make_password(None))
    # In one statement, so that the account cannot be forgotten between two.
    User.objects.bulk_create(
        [made], update_conflicts=True, unique_fields=["email"], update_fields=["asked_at"]
    )
    user = User.objects.get(email=made.email)
    theirs = EmailAddress(user=user, email=user.email, primary=True)
    EmailAddress.objects.bulk_create([theirs], ignore_conflicts=True)
    return user


@transaction.atomic
def forget_unused_accounts(*, at: datetime) -> int:
    """Remove accounts that nobody signed in to soon after a code; return how many.

    Whoever typed an address at sign-in made one, and it may not have been theirs. One that
    is being signed in to right now is left alone.
    """
    kept_for = timedelta(days=settings.RETENTION["UNUSED_ACCOUNT"])
    unused = User.objects.unused(since=at - kept_for)
    locked = unused.select_for_update(skip_locked=True, of=("self",))
    deleted = delete_accounts([*locked.values_list("pk", flat=True)])
    return deleted["accounts.User"]


def delete_accounts(numbers: Sequence[int]) -> Counter[str]:
    """Delete accounts with all that belongs to nothing else; return the rows by model.

    Where nothing refers to an account, nothing is deleted. Django would ask for it all the
    same, and the application has no right to where history only grows.

    :raises IntegrityError: at the end of the transaction, if something still needs one.
    """
    deleted: Counter[str] = Counter()
    for by in _what_goes_with_accounts():
        theirs = by.related_model._base_manager.filter(**{f"{by.field.name}__in": numbers})  # noqa: SLF001 # Django documents it
        if theirs.exists():
            deleted.update(theirs.delete()[1])
    accounts = User.objects.filter(pk__in=numbers)
    deleted["accounts.User"] = accounts._raw_delete(accounts.db) or 0  # noqa: SLF001 # Django's own
    return deleted


def _what_goes_with_accounts() -> Iterator[Any]:
    fields = User._meta.get_fields(include_hidden=True)  # noqa: SLF001 # Django documents it
    return (each for each in fields if getattr(each, "on_delete", None) is CASCADE)
