"""A small check, and somebody who walks through it."""

from dataclasses import replace
from typing import Any, Final

from django.test import Client

from tests.factories import NOON
from tests.triage.rules.building import (
    a_cause,
    a_clue,
    a_factor,
    a_flag,
    a_page,
    a_protocol,
    a_tick_list,
)
from triage.models import Assessment, ProtocolRelease
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.rules.conditions import answer
from triage.rules.protocol import FactorKind, Level, Protocol
from triage.rules.questions import Kind
from triage.services import publish_protocol

SMALL: Final = a_protocol(
    slug=MEDIAL_KNEE.slug,
    pages=(
        a_tick_list("danger", "cold", "pop", "stuck", hint="Tick all that fit."),
        a_page("place", Kind.CHOICE, "inner", "outer"),
        a_page("pain", Kind.SCALE),
        a_page("injured"),
        a_page("loose", when=answer("injured").is_yes()),
        a_page("more", section="Running"),
        a_tick_list("moves", "rolls", "dives", section="Running"),
    ),
    red_flags=(
        a_flag(
            "cold_foot",
            when=answer("cold").is_yes(),
            level=Level.EMERGENCY,
            when_unsure=Level.EMERGENCY,
        ),
        a_flag("loud_pop", when=answer("pop").is_yes(), when_unsure=Level.WITHIN_2_DAYS),
        a_flag("stuck_knee", when=answer("stuck").is_yes()),
        a_flag("severe", when=answer("pain").at_least(8)),
        a_flag(
            "loose_knee",
            when=answer("loose").is_yes(),
            level=Level.WITHIN_2_DAYS,
            when_unsure=Level.WITHIN_2_DAYS,
        ),
        a_flag(
            "elsewhere",
            when=answer("place").is_("outer"),
            level=Level.WITHIN_2_WEEKS,
            when_unsure=Level.SELF_CARE,
        ),
    ),
    in_scope=answer("place").is_("inner"),
    causes=(
        a_cause("ligament", a_clue(answer("injured").is_yes(), 3.0), prior=-1.0),
        a_cause("overload", a_clue(answer("more").is_yes(), 1.5)),
    ),
    fallback="overload",
    factors=(
        a_factor("load", "more"),
        replace(a_factor("feet", "rolls"), kind=FactorKind.MECHANICS),
    ),
)
CALM: Final = {
    "/check/1/": "none-of-these",
    "/check/2/": "inner",
    "/check/3/": "2",
    "/check/4/": "no",
    "/check/6/": "no",
    "/check/7/": "none-of-these",
}


def published(protocol: Protocol = SMALL) -> ProtocolRelease:
    return publish_protocol(protocol=protocol, at=NOON)


def begin(client: Client) -> Assessment:
    """Start a check as an adult who agrees, and return its row."""
    published()
    client.post("/check/", {"adult": "yes"})
    client.post("/check/consent/", {"agree": "on"})
    return newest()


def newest() -> Assessment:
    return Assessment.objects.latest("pk")


def tell(client: Client, path: str, *chosen: str) -> Any:
    """Send ``chosen`` from the page at ``path``, as its one field names them."""
    (field,) = client.get(path).context["form"].fields
    return client.post(path, {field: chosen})


def walk(client: Client, **told: str) -> Any:
    """Answer every page calmly, but for those ``told`` by the number of the page."""
    response = None
    for path, calm in CALM.items():
        response = tell(client, path, told.get(f"page_{path.split('/')[2]}", calm))
    return response


def submit(client: Client, **told: str) -> Assessment:
    """Walk to the end, see the answers and submit them."""
    walk(client, **told)
    client.post("/check/answers/")
    return newest()
