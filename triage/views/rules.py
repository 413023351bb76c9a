"""The public page that lists every rule of a release in words."""

from functools import lru_cache
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_noop
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from triage.models import ProtocolRelease, Publication
from triage.protocols.medial_knee import FOLLOW_UP, MEDIAL_KNEE, UNDER_18
from triage.protocols.medial_knee.movement import MOVEMENT
from triage.rules.protocol import Protocol
from triage.rules.prove import Proof, prove
from triage.views.in_force import release_in_force
from triage.views.rulebook import RuleBook, rule_book

TITLES = {
    MEDIAL_KNEE.slug: gettext_noop("The check"),
    UNDER_18.slug: gettext_noop("The check for under 18s"),
    FOLLOW_UP.slug: gettext_noop("The list in the diary"),
    MOVEMENT.slug: gettext_noop("The look at how you move"),
}
EARLIER_SHOWN = 20


# Rules are public, so nothing is given away by how well the page shrinks.
@login_not_required
@require_safe
@gzip_page
def rules(request: HttpRequest) -> HttpResponse:
    """List every rule that runners are asked by now."""
    release = release_in_force()
    if release is None:
        return render(request, "triage/closed.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
    return _show(request, release)


@login_not_required
@require_safe
@gzip_page
def past_rules(request: HttpRequest, pk: int) -> HttpResponse:
    """List every rule of one release, in force or not."""
    release = ProtocolRelease.objects.filter(pk=pk, publications__isnull=False).first()
    if release is None:
        raise Http404
    return _show(request, release)


def _show(request: HttpRequest, release: ProtocolRelease) -> HttpResponse:
    # Of the others only the name is told; their text is as long as this whole page.
    others = ProtocolRelease.objects.all_in_force().filter(slug__in=TITLES).defer("text")
    in_force = {other.slug: other for other in others}
    times = Publication.objects.filter(release__slug=release.slug).order_by("-at", "-pk")
    shown = times.select_related("release").defer("release__text")[:EARLIER_SHOWN]
    book, proof = _read(release.protocol)
    page = {
        "release": release,
        "title": TITLES.get(release.slug, ""),
        "since": release.publications.latest("at").at,
        "is_in_force": in_force.get(release.slug) == release,
        "others": [
            (title, in_force[slug])
            for slug, title in TITLES.items()
            if slug in in_force and slug != release.slug
        ],
        "publications": shown,
        "book": book,
        "proof": proof,
        "zeros": len(str(proof.combinations)) - 1,
    }
    return render(request, "triage/rules.html", page)


@lru_cache(maxsize=8)
def _read(protocol: Protocol) -> tuple[RuleBook, Proof]:
    """Return what never changes for the same rules, and takes a while to put together."""
    return rule_book(protocol), prove(protocol)
