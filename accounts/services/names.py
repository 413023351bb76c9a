"""Whom of the staff a physio knows by name, of those who did something about a runner.

Clinics that look after one runner share what was done. Who did it at another clinic, and
which that is, stays between that clinic and the runner.
"""

from typing import Final

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, Value
from django.db.models.expressions import Combinable

from accounts.models import AccessLog, Membership, User

ELSEWHERE: Final = "a physio of another clinic"


def known_to(viewer: User, *, by: str, person: str) -> Combinable:
    """Return, for SQL, if ``viewer`` knows who did what a row tells of.

    ``by`` and ``person`` are the ways from the row to them and to the runner. Known is who
    works at a clinic of the viewer's, or did when they looked at the runner; and the runner
    too. Past broken glass, to whoever works at no clinic, all are, as in the access log.
    """
    if not viewer.roles:
        return Value(True, output_field=BooleanField())  # noqa: FBT003 # the value itself
    clinics = sorted(viewer.roles)
    here = Membership.objects.filter(clinic__in=clinics, user=OuterRef(by))
    looks = AccessLog.objects.filter(person=OuterRef(person), viewer=OuterRef(by))
    known = Q(**{by: viewer.pk}) | Q(**{by: F(person)}) | Exists(here)
    return ExpressionWrapper(
        known | Exists(looks.not_elsewhere(clinics)), output_field=BooleanField()
    )


def called(by: User, *, known: bool) -> str:
    """Return how ``by`` is called where a row says if they are ``known``."""
    return (by.name or by.email) if known else ELSEWHERE
