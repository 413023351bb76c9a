from dataclasses import replace

import pytest
from django.test import Client

from accounts.models import Clinic
from tests.factories import NOON, a_runner
from tests.triage.admin.reading import LIST, listed, read
from tests.triage.services.judged import begun, submitted
from tests.triage.whole import WHOLE
from triage.services import record_answers

pytestmark = pytest.mark.django_db

# Without the warning sign that is raised for everybody.
CALM = replace(WHOLE, red_flags=WHOLE.red_flags[1:])


@pytest.mark.usefixtures("physio")
def test_an_urgent_check_that_was_never_finished_is_found_by_whoever_treats_the_runner(
    client: Client, clinic: Clinic
) -> None:
    calm = submitted(CALM, patient=a_runner(clinic=clinic))
    left = begun(CALM, patient=a_runner(clinic=clinic), cold=True)
    begun(CALM, patient=a_runner(), cold=True)
    begun(CALM, patient=a_runner(clinic=clinic))

    assert listed(client) == [left, calm]
    assert "Get emergency help now (not finished)" in client.get(LIST).text
    page = read(client, left)
    assert "Get emergency help now (not finished)" in page
    assert "cold_or_numb was found." in page
    assert page.count("The questions are not finished.") == 3


@pytest.mark.usefixtures("physio")
def test_a_sign_taken_back_on_a_page_that_was_never_finished_is_still_found(
    client: Client, clinic: Clinic
) -> None:
    left = begun(CALM, patient=a_runner(clinic=clinic), cold=True)
    record_answers(assessment_id=left.pk, answers={"cold": False}, at=NOON)

    assert listed(client) == [left]
    assert "cold_or_numb was found." in read(client, left)
    assert "cold_or_numb was found." in client.get(LIST).text
