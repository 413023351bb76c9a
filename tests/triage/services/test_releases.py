from dataclasses import replace
from datetime import timedelta

import pytest

from tests.factories import NOON
from tests.triage.rules.building import a_flag, a_page, a_protocol
from triage.models import ProtocolRelease, Publication
from triage.protocols.medial_knee import FOLLOW_UP, MEDIAL_KNEE, UNDER_18
from triage.protocols.medial_knee.floor import FLOORS
from triage.rules.canonical import digest, dumps
from triage.rules.conditions import answer
from triage.rules.parts import Level
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


@pytest.mark.parametrize(
    ("by", "note"),
    [
        ("", "Asks less."),
        ("Ann", " "),
        ("\u200b", "Asks less."),
        ("Ann", "."),
        ("Ann\0", "Asks less."),
        ("Ann", "Asks \ud800 less."),
    ],
)
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


@pytest.mark.parametrize("slug", ["a" * 51, "small\0"])
def test_a_slug_that_the_database_does_not_take_is_refused(slug: str) -> None:
    with pytest.raises(CannotPublish, match="its slug is not 1 to 50 plain letters"):
        publish(replace(SMALL, slug=slug))


LATER = Level.WITHIN_2_DAYS
CALMER = replace(SMALL, red_flags=(a_flag("limping", level=LATER, when_unsure=LATER),))


def test_rules_that_are_calmer_than_those_in_force_are_refused() -> None:
    strict = publish(SMALL)

    with pytest.raises(CannotPublish) as refused:
        publish(CALMER)

    assert str(refused.value) == (
        "calmer than the rules in force, which nobody allowed: “limp?” Yes: limping calls "
        "for SAME_DAY, but the level is WITHIN_2_DAYS"
    )
    assert in_force() == strict


def test_a_question_that_is_gone_is_calmer_and_told_in_the_words_of_before() -> None:
    publish(SMALL)

    with pytest.raises(CannotPublish, match="“limp\\?” Yes: limping calls for SAME_DAY"):
        publish(a_protocol(pages=(a_page("hot"),), red_flags=()))


def test_whoever_decides_so_may_publish_calmer_rules() -> None:
    publish(SMALL)

    calmer = publish_protocol(protocol=CALMER, at=NOON, allow_calmer=True)

    assert calmer == in_force()


def test_earlier_rules_that_are_calmer_come_back_only_if_that_is_meant() -> None:
    calmer = publish(CALMER)
    publish(SMALL, day=1)

    with pytest.raises(CannotPublish, match="calmer than the rules in force"):
        publish(CALMER, day=2)
    publish_protocol(protocol=CALMER, at=NOON + timedelta(days=3), allow_calmer=True)

    assert in_force() == calmer


def test_nobody_can_allow_less_than_what_is_promised() -> None:
    calm = replace(MEDIAL_KNEE, red_flags=())

    with pytest.raises(CannotPublish, match="the promise “loud pop” calls for SAME_DAY"):
        publish_protocol(protocol=calm, at=NOON, allow_calmer=True)


@pytest.mark.parametrize("protocol", [MEDIAL_KNEE, UNDER_18, FOLLOW_UP])
def test_nothing_speaks_against_the_rules_of_this_version(protocol: Protocol) -> None:
    assert reasons_against(protocol, FLOORS[protocol.slug]) == ()


def test_a_release_knows_what_was_in_force_before_it() -> None:
    first, second = publish(SMALL), publish(NEWER)
    third = publish(replace(SMALL, red_flags=(a_flag("other"),)), day=1)
    publish(SMALL, day=2)
    publish(FOLLOW_UP)

    assert (first.before, second.before, third.before) == (None, first, second)
    unpublished = ProtocolRelease(slug="small", sha256="0", text="", released_at=NOON)
    unpublished.save()
    assert unpublished.before == first
