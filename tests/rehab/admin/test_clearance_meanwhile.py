"""Two physios record a visit at once: whoever comes second sees what the first has said."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime

from accounts.models import Clinic, User
from rehab import plans
from rehab.models import Clearance
from tests.factories import a_clearance, a_clinic, a_physio, a_runner

pytestmark = pytest.mark.django_db

ADD = "/admin/rehab/clearance/add/"


def visit(runner: User, **given: Any) -> dict[str, Any]:
    told = {
        "person": runner.email,
        "seen_on": timezone.now().date().isoformat(),
        "who": "PHYSIO",
        "may_exercise": "on",
        "note": "MCL, grade I.",
    }
    return told | given


def form_of(page: Any) -> Any:
    return page.context["adminform"].form


def test_what_somebody_else_recorded_meanwhile_is_shown_before_it_is_lifted(
    client: Client, clinic: Clinic
) -> None:
    runner = a_runner(clinic=clinic)
    a_clearance(person=runner, at=timezone.now())
    known = form_of(client.get(ADD))["known"].value()
    now = timezone.now() - timedelta(seconds=2)
    colleague = a_physio(clinic=clinic, name="Ben")
    no = {"may_exercise": False, "note": "MRI first."}
    a_clearance(person=runner, by=colleague, at=now, **no)
    a_clearance(person=runner, at=now + timedelta(seconds=1), may_exercise=False)

    refused = client.post(ADD, visit(runner, may_run="on", known=known))

    at = date_format(localtime(now), "j M, H:i")
    lines = form_of(refused).errors["__all__"]
    assert lines[0].startswith("Somebody else has recorded a visit since you opened")
    assert lines[1].startswith(f"{at}, Ben: Seen by a physio on ")
    assert lines[1].endswith("no running for now. MRI first.")
    assert ", the runner: Seen by" in lines[2]
    assert (len(lines), Clearance.objects.count()) == (3, 3)
    again = visit(runner, may_run="on", known=form_of(refused)["known"].value())
    assert client.post(ADD, again).status_code == 302
    assert plans.newest_clearance(runner).may_run  # type: ignore[union-attr] # there is one


def test_what_another_clinic_recorded_is_shown_without_a_name(
    client: Client, clinic: Clinic
) -> None:
    runner = a_runner(clinic=clinic)
    stranger = a_physio(clinic=a_clinic(), name="Otto")
    a_clearance(person=runner, by=stranger, at=timezone.now())

    refused = client.post(ADD, visit(runner, known="x"))

    assert ", a physio of another clinic: Seen by" in form_of(refused).errors["__all__"][1]
    assert "Otto" not in refused.text


def test_a_visit_of_ones_own_or_of_another_runner_stands_in_no_way(
    client: Client, clinic: Clinic, physio: User
) -> None:
    runner = a_runner(clinic=clinic)
    a_clearance(person=runner, by=physio, at=timezone.now())
    a_clearance(person=a_runner(clinic=clinic), at=timezone.now())

    assert client.post(ADD, visit(runner, known="0")).status_code == 302
