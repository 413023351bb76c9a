"""Who looked at whom, and breaking the glass to look."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.models import AccessLog, BrokenGlass, User
from accounts.models.people import GLASS_STAYS_BROKEN


class NoReasonGiven(Exception):
    """Whoever looks without looking after somebody says why."""


class MayNotBreak(Exception):
    """Only a superuser breaks the glass."""


@transaction.atomic
def break_glass(*, user: User, person: User, why: str, at: datetime) -> BrokenGlass:
    """Let ``user`` look at ``person`` for an hour from ``at``. That alone is logged, too.

    :raises MayNotBreak: if ``user`` is not a superuser on the staff.
    :raises NoReasonGiven: if ``why`` says nothing.
    """
    if not (user.is_active and user.is_staff and user.is_superuser):
        raise MayNotBreak
    if not why.strip():
        raise NoReasonGiven
    until = at + GLASS_STAYS_BROKEN
    glass = BrokenGlass.objects.create(
        user=user, person=person, why=why.strip(), at=at, until=until
    )
    log_view(viewer=user, person=person, what="glass broken", at=at, why=glass.why)
    return glass


def log_view(
    *, viewer: User, person: User, what: str, at: datetime, why: str = ""
) -> AccessLog:
    """Note that ``viewer`` was shown ``what`` of ``person``.

    A superuser's look past broken glass carries its reason, unless another is given.
    """
    [row] = _log(viewer, [person], what=what, at=at, why=why)
    return row


def log_list(
    *, viewer: User, people: Iterable[User], what: str, at: datetime, why: str = ""
) -> list[AccessLog]:
    """Note that ``viewer`` was shown a list, ``what``, with each of ``people`` in it.

    A superuser's look past broken glass carries its reason, unless another is given.
    """
    return _log(viewer, [*people], what=what, at=at, why=why)


def _log(
    viewer: User, people: list[User], *, what: str, at: datetime, why: str
) -> list[AccessLog]:
    reasons, works_at = _reasons(viewer, people, at), sorted(viewer.roles)
    return AccessLog.objects.bulk_create(
        AccessLog(
            viewer=viewer,
            person=person,
            what=what,
            at=at,
            why=why or reasons.get(person.pk, ""),
            worked_at=[] if person.pk in reasons else works_at,
        )
        for person in people
    )


def _reasons(viewer: User, people: list[User], at: datetime) -> dict[int, str]:
    """Return by person why ``viewer`` may look at them past broken glass, the newest."""
    if not viewer.is_superuser:
        return {}
    broken = BrokenGlass.objects.filter(
        user=viewer, person__in=people, at__lte=at, until__gt=at
    )
    return dict(broken.order_by("at", "pk").values_list("person", "why"))
