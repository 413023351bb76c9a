"""What a superuser does about clinics and who works there."""

from http import HTTPStatus

import pytest
from django.test import Client

from accounts.models import Clinic, Membership, User
from tests.factories import a_clinic, a_physio, a_runner, a_user

pytestmark = pytest.mark.django_db

CLINICS = "/admin/accounts/clinic/"


def test_a_superuser_keeps_the_list_of_clinics(client: Client, superuser: User) -> None:
    member = a_user(is_staff=True)
    runner = a_runner()
    add = client.get(f"{CLINICS}add/").content.decode()

    client.post(
        f"{CLINICS}add/",
        {
            "name": "By the river",
            "code": "RIVER",
            "visit_after_days": "14",
            "memberships-TOTAL_FORMS": "1",
            "memberships-INITIAL_FORMS": "0",
            "memberships-0-user": member.pk,
            "memberships-0-role": "PHYSIO",
        },
    )

    assert member.email in add
    assert runner.email not in add
    hers = Membership.objects.get(clinic__code="RIVER")
    assert str(hers.user) == member.email
    assert hers.clinic.visit_after_days == 14


def test_when_a_superuser_takes_a_physio_out_all_physios_see_their_runners(
    client: Client, superuser: User
) -> None:
    clinic = a_clinic()
    physio = a_physio(clinic=clinic)
    runner = a_runner(clinic=clinic, physio=physio)

    client.post(
        f"{CLINICS}{clinic.pk}/change/",
        {
            "name": clinic.name,
            "code": clinic.code,
            "visit_after_days": "21",
            "memberships-TOTAL_FORMS": "1",
            "memberships-INITIAL_FORMS": "1",
            "memberships-0-id": clinic.memberships.get().pk,
            "memberships-0-clinic": clinic.pk,
            "memberships-0-user": physio.pk,
            "memberships-0-role": "PHYSIO",
            "memberships-0-DELETE": "on",
        },
    )

    assert not clinic.memberships.exists()
    assert runner.care_links.get().physio is None


def change_of(clinic: Clinic, *members: dict[str, str]) -> dict[str, object]:
    """Return what the page of a clinic posts, with its members as they are told."""
    rows = [*clinic.memberships.order_by("pk")]
    told: dict[str, object] = {
        "name": clinic.name,
        "code": clinic.code,
        "visit_after_days": "21",
        "memberships-TOTAL_FORMS": len(members),
        "memberships-INITIAL_FORMS": min(len(members), len(rows)),
    }
    for number, member in enumerate(members):
        row = rows[number] if number < len(rows) else None
        kept = {"id": row.pk, "user": row.user_id, "role": row.role} if row else {}
        fields = {"clinic": clinic.pk, **kept, **member}
        told |= {f"memberships-{number}-{name}": said for name, said in fields.items()}
    return told


@pytest.mark.parametrize("lost", [{"role": "PHYSIO"}, {"DELETE": "on"}])
def test_a_superuser_takes_no_clinic_its_last_lead(
    client: Client, superuser: User, lost: dict[str, str]
) -> None:
    clinic = a_clinic()
    a_physio(clinic=clinic, role=Membership.Role.LEAD)
    a_physio(clinic=clinic)

    page = client.post(f"{CLINICS}{clinic.pk}/change/", change_of(clinic, lost, {}))

    assert "A clinic needs a lead. Make somebody else a lead first." in page.text
    assert [*clinic.memberships.order_by("pk").values_list("role", flat=True)] == [
        "LEAD",
        "PHYSIO",
    ]


def test_a_superuser_makes_somebody_else_the_lead(client: Client, superuser: User) -> None:
    clinic = a_clinic()
    a_physio(clinic=clinic, role=Membership.Role.LEAD)
    a_physio(clinic=clinic)
    told = change_of(clinic, {"DELETE": "on"}, {"role": "LEAD"})

    page = client.post(f"{CLINICS}{clinic.pk}/change/", told)

    assert page.status_code == HTTPStatus.FOUND
    assert clinic.memberships.get().role == "LEAD"


def test_a_lead_who_came_since_the_page_was_opened_counts(
    client: Client, superuser: User
) -> None:
    clinic = a_clinic()
    a_physio(clinic=clinic, role=Membership.Role.LEAD)
    told = change_of(clinic, {"DELETE": "on"})
    newer = a_physio(clinic=clinic, role=Membership.Role.LEAD)

    page = client.post(f"{CLINICS}{clinic.pk}/change/", told)

    assert page.status_code == HTTPStatus.FOUND
    assert clinic.memberships.get().user == newer


def test_what_is_wrong_with_a_member_is_said_before_who_leads(
    client: Client, superuser: User
) -> None:
    clinic = a_clinic()
    a_physio(clinic=clinic, role=Membership.Role.LEAD)

    page = client.post(f"{CLINICS}{clinic.pk}/change/", change_of(clinic, {"role": "KING"}))

    assert "Select a valid choice." in page.text
    assert "A clinic needs a lead." not in page.text


@pytest.mark.parametrize("days", ["13", "29", "", "-1"])
def test_a_clinic_calls_for_a_visit_after_14_to_28_days(
    client: Client, superuser: User, days: str
) -> None:
    clinic = a_clinic()

    page = client.post(
        f"{CLINICS}{clinic.pk}/change/",
        {
            "name": clinic.name,
            "code": clinic.code,
            "visit_after_days": days,
            "memberships-TOTAL_FORMS": "0",
            "memberships-INITIAL_FORMS": "0",
        },
    )

    clinic.refresh_from_db()
    assert (page.status_code, clinic.visit_after_days) == (200, 21)


def test_no_clinic_is_deleted(client: Client, superuser: User) -> None:
    clinic = a_clinic()

    page = client.post(f"{CLINICS}{clinic.pk}/delete/", {"post": "yes"})

    assert page.status_code == HTTPStatus.FORBIDDEN
