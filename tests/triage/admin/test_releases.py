from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories import NOON, a_clinic, a_physio, put_in_force, sign_in_staff
from tests.triage.whole import WHOLE
from triage.models import ProtocolRelease
from triage.protocols.medial_knee import FOLLOW_UP, MEDIAL_KNEE
from triage.protocols.medial_knee.movement import MOVEMENT
from triage.rules.parts import Level
from triage.rules.protocol import Protocol

pytestmark = pytest.mark.django_db

LIST = reverse("admin:triage_protocolrelease_changelist")


@pytest.fixture
def physio(client: Client) -> User:
    member = a_physio(clinic=a_clinic())
    sign_in_staff(client, member)
    return member


def published(protocol: Protocol = WHOLE, *, day: int = 0, **given: str) -> ProtocolRelease:
    at = NOON + timedelta(days=day)
    return put_in_force(protocol=protocol, at=at, **given)


def read(client: Client, release: ProtocolRelease) -> str:
    """Return the page of ``release`` without its line breaks."""
    address = reverse("admin:triage_protocolrelease_change", args=[release.pk])
    return " ".join(unescape(client.get(address).text).split())


@pytest.mark.usefixtures("physio")
def test_the_list_tells_when_each_was_last_put_in_force(client: Client) -> None:
    published()
    published(replace(WHOLE, factors=()), day=1)
    published(day=2)

    page = client.get(LIST).text

    assert "24 Nov 2026, noon" in page
    assert "23 Nov 2026, noon" in page


def test_a_release_tells_each_time_it_was_put_in_force_by_whom_and_why(
    client: Client, physio: User
) -> None:
    User.objects.filter(pk=physio.pk).update(time_zone="Asia/Tokyo")
    release = published(by="Ann", note="The first.")
    published(replace(WHOLE, factors=()))
    published(day=1, by="Bob", note="Back again.")

    page = read(client, release)

    assert "<td>22 Nov 2026, 9 p.m.</td> <td>Ann</td> <td>The first.</td>" in page
    assert "<td>23 Nov 2026, 9 p.m.</td> <td>Bob</td> <td>Back again.</td>" in page


@pytest.mark.usefixtures("physio")
def test_a_release_leads_to_its_page_in_plain_language(client: Client) -> None:
    release = published()

    assert f'<a href="/rules/{release.pk}/">The public page' in read(client, release)


@pytest.mark.usefixtures("physio")
def test_a_release_tells_what_has_changed_since_the_one_before(client: Client) -> None:
    before = published()
    everybody, sore, cold_or_numb, _ = WHOLE.red_flags
    calmer = replace(cold_or_numb, level=Level.SAME_DAY)
    after = published(replace(WHOLE, red_flags=(everybody, sore, calmer)), day=1)

    page = read(client, after)

    assert f"{before}</a>:" in page
    assert "<td>Warning signs</td> <td>changed <b>less urgent</b></td>" in page
    assert "<p>level: was emergency, is now same day</p>" in page
    assert "<td>Warning signs</td> <td>gone <b>less urgent</b></td>" in page
    assert "These are the first rules of this name." in read(client, before)


@pytest.mark.usefixtures("physio")
def test_a_release_tells_what_was_proved_of_it(client: Client) -> None:
    page = read(client, published())

    assert page.count("<td>holds</td>") == 2
    assert "<td>7, 4, 218750</td>" in page


@pytest.mark.usefixtures("physio")
def test_a_release_tells_every_warning_sign_in_words(client: Client) -> None:
    page = read(client, published())

    for flag in WHOLE.red_flags:
        assert f"<code>{flag.id}</code>" in page
    assert '<span class="outline__question">pain?</span> <b>8 or more</b>' in page
    assert "<b>Get emergency help now</b> <p>Not sure: Be seen within 2 days</p>" in page
    assert page.count("<p>No running or jumping</p>") == 1
    assert "<b>Research (weak):</b> Move it." in page


@pytest.mark.usefixtures("physio")
def test_a_release_tells_causes_clues_and_factors_with_their_numbers(
    client: Client,
) -> None:
    page = read(client, published())

    assert "<p>else <b>-1.0</b> bits</p>" in page
    assert "<div><b>1.0</b> bits if " in page
    assert "<p>tear <b>2.5</b>, strain <b>-0.5</b></p>" in page
    assert "from the brief: the brief says so (tear)" in page
    assert "story 2 bits" in page
    assert "<div><b>2</b> more was ticked." in page


@pytest.mark.usefixtures("physio")
def test_a_release_without_causes_or_warning_signs_says_so(client: Client) -> None:
    follow_up, movement = published(FOLLOW_UP), published(MOVEMENT)

    assert "This release names no causes." in read(client, follow_up)
    assert "This release warns of nothing." in read(client, movement)


@pytest.mark.usefixtures("physio")
def test_a_release_that_was_never_in_force_says_so(client: Client) -> None:
    release = published()
    stored = ProtocolRelease.objects.create(
        slug=release.slug, text=release.text, sha256="0", released_at=NOON
    )

    assert "Never." in read(client, stored)


@pytest.mark.usefixtures("physio")
def test_the_rules_of_this_version_can_be_read(client: Client) -> None:
    page = read(client, published(MEDIAL_KNEE))

    assert [cause.id for cause in MEDIAL_KNEE.causes if cause.name not in page] == []


@pytest.mark.usefixtures("physio")
def test_nobody_adds_changes_or_deletes_a_release(client: Client) -> None:
    release = published()
    change = reverse("admin:triage_protocolrelease_change", args=[release.pk])

    assert client.get(LIST).status_code == 200
    assert client.get(reverse("admin:triage_protocolrelease_add")).status_code == 403
    assert client.post(change, {"slug": "other"}).status_code == 403
    assert client.get(f"{change.removesuffix('change/')}delete/").status_code == 403


def test_a_superuser_who_treats_nobody_reads_no_release(client: Client) -> None:
    sign_in_staff(client, User.objects.create_superuser("root@example.org"))

    assert client.get(LIST).status_code == 403
