"""Whom of the staff a physio knows by name, in what is told of one runner.

``accounts.services.known_to`` says the same of rows about many runners.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from accounts.models import AccessLog, Membership, User
from accounts.services import ELSEWHERE

NAMES = {"by": "name", "acknowledger": "acknowledged_by", "closer": "closed_by"}

Facts = Mapping[str, Any]


class Colleagues:
    """The names of staff, as ``viewer`` reads them in what is told of ``person``.

    Past broken glass, without a clinic, all are told, as in the access log.
    """

    def __init__(self, person: User, viewer: User) -> None:
        self.person, self.viewer = person, viewer

    @property
    def clinics(self) -> list[int] | None:
        """Numbers of the clinics whose staff is known; ``None`` if all are."""
        return sorted(self.viewer.roles) or None

    def named(self, facts: Facts) -> Facts:
        """Return ``facts`` with the names of strangers left out.

        Who did it stands in them by number, under a key of ``NAMES``. It takes a query the
        first time that somebody else than the runner and ``viewer`` did something.
        """
        if self.clinics is None:
            return facts
        nobody_else = {None, self.person.pk, self.viewer.pk}
        others = [key for key in NAMES if facts.get(key) not in nobody_else]
        strange = [NAMES[key] for key in others if facts[key] not in self._known]
        return {**facts, **dict.fromkeys(strange, ELSEWHERE)} if strange else facts

    def called(self, by: User) -> str:
        """Return how ``by`` is called, with the address where a name is missing."""
        return str(self.named({"by": by.pk, "name": by.name or by.email})["name"])

    @cached_property
    def _known(self) -> frozenset[int]:
        """Return who works at the clinics, or did when they looked at the runner."""
        clinics = self.clinics or []
        here = Membership.objects.filter(clinic__in=clinics).values_list("user")
        looks = AccessLog.objects.filter(person=self.person, viewer__isnull=False)
        then = looks.not_elsewhere(clinics).values_list("viewer")
        return frozenset(number for (number,) in here.union(then))
