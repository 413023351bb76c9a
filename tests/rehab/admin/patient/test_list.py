"""What a look at the list of patients is, in the access log and for blind ratings."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AccessLog, Clinic, User
from rehab.attention import Rule
from tests.factories import NOON, a_result, a_runner
from tests.rehab.attention.steps import asking
from triage.rules.parts import Level
from triage.services import draw_to_rate

pytestmark = pytest.mark.django_db

LISTS = {
    "patient": reverse("admin:rehab_patient_changelist"),
    "clearance": reverse("admin:rehab_clearance_changelist"),
    "assessment": reverse("admin:triage_assessment_changelist"),
    "queue": reverse("admin:rehab_attention_changelist"),
}


def test_each_patient_is_one_look_and_those_called_for_are_seen_to_need_attention(
    client: Client, clinic: Clinic
) -> None:
    rules = (Rule.RED_FLAG, Rule.NOT_SEEN, Rule.VISIT, Rule.SILENT, None)
    runners = [a_runner(clinic=clinic) for _ in rules]
    for runner, rule in zip(runners, rules, strict=True):
        if rule:
            asking(runner, rule)

    client.get(LISTS["patient"])

    looks = dict(AccessLog.objects.values_list("person", "what"))
    assert AccessLog.objects.count() == 5
    assert [looks[runner.pk] for runner in runners] == [
        *["needs attention"] * 3,
        *["list of patients"] * 2,
    ]


@pytest.mark.parametrize("name", ["patient", "clearance"])
def test_a_list_without_levels_leaves_results_to_be_rated(
    client: Client, physio: User, clinic: Clinic, name: str
) -> None:
    result = a_result(patient=a_runner(clinic=clinic), level=Level.WITHIN_A_WEEK)

    client.get(LISTS[name])

    assert draw_to_rate(by=physio, at=NOON) == result


@pytest.mark.parametrize("name", ["patient", "queue", "assessment"])
def test_a_list_that_tells_the_level_makes_a_result_known(
    client: Client, physio: User, clinic: Clinic, name: str
) -> None:
    runner = a_runner(clinic=clinic)
    a_result(patient=runner, level=Level.SAME_DAY)
    asking(runner, Rule.RED_FLAG, level=Level.SAME_DAY)

    client.get(LISTS[name])

    assert draw_to_rate(by=physio, at=NOON) is None


def test_a_place_that_is_not_in_the_list_tells_of_nobody(
    client: Client, physio: User
) -> None:
    page = client.get(LISTS["patient"], {"after": "x"})

    assert page.status_code == 302
    assert not AccessLog.objects.exists()
