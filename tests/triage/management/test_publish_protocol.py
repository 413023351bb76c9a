from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from triage.management.commands.publish_protocol import Command
from triage.models import ProtocolRelease, Publication
from triage.protocols.medial_knee import FOLLOW_UP, MEDIAL_KNEE, UNDER_18
from triage.protocols.medial_knee.movement import MOVEMENT
from triage.rules.parts import Level
from triage.services import publish_protocol

pytestmark = pytest.mark.django_db


def publish(*given: str) -> list[str]:
    out = StringIO()
    call_command("publish_protocol", *given, stdout=out)
    return out.getvalue().splitlines()


def test_each_protocol_of_this_version_is_stored_once() -> None:
    first, again = publish(), publish()

    releases = ProtocolRelease.objects.order_by("pk")
    assert first == [f"{release}: released now" for release in releases]
    assert again == [f"{release}: already in force" for release in releases]
    kept = [release.protocol for release in releases]
    assert kept == [MEDIAL_KNEE, UNDER_18, FOLLOW_UP, MOVEMENT]


def test_it_keeps_who_released_them_and_why() -> None:
    publish("--by", "Ann Other", "--note", "After the review of May.")

    kept = set(Publication.objects.values_list("by", "note"))
    assert kept == {("Ann Other", "After the review of May.")}


def test_what_has_changed_is_told_and_what_is_calmer_now_named() -> None:
    first, *others = MEDIAL_KNEE.red_flags
    publish_protocol(
        protocol=replace(
            MEDIAL_KNEE, red_flags=(replace(first, because="Old words."), *others)
        ),
        at=timezone.now(),
    )

    lines = publish()

    release = ProtocolRelease.objects.in_force(MEDIAL_KNEE.slug)
    assert lines[:3] == [
        f"{release}: released now",
        f"  Warning signs, changed: {first.because}",
        f"    because: was “Old words.”, is now “{first.because}”",
    ]


def test_a_warning_sign_that_goes_is_told_to_be_less_urgent() -> None:
    extra = replace(MEDIAL_KNEE.red_flags[0], id="extra", because="One more sign.")
    stricter = replace(MEDIAL_KNEE, red_flags=(*MEDIAL_KNEE.red_flags, extra))
    publish_protocol(protocol=stricter, at=timezone.now())

    lines = publish("--allow-calmer", "--note", "It was one too many.")
    assert lines[1] == "  Warning signs, gone: One more sign. (less urgent)"


def test_calmer_rules_are_kept_back_unless_told_with_a_note_that_they_are_meant() -> None:
    earlier = replace(
        MEDIAL_KNEE.red_flag_by_id["loud_pop"], id="heard", level=Level.EMERGENCY
    )
    stricter = replace(MEDIAL_KNEE, red_flags=(*MEDIAL_KNEE.red_flags, earlier))
    release = publish_protocol(protocol=stricter, at=timezone.now())

    with pytest.raises(CommandError, match="heard calls for EMERGENCY, but the level is"):
        publish()
    with pytest.raises(CommandError, match="Say with --note why"):
        publish("--allow-calmer")
    assert ProtocolRelease.objects.in_force(MEDIAL_KNEE.slug) == release

    publish("--allow-calmer", "--note", "The same day is soon enough.")

    now = Publication.objects.filter(release__slug=MEDIAL_KNEE.slug).latest("pk")
    assert now.release.protocol == MEDIAL_KNEE
    assert now.note == "The same day is soon enough."


def test_earlier_rules_come_back_into_force() -> None:
    publish()
    publish_protocol(protocol=replace(MEDIAL_KNEE, factors=()), at=timezone.now())

    lines = publish()

    in_force = ProtocolRelease.objects.in_force(MEDIAL_KNEE.slug)
    assert in_force is not None
    assert in_force.protocol == MEDIAL_KNEE
    assert lines[0] == f"{in_force}: in force again"


def test_a_dry_run_tells_all_of_it_and_releases_nothing() -> None:
    lines = publish("--dry-run")

    assert lines[-1] == "Nothing was released: this was a dry run."
    assert [line.endswith(": released now") for line in lines[:3]] == [True] * 3
    assert not ProtocolRelease.objects.exists()


class Unsound(Command):
    """The command in a version in which one page does not say why it asks."""

    protocols = (
        MEDIAL_KNEE,
        replace(
            FOLLOW_UP,
            pages=tuple(
                replace(page, why="" if page.key == "news" else page.why)
                for page in FOLLOW_UP.pages
            ),
        ),
    )


def test_one_that_fails_a_check_keeps_them_all_back() -> None:
    with pytest.raises(CommandError) as refused:
        call_command(Unsound(), stdout=StringIO())

    assert str(refused.value) == (
        "medial-knee-follow-up cannot be released:\n- news has no why"
    )
    assert not ProtocolRelease.objects.exists()
