from dataclasses import replace
from datetime import timedelta

import pytest

from tests.factories import NOON
from tests.triage.rules.building import a_flag, a_page, a_protocol
from triage.models import ProtocolRelease, Publication
from triage.protocols.medial_knee import FOLLOW_UP, MEDIAL_KNEE, UNDER_18
from triage.rules.canonical import digest, dumps
from triage.rules.conditions import answer
from triage.rules.protocol import Protocol
from triage.services import CannotPublish, publish_protocol
from triage.services.releases import reasons_against

pytestmark = pytest.mark.django_db

SMALL = a_protocol()
NEWER = a_protocol(pages=(a_page("limp", why="To be sure."),))
UNSOUND = a_protocol(pages=(a_page("limp", why=""),), red_flags=(a_flag("f", because=""),))


def publish(protocol: Protocol, *, day: int = 0) -> ProtocolRelease:
    return publish_protocol(protocol=protocol, at=NOON + timedelta(days=day))


def in_force() -> ProtocolRelease | None:
    return ProtocolRelease.objects.in_force(SMALL.slug)


def test_a_release_is_stored_with_its_hash_its_day_who_and_why() -> None:
    release = publish_protocol(protocol=SMALL, by="Ann", note="Asks less.", at=NOON)

    assert (release.slug, release.released_at) == ("small", NOON)
    assert (release.text, release.sha256) == (dumps(SMALL), digest(dumps(SMALL)))
    published = Publication.objects.get()
    assert (published.release, published.at) == (release, NOON)
    assert (published.by, published.note) == ("Ann", "Asks less.")


def test_where_nobody_says_who_released_it_the_setup_did() -> None:
    publish(SMALL)

    published = Publication.objects.get()
    assert published.by == "this version's setup"
    assert published.note == "The rules that came with this version."


def test_the_same_content_is_released_once() -> None:
    first, again, other = publish(SMALL), publish(SMALL, day=1), publish(NEWER, day=2)

    assert first == again != other
    assert [*ProtocolRelease.objects.order_by("released_at")] == [first, other]


def test_the_last_to_be_published_is_in_force_though_it_is_an_old_one() -> None:
    before = in_force()
    rules = (SMALL, NEWER, SMALL, SMALL)
    put_in_force = [(publish(rule, day=day), in_force()) for day, rule in enumerate(rules)]

    first, second = ProtocolRelease.objects.order_by("released_at")
    assert before is None
    assert put_in_force == [
        (first, first),
        (second, second),
        (first, first),
        (first, first),
    ]
    times = [row.at for row in first.publications.order_by("at")]
    assert times == [NOON, NOON + timedelta(days=2)]


def test_rules_that_fail_a_check_are_refused_with_every_reason() -> None:
    with pytest.raises(CannotPublish, match="limp has no why; f has no because") as refused:
        publish(UNSOUND)

    assert refused.value.reasons == ("limp has no why", "f has no because")
    assert not ProtocolRelease.objects.exists()


def test_rules_that_grow_calmer_as_an_answer_gets_worse_are_refused() -> None:
    turned = a_protocol(red_flags=(a_flag("turned", when=answer("limp").is_no()),))

    with pytest.raises(CannotPublish) as refused:
        publish(turned)

    assert refused.value.reasons == (
        "“limp?” Yes instead of No: turned calls for SAME_DAY, but the level is SELF_CARE",
    )
    assert not ProtocolRelease.objects.exists()


@pytest.mark.parametrize(("by", "note"), [("", "Asks less."), ("Ann", " ")])
def test_rules_are_refused_if_nobody_says_who_releases_them_or_why(
    by: str, note: str
) -> None:
    with pytest.raises(CannotPublish, match="who releases the rules, and why"):
        publish_protocol(protocol=SMALL, by=by, note=note, at=NOON)


def test_what_was_released_before_is_found_again_without_a_check() -> None:
    release = ProtocolRelease.objects.create(
        slug=UNSOUND.slug,
        text=dumps(UNSOUND),
        sha256=digest(dumps(UNSOUND)),
        released_at=NOON,
    )
    publish(SMALL)

    again = publish(UNSOUND, day=1)

    assert again == release == in_force()


@pytest.mark.parametrize("protocol", [MEDIAL_KNEE, UNDER_18, FOLLOW_UP])
def test_nothing_speaks_against_the_rules_of_this_version(protocol: Protocol) -> None:
    assert reasons_against(protocol) == ()


def test_a_release_knows_what_was_in_force_before_it() -> None:
    first, second = publish(SMALL), publish(NEWER)
    third = publish(replace(SMALL, red_flags=()), day=1)
    publish(SMALL, day=2)
    publish(FOLLOW_UP)

    assert (first.before, second.before, third.before) == (None, first, second)
    unpublished = ProtocolRelease(slug="small", sha256="0", text="", released_at=NOON)
    unpublished.save()
    assert unpublished.before == first
