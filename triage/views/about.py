"""Pages in plain language about each cause and each factor of the rules in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from triage.rules.parts import Factor, FactorKind
from triage.rules.protocol import Protocol
from triage.views.in_force import factors_of_tests, pages_about, release_in_force
from triage.views.strength import strength_of

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Pointer:
    """What speaks for or against a cause, and how much."""

    because: str
    strength: str


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """List every cause and every factor that the rules in force know, tests included."""
    protocol = _in_force()
    more = factors_of_tests(protocol)
    pages = pages_about(protocol, more)
    factors = [(each, pages[each.id]) for each in (*protocol.factors, *more)]
    page = {
        "causes": [(cause, pages[cause.id]) for cause in protocol.causes],
        "load": _of_kind(FactorKind.LOAD, factors),
        "mechanics": _of_kind(FactorKind.MECHANICS, factors),
    }
    return render(request, "triage/about.html", page)


@login_not_required
@require_safe
def about_cause(request: HttpRequest, number: int) -> HttpResponse:
    """Explain the cause that stands at this place in the rules in force."""
    protocol = _in_force()
    cause = _at(protocol.causes, number)
    pointers = [
        (weight.bits, Pointer(clue.because, strength_of(weight.bits)))
        for clue in protocol.clues
        for weight in clue.weights
        if weight.cause == cause.id
    ]
    pointers.sort(key=lambda pointer: -abs(pointer[0]))
    page = {
        "cause": cause,
        "speaks_for": [pointer for bits, pointer in pointers if bits > 0],
        "speaks_against": [pointer for bits, pointer in pointers if bits < 0],
    }
    return render(request, "triage/about_cause.html", page)


@login_not_required
@require_safe
def about_factor(request: HttpRequest, number: int) -> HttpResponse:
    """Explain the factor at this place in the rules in force, then in the tests."""
    protocol = _in_force()
    factors = protocol.factors
    if number > len(factors):
        factors = (*factors, *factors_of_tests(protocol))
    return render(request, "triage/about_factor.html", {"factor": _at(factors, number)})


def _in_force() -> Protocol:
    release = release_in_force()
    if release is None:
        raise Http404
    return release.protocol


def _at(parts: Sequence[Part], number: int) -> Part:
    """Return the part with this number, from 1; an unknown number is no page."""
    if not 1 <= number <= len(parts):
        raise Http404
    return parts[number - 1]


def _of_kind(
    kind: FactorKind, factors: Sequence[tuple[Factor, str]]
) -> list[tuple[Factor, str]]:
    return [(factor, url) for factor, url in factors if factor.kind is kind]
