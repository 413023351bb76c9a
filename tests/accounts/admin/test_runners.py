import pytest
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory

from accounts.models import AccessLog, CareLink, Clinic, User
from accounts.services import end_link
from tests.factories import NOON, a_clinic, a_physio, a_runner

pytestmark = pytest.mark.django_db

LINKS = "/admin/accounts/carelink/"


def test_a_lead_leaves_a_runner_to_one_physio(
    client: Client, lead: User, clinic: Clinic
) -> None:
    physio, stranger = a_physio(clinic=clinic), a_physio(clinic=a_clinic())
    runner = a_runner(clinic=clinic)
    link = runner.care_links.get()

    offer = client.get(f"{LINKS}{link.pk}/change/").content.decode()
    asked = client.get(f"{LINKS}{link.pk}/physio/").content.decode()
    kept = client.post(f"{LINKS}{link.pk}/physio/", {"physio": physio.pk})

    assert f"{LINKS}{link.pk}/physio/" in offer
    assert physio.email in asked
    assert stranger.email not in asked
    assert kept["Location"] == f"{LINKS}{link.pk}/change/"
    assert CareLink.objects.get().physio == physio
    assert [*AccessLog.objects.values_list("viewer", "person", "what")] == [
        (lead.pk, runner.pk, f"care link {link.pk}"),
        (lead.pk, runner.pk, f"care link {link.pk}"),
        (lead.pk, runner.pk, f"care link {link.pk}, physio chosen"),
    ]


def test_a_lead_lets_all_physios_see_a_runner_again(
    client: Client, lead: User, clinic: Clinic
) -> None:
    a_runner(clinic=clinic, physio=a_physio(clinic=clinic))

    client.post(f"{LINKS}{CareLink.objects.get().pk}/physio/", {"physio": ""})

    assert CareLink.objects.get().physio is None


def test_a_runner_is_left_to_nobody_of_another_clinic(
    client: Client, lead: User, clinic: Clinic
) -> None:
    link = a_runner(clinic=clinic).care_links.get()
    stranger = a_physio(clinic=a_clinic())

    page = client.post(f"{LINKS}{link.pk}/physio/", {"physio": stranger.pk})

    assert page.status_code == 422
    assert "Choose somebody who treats people here." in page.content.decode()
    assert CareLink.objects.get().physio is None


def test_whoever_stops_being_a_lead_at_this_moment_leaves_a_runner_to_nobody(
    lead: User, clinic: Clinic
) -> None:
    link = a_runner(clinic=clinic).care_links.get()
    request = RequestFactory().post("/", {"physio": lead.pk})
    request.user = lead
    assert lead.leads == [clinic.pk]  # looked up before
    clinic.memberships.update(role="PHYSIO")

    with pytest.raises(PermissionDenied):
        site.get_model_admin(CareLink).physio_view(request, str(link.pk))  # type: ignore[attr-defined] # ours

    link.refresh_from_db()
    assert link.physio is None
    assert (
        AccessLog.objects.get().what == f"care link {link.pk}, choice of a physio refused"
    )


def test_a_link_that_begins_later_is_not_changed_yet(
    client: Client, lead: User, clinic: Clinic
) -> None:
    a_runner(clinic=clinic)
    CareLink.objects.update(begun_at=NOON.replace(year=9998))

    page = client.post(f"{LINKS}{CareLink.objects.get().pk}/physio/", {"physio": lead.pk})

    assert page.status_code == 422
    assert "This has changed meanwhile." in page.content.decode()


def test_a_physio_chooses_nobody_and_it_is_logged(
    client: Client, physio: User, clinic: Clinic
) -> None:
    runner = a_runner(clinic=clinic)
    link = runner.care_links.get()

    offer = client.get(f"{LINKS}{link.pk}/change/").content.decode()
    refused = client.post(f"{LINKS}{link.pk}/physio/", {"physio": physio.pk})
    end_link(patient=runner, link=link, at=NOON)
    missing = client.get(f"{LINKS}{link.pk}/physio/")

    assert f"{LINKS}{link.pk}/physio/" not in offer
    assert (refused.status_code, missing.status_code) == (403, 404)
    assert CareLink.objects.get().physio is None
    assert [*AccessLog.objects.values_list("what", flat=True)] == [
        f"care link {link.pk}",
        f"care link {link.pk}, choice of a physio refused",
    ]
