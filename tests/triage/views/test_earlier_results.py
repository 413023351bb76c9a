"""Results as the first engine stored them: a cause's own level stood under its name."""

import json
from typing import Any, Final

import pytest
from django.test import Client

from tests.factories import NOON, a_clinic, a_physio, a_runner, sign_in_staff
from tests.triage.rules.test_earlier import DECISION, RELEASE, SOURCE
from triage.models import Assessment, ProtocolRelease
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.rules.canonical import digest
from triage.rules.parts import Level
from triage.services import start_assessment

pytestmark = pytest.mark.django_db

OWN_LEVEL: Final = {
    "rule": "strain",
    "level": "WITHIN_A_WEEK",
    "because": "C.",
    "source": SOURCE,
    "certain": True,
    "questions": ["limp"],
}

FINDINGS: Final[Any] = DECISION["findings"]
EARLIER: Final = DECISION | {"findings": [*FINDINGS, OWN_LEVEL]}


@pytest.fixture
def earlier(client: Client) -> Assessment:
    """Return a result of the first engine, of the runner at ``client``."""
    runner = a_runner(clinic=a_clinic())
    text = json.dumps(RELEASE | {"slug": MEDIAL_KNEE.slug})
    release = ProtocolRelease.objects.create(
        slug=MEDIAL_KNEE.slug, text=text, sha256=digest(text), released_at=NOON
    )
    release.publications.create(at=NOON, by="Ann", note="The first.")
    begun = start_assessment(release=release, wording="Keep it.", at=NOON, patient=runner)
    begun.answers = {"limp": True}
    begun.submitted_at = begun.answered_at = NOON
    begun.level = begun.worst_level = Level.SAME_DAY
    begun.decision = EARLIER
    begun.engine = 1
    begun.save()
    client.force_login(runner)
    return begun


@pytest.mark.parametrize("path", ["result/", "results/{}/"])
@pytest.mark.parametrize("sheet", ["", "handover/"])
def test_an_earlier_result_is_still_shown_with_its_own_reasons(
    client: Client, earlier: Assessment, path: str, sheet: str
) -> None:
    page = client.get(f"/check/{path.format(earlier.pk)}{sheet}")

    text = page.content.decode()
    assert page.status_code == 200
    assert "limping was found." in text
    assert "C." in text


def test_its_rules_and_their_list_are_still_shown(
    client: Client, earlier: Assessment
) -> None:
    for path in ("/rules/", f"/rules/{earlier.release.pk}/"):
        assert client.get(path).status_code == 200


def test_a_physio_can_still_read_it(client: Client, earlier: Assessment) -> None:
    assert earlier.patient is not None
    clinic = earlier.patient.care_links.get().clinic
    sign_in_staff(client, a_physio(clinic=clinic))

    page = client.get(f"/admin/triage/assessment/{earlier.pk}/change/")

    assert page.status_code == 200
    assert "C." in page.content.decode()
