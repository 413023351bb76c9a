"""The last runs on the page of a plan, each with a link to correct it."""

from datetime import date, timedelta

import pytest
from django.test import Client

from rehab.models import Plan
from rehab.views.page.rows import Ran
from rehab.views.page.runs import RunShown, runs_shown
from tests.rehab.views.running import a_calm_run, on_the_ladder, today

ON = date(2026, 11, 20)


def ran(minutes: int, metres: int | None) -> Ran:
    return Ran(number=7, on=ON, minutes=minutes, metres=metres, pain=1)


@pytest.mark.parametrize(
    ("run", "unit", "amount"),
    [
        (ran(30, 5000), Plan.Unit.KM, "5 km"),
        (ran(30, 5000), Plan.Unit.MILES, "3.1 miles"),
        (ran(30, None), Plan.Unit.KM, "30 minutes"),
    ],
)
def test_a_run_is_shown_by_its_distance_if_that_is_known(
    run: Ran, unit: str, amount: str
) -> None:
    assert runs_shown([run], unit=unit) == (
        RunShown(number=7, on=ON, amount=amount, pain=1),
    )


@pytest.mark.django_db
def test_the_page_leads_to_where_a_run_can_be_corrected(client: Client) -> None:
    plan = on_the_ladder()
    run = a_calm_run(plan, today() - timedelta(days=1))
    client.force_login(plan.person)

    shown = client.get("/plan/").content.decode()

    assert f'href="/plan/run/{run.entry_id}/"' in shown
    assert "5 km, pain 0 of 10." in shown


@pytest.mark.django_db
def test_without_a_run_there_is_no_list_of_runs(client: Client) -> None:
    plan = on_the_ladder()
    client.force_login(plan.person)

    assert "Your last runs" not in client.get("/plan/").content.decode()
