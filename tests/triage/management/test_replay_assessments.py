from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories import NOON, a_runner, an_assessment, put_in_force
from tests.triage.rules.building import a_flag, a_page
from tests.triage.services.judged import (
    LIMPING,
    PAGES,
    RULES,
    decided_otherwise,
    submitted,
)
from triage.models import ProtocolRelease
from triage.rules.conditions import answer
from triage.rules.decide import ENGINE
from triage.rules.parts import Level
from triage.rules.protocol import Protocol

pytestmark = pytest.mark.django_db

WEEK = "Be seen within a week"


def replay(*given: str, out: StringIO | None = None) -> list[str]:
    out = out or StringIO()
    call_command("replay_assessments", *given, stdout=out)
    return out.getvalue().splitlines()


def replay_by(protocol: Protocol) -> list[str]:
    """Judge again by a stored release, named by how its hash begins."""
    release = put_in_force(protocol=protocol, at=NOON)
    return replay("--release", release.sha256[:8])


def test_the_rules_of_this_version_judge_again_and_all_is_counted() -> None:
    an_assessment(locking=True, patient=a_runner())
    submitted(limp=True)

    assert replay() == [
        "1 judged again",
        "0 less urgent, 0 more urgent",
        "0 would be asked more first, and may become more urgent then",
        "0 answers of 0 assessments left out: no longer asked for or offered",
        "0 were decided by another engine, 0 of them not as this one would",
        "0 decided by this engine come to another decision by their own release",
    ]


def test_those_who_would_be_told_to_wait_longer_come_first_the_furthest_down_on_top() -> (
    None
):
    up, down, far_down = submitted(), submitted(limp=True), submitted(pain=9)
    week = Level.WITHIN_A_WEEK
    calmer = replace(LIMPING, level=week, when_unsure=week)
    mild = a_flag("mild", when=answer("pain").at_least(0), level=week, when_unsure=week)

    lines = replay_by(replace(RULES, red_flags=(calmer, mild)))

    assert lines[:5] == [
        f"assessment {far_down.pk}: Get emergency help now -> {WEEK} (less urgent)",
        f"assessment {down.pk}: Be seen today -> {WEEK} (less urgent)",
        f"assessment {up.pk}: Look after it yourself -> {WEEK} (more urgent)",
        "3 judged again",
        "2 less urgent, 1 more urgent",
    ]


def test_what_would_have_to_be_asked_first_and_what_is_dropped_is_said() -> None:
    assessment = submitted(pain=9)
    heat = a_flag("heat", when=answer("hot").is_yes())

    lines = replay_by(
        replace(RULES, pages=(PAGES[0], a_page("hot")), red_flags=(LIMPING, heat))
    )

    assert lines[0] == (
        f"assessment {assessment.pk}: Get emergency help now -> Look after it yourself "
        "(less urgent, so far)"
    )
    assert lines[3:5] == [
        "1 would be asked more first, and may become more urgent then",
        "1 answers of 1 assessments left out: no longer asked for or offered",
    ]


def test_decisions_of_another_engine_are_told_apart() -> None:
    decided_otherwise(Level.EMERGENCY, engine=ENGINE + 1)

    assert replay_by(RULES)[-2:] == [
        "1 were decided by another engine, 1 of them not as this one would",
        "0 decided by this engine come to another decision by their own release",
    ]


def test_a_decision_that_does_not_follow_from_its_own_release_is_an_error() -> None:
    broken = decided_otherwise(Level.EMERGENCY, engine=ENGINE)
    out = StringIO()

    with pytest.raises(CommandError, match="no longer follow from the release"):
        replay("--release", broken.release.sha256, out=out)

    told = f"assessment {broken.pk}: decided otherwise"
    assert out.getvalue().splitlines()[-1] == told


@pytest.mark.parametrize(("named", "found"), [("b", "No"), ("a", "More than one")])
def test_a_release_has_to_be_named_so_that_it_is_one(named: str, found: str) -> None:
    for sha256 in ("a1", "a2"):
        ProtocolRelease.objects.create(
            slug="small", text="", sha256=sha256, released_at=NOON
        )

    with pytest.raises(CommandError, match=f"{found} release begins with '{named}'"):
        replay("--release", named)
