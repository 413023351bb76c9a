import pytest
from django.test import Client

from accounts.models import User
from tests.factories import NOON, a_runner, an_assessment
from triage.models import Assessment
from triage.protocols.medial_knee.movement import MOVEMENT
from triage.services import publish_protocol


@pytest.fixture
def runner(client: Client) -> User:
    """Return the runner who is signed in."""
    runner = a_runner()
    client.force_login(runner)
    return runner


@pytest.fixture
def result(runner: User) -> Assessment:
    """Return a calm result of the runner, with the tests in front of them."""
    publish_protocol(protocol=MOVEMENT, at=NOON)
    return an_assessment(patient=runner)
