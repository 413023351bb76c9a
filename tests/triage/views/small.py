"""A small check, and somebody who walks through it."""

from dataclasses import replace
from typing import Any, Final

from django.test import Client

from tests.factories import NOON, put_in_force
from tests.triage.rules.building import (
    a_cause,
    a_clue,
    a_factor,
    a_flag,
    a_page,
    a_protocol,
    a_question,
    a_tick_list,
)
from triage.models import Assessment, ProtocolRelease
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.rules.conditions import all_of, answer
from triage.rules.parts import FactorKind, Level
from triage.rules.protocol import Protocol
from triage.rules.questions import Kind, Page

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
        a_cause("ligament", prior=-1.0),
        a_cause("overload"),
    ),
    clues=(
        a_clue(answer("injured").is_yes(), ligament=3.0),
        a_clue(answer("more").is_yes(), overload=1.5),
    ),
    fallback="overload",
    factors=(
        a_factor("load", "more"),
        replace(a_factor("feet", "rolls"), kind=FactorKind.MECHANICS),
    ),
)
PICTURE: Final = Page(
    key="spot",
    section="Safety",
    why="To know.",
    questions=(
        a_question("side", Kind.CHOICE, "left", "right", "both"),
        a_question("spot", Kind.CHOICE, "groove", "shin"),
    ),
    picture="knee",
)
# The place is asked on a drawing before anything that no red flag needs.
INNER: Final = replace(
    SMALL,
    pages=(*SMALL.pages[:5], PICTURE, *SMALL.pages[5:]),
    red_flags=(
        *SMALL.red_flags,
        a_flag(
            "sore_shin", when=all_of(answer("spot").is_("shin"), answer("pain").at_least(7))
        ),
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
    return put_in_force(protocol=protocol, at=NOON)


def begin(client: Client) -> Assessment:
    """Start a check as an adult who agrees, and return its row."""
    published()
    client.post("/check/", {"age": "not-sure"})
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


def be_urgent(client: Client, sign: str = "stuck") -> Assessment:
    """Tell a sign that cannot wait, and go on until the result."""
    for path, chosen in {**CALM, "/check/1/": sign}.items():
        if newest().submitted_at is None:
            tell(client, path, chosen)
    return newest()


def agree(client: Client) -> None:
    """Come as far as the first question of whatever rules are in force."""
    client.post("/check/", {"age": "not-sure"})
    client.post("/check/consent/", {"agree": "on"})


def read(client: Client, path: str = "/check/result/") -> str:
    return " ".join(client.get(path).content.decode().split())


def headings_of(text: str) -> list[str]:
    """Return the words of the headings of the second order."""
    return [part.split("</h2>")[0].strip() for part in text.split("<h2>")[1:]]


def result_of(client: Client, **told: str) -> str:
    """Return the text of the result page of somebody who told this."""
    begin(client)
    submit(client, **told)
    return read(client)


def at(client: Client, number: int) -> str:
    """Answer what comes before the page with this number, and return its address."""
    begin(client)
    for path in list(CALM)[: number - 1]:
        tell(client, path, CALM[path])
    return f"/check/{number}/"
