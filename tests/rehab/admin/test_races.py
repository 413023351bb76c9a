"""What changes while a page of the admin waits for its turn, each with a connection."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import Clinic
from rehab.oversight.seen_before import token_of
from rehab.plans.changes import lock
from tests.factories import a_runner, an_assessment
from triage.models import LevelOverrule

pytestmark = pytest.mark.django_db(transaction=True)

WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return bool(cursor.fetchone()[0])


def test_whoever_stops_treating_while_a_level_is_given_is_told_so(
    client: Client, clinic: Clinic
) -> None:
    runner = a_runner(clinic=clinic)
    an_assessment(patient=runner)
    told = {"level": "4", "why": "It was hot.", "seen": token_of(runner)}
    told["check"] = str(runner.assessments.get().pk)

    def sent() -> Any:
        try:
            return client.post(f"/admin/rehab/patient/{runner.pk}/overrule/", told)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            lock(runner.pk)
            page = pool.submit(sent)
            while not somebody_waits() and not page.done():
                sleep(0.01)
            runner.care_links.update(ended_at=timezone.now())
        answer = page.result()

    assert answer.status_code == 422
    assert "You do not treat this runner any more." in answer.text
    assert not LevelOverrule.objects.exists()
