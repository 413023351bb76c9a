"""The rules in force, and where each cause and factor of theirs is explained."""

from itertools import chain

from django.urls import reverse

from triage.models import ProtocolRelease
from triage.protocols.medial_knee import MEDIAL_KNEE


def release_in_force() -> ProtocolRelease | None:
    """Return the rules that runners are asked by now, if any were published."""
    return ProtocolRelease.objects.in_force(MEDIAL_KNEE.slug)


def pages_about() -> dict[str, str]:
    """Return the address of the page about each cause and factor in force, by its id."""
    release = release_in_force()
    if release is None:
        return {}
    causes = enumerate(release.protocol.causes, start=1)
    factors = enumerate(release.protocol.factors, start=1)
    return dict(
        chain(
            ((cause.id, reverse("about_cause", args=[n])) for n, cause in causes),
            ((factor.id, reverse("about_factor", args=[n])) for n, factor in factors),
        )
    )
