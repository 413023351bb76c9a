"""What no release may fall below, by broken copies of the rules that somebody may make."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from triage.protocols.medial_knee import FOLLOW_UP, MEDIAL_KNEE, UNDER_18
from triage.protocols.medial_knee.floor import FLOORS
from triage.rules.conditions import ALWAYS, Condition, all_of, answer
from triage.rules.parts import Level
from triage.rules.protocol import Protocol
from triage.rules.prove import broken_floor

CALMER = Level.WITHIN_2_WEEKS
LIMB = answer("limb").is_yes()


def broken(protocol: Protocol) -> list[str]:
    return [*broken_floor(protocol, FLOORS[protocol.slug])]


def with_flags(keep: Any, **changes: Any) -> Protocol:
    """Return the full check with ``changes`` to each red flag that ``keep`` names."""
    flags = (replace(f, **changes) if keep(f) else f for f in MEDIAL_KNEE.red_flags)
    return replace(MEDIAL_KNEE, red_flags=tuple(flags))


def with_flag(id_: str, **changes: Any) -> Protocol:
    return with_flags(lambda flag: flag.id == id_, **changes)


def without(*ids: str) -> Protocol:
    flags = (flag for flag in MEDIAL_KNEE.red_flags if flag.id not in ids)
    return replace(MEDIAL_KNEE, red_flags=tuple(flags))


def asked_if(key: str, when: Condition) -> Protocol:
    pages = (replace(p, when=when) if p.key == key else p for p in MEDIAL_KNEE.pages)
    return replace(MEDIAL_KNEE, pages=tuple(pages))


def early(protocol: Protocol, key: str) -> Protocol:
    """Return ``protocol`` with the page ``key`` asked first."""
    pages = sorted(protocol.pages, key=lambda page: page.key != key)
    return replace(protocol, pages=tuple(pages))


def weakened() -> Iterator[Any]:
    yield "loud pop", with_flag("loud_pop", level=CALMER, when_unsure=CALMER)
    yield "loud pop", with_flag("loud_pop", when=all_of(answer("pop").is_yes(), LIMB))
    yield "foot cold", with_flag("limb_threat", when_unsure=Level.SELF_CARE)
    yield "locking", without("locked_knee")
    yield "foot cold", without("limb_threat")
    yield "crash", replace(MEDIAL_KNEE, red_flags=())
    yield "loud pop", asked_if("warnings", LIMB)
    severe = answer("rest_pain").at_least(1)
    pages = early(MEDIAL_KNEE, "rest_pain").pages
    bone = (replace(page, when=severe) if page.key == "bone" else page for page in pages)
    yield "groin or hip", replace(MEDIAL_KNEE, pages=tuple(bone))
    yield "bone stress (a)", with_flags(lambda _: True, no_impact=False)
    led = (replace(cause, leads_when=ALWAYS) for cause in MEDIAL_KNEE.causes)
    yield "pes_anserine may not be named first", replace(MEDIAL_KNEE, causes=tuple(led))
    yield "no cause may be named, but one is", replace(MEDIAL_KNEE, in_scope=ALWAYS)
    renamed = replace(MEDIAL_KNEE.cause_by_id["pes_anserine"], id="pes")
    others = [cause for cause in MEDIAL_KNEE.causes if cause.id != "pes_anserine"]
    yield (
        "pes_anserine is promised about, but is no cause",
        replace(MEDIAL_KNEE, causes=(*others, renamed), clues=()),
    )


@pytest.mark.parametrize("protocol", [MEDIAL_KNEE, UNDER_18, FOLLOW_UP])
def test_the_rules_of_this_version_keep_every_promise(protocol: Protocol) -> None:
    assert broken(protocol) == []


@pytest.mark.parametrize(("promise", "protocol"), [*weakened()])
def test_rules_that_fall_below_are_told_apart(promise: str, protocol: Protocol) -> None:
    assert any(promise in told for told in broken(protocol))


@pytest.mark.parametrize("protocol", [MEDIAL_KNEE, UNDER_18, FOLLOW_UP])
def test_rules_without_warning_signs_break_every_promise_of_a_level(
    protocol: Protocol,
) -> None:
    promises = FLOORS[protocol.slug].promises

    assert len(broken(replace(protocol, red_flags=()))) == len(promises)
