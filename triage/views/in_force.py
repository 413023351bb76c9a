"""The rules in force, and where each cause and factor of theirs is explained."""

from collections.abc import Iterable
from itertools import chain

from django.urls import reverse

from triage.models import ProtocolRelease
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.protocols.medial_knee.movement import MOVEMENT
from triage.rules.parts import Factor
from triage.rules.protocol import Protocol


def release_in_force() -> ProtocolRelease | None:
    """Return the rules that runners are asked by now, if any were published."""
    return ProtocolRelease.objects.in_force(MEDIAL_KNEE.slug)


def pages_in_force(*, known: ProtocolRelease) -> dict[str, str]:
    """Return the address of the page about each cause and factor in force, by its id.

    ``known`` is most likely in force, and has its long text at hand already.
    """
    by_name = ProtocolRelease.objects.all_in_force().filter(slug=MEDIAL_KNEE.slug)
    release = by_name.defer("text").first()
    if release is None:
        return {}
    return pages_about(known.protocol if release == known else release.protocol)


def factors_of_tests(protocol: Protocol) -> tuple[Factor, ...]:
    """Return the factors in force that the tests of how somebody moves add to these."""
    release = ProtocolRelease.objects.in_force(MOVEMENT.slug)
    tested = release.protocol.factors if release else ()
    return tuple(each for each in tested if each.id not in protocol.factor_by_id)


def pages_about(protocol: Protocol, more: Iterable[Factor] = ()) -> dict[str, str]:
    """Return the address of the page about each cause and factor of rules in force.

    ``more`` factors are numbered on, so that those of the rules keep their numbers.
    """
    causes = enumerate(protocol.causes, start=1)
    factors = enumerate(chain(protocol.factors, more), start=1)
    return dict(
        chain(
            ((cause.id, reverse("about_cause", args=[n])) for n, cause in causes),
            ((factor.id, reverse("about_factor", args=[n])) for n, factor in factors),
        )
    )
