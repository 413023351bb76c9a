from http import HTTPStatus

import pytest
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts.models import Clinic, Membership, User
from accounts.services import invite, remove_member
from tests.factories import a_clinic, a_physio, sign_in_staff

pytestmark = pytest.mark.django_db

CLINICS = "/admin/accounts/clinic/"
NOW = timezone.now()


def test_a_lead_lets_somebody_work_at_their_clinic(
    client: Client, lead: User, clinic: Clinic
) -> None:
    path = f"{CLINICS}{clinic.pk}/member/"

    asked = client.get(path).content.decode()
    kept = client.post(path, {"email": "bo@example.org", "role": "PHYSIO"})
    page = client.get(kept["Location"]).content.decode()

    member = clinic.memberships.get(user__email="bo@example.org")
    assert "Let somebody work here" in asked
    assert kept["Location"] == f"{CLINICS}{clinic.pk}/change/"
    assert "bo@example.org works here as physio." in page
    assert f"{CLINICS}{clinic.pk}/role/{member.pk}/" in page
    assert (member.role, member.user.is_staff) == ("PHYSIO", True)


def test_a_lead_changes_what_somebody_works_as_and_lets_them_go(
    client: Client, lead: User, clinic: Clinic
) -> None:
    member = a_physio(clinic=clinic).memberships.get()
    path = f"{CLINICS}{clinic.pk}/role/{member.pk}/"

    asked = client.get(path).content.decode()
    client.post(path, {"role": "ADMINISTRATOR"})
    changed = clinic.memberships.get(pk=member.pk).role
    client.post(path, {"role": "LEFT"})

    assert member.user.email in asked
    assert changed == "ADMINISTRATOR"
    assert not clinic.memberships.filter(pk=member.pk).exists()
    assert client.get(path).status_code == HTTPStatus.NOT_FOUND


def test_a_lead_who_leaves_is_out_at_the_next_click(
    client: Client, lead: User, clinic: Clinic
) -> None:
    a_physio(clinic=clinic, role=Membership.Role.LEAD)
    own = clinic.memberships.get(user=lead)

    left = client.post(f"{CLINICS}{clinic.pk}/role/{own.pk}/", {"role": "LEFT"})

    assert left["Location"] == "/"
    assert client.get("/admin/").status_code == HTTPStatus.FORBIDDEN


def test_the_last_lead_stays(client: Client, lead: User, clinic: Clinic) -> None:
    own = clinic.memberships.get(user=lead)

    pages = [
        client.post(f"{CLINICS}{clinic.pk}/role/{own.pk}/", {"role": "PHYSIO"}),
        client.post(f"{CLINICS}{clinic.pk}/role/{own.pk}/", {"role": "LEFT"}),
        client.post(
            f"{CLINICS}{clinic.pk}/member/", {"email": lead.email, "role": "PHYSIO"}
        ),
    ]

    for page in pages:
        assert page.status_code == 422
        assert "A clinic needs a lead." in page.content.decode()
    assert clinic.memberships.get().role == "LEAD"


@pytest.mark.parametrize(
    ("act", "told"),
    [
        ("member_view", {"email": "bo@example.org", "role": "PHYSIO"}),
        ("role_view", {"role": "ADMINISTRATOR"}),
        ("role_view", {"role": "LEFT"}),
    ],
)
def test_whoever_stops_being_a_lead_at_this_moment_changes_nobody(
    lead: User, clinic: Clinic, act: str, told: dict[str, str]
) -> None:
    theirs = a_physio(clinic=clinic).memberships.get()
    request = RequestFactory().post("/", told)
    request.user = lead
    assert lead.leads == [clinic.pk]  # looked up before
    clinic.memberships.filter(user=lead).update(role="PHYSIO")
    page = getattr(site.get_model_admin(Clinic), act)
    whom = [theirs.pk] if act == "role_view" else []

    with pytest.raises(PermissionDenied):
        page(request, str(clinic.pk), *whom)

    assert {*clinic.memberships.values_list("user", "role")} == {
        (lead.pk, "PHYSIO"),
        (theirs.user_id, "PHYSIO"),
    }


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "Type an email address."),
        ({"email": "bo", "role": "PHYSIO"}, "Type an email address like name@example.com."),
        ({"email": "bo@example.org"}, "Choose what they work as."),
        ({"email": "bo@example.org", "role": "KING"}, "Choose one from the list."),
    ],
)
@pytest.mark.usefixtures("lead")
def test_a_member_needs_an_address_and_a_role(
    client: Client, clinic: Clinic, told: dict[str, str], said: str
) -> None:
    page = client.post(f"{CLINICS}{clinic.pk}/member/", told)

    assert page.status_code == 422
    assert said in page.content.decode()
    assert clinic.memberships.count() == 1


def test_a_lead_makes_nobody_a_superuser(
    client: Client, lead: User, clinic: Clinic
) -> None:
    told = {"email": "bo@example.org", "role": "LEAD", "is_superuser": "on"}

    client.post(f"{CLINICS}{clinic.pk}/member/", told)

    assert not User.objects.filter(is_superuser=True).exists()


def test_a_physio_reads_who_works_at_their_clinic_and_changes_nothing(
    client: Client, physio: User, clinic: Clinic
) -> None:
    own = clinic.memberships.get()

    page = client.get(f"{CLINICS}{clinic.pk}/change/").content.decode()
    answers = [
        client.get(f"{CLINICS}{clinic.pk}/member/"),
        client.post(f"{CLINICS}{clinic.pk}/role/{own.pk}/", {"role": "LEAD"}),
        client.post(f"{CLINICS}{clinic.pk}/change/", {"name": "Mine"}),
        client.get(f"{CLINICS}add/"),
    ]

    assert physio.email in page
    assert "/role/" not in page
    assert {answer.status_code for answer in answers} == {HTTPStatus.FORBIDDEN}
    assert clinic.memberships.get().role == "PHYSIO"


def test_another_clinic_is_not_there(client: Client, lead: User) -> None:
    other = a_clinic()
    member = a_physio(clinic=other).memberships.get()

    for page in ("change", "history", "member", "invite", f"role/{member.pk}"):
        theirs = client.get(f"{CLINICS}{other.pk}/{page}/")
        missing = client.get(f"{CLINICS}{other.pk + 99}/{page}/")
        assert theirs.status_code == missing.status_code == HTTPStatus.NOT_FOUND
        assert theirs.content == missing.content
    assert other.name not in client.get(CLINICS).content.decode()


def test_the_role_of_a_member_of_another_clinic_is_not_there(
    client: Client, lead: User, clinic: Clinic
) -> None:
    theirs = a_physio(clinic=a_clinic()).memberships.get()

    page = client.post(f"{CLINICS}{clinic.pk}/role/{theirs.pk}/", {"role": "LEFT"})

    assert page.status_code == HTTPStatus.NOT_FOUND
    assert Membership.objects.filter(pk=theirs.pk).exists()


def test_an_administrator_reads_the_clinic_and_no_invitation(
    client: Client, clinic: Clinic
) -> None:
    invite(clinic=clinic, email="ada@example.org", by=a_physio(clinic=clinic), at=NOW)
    sign_in_staff(client, a_physio(clinic=clinic, role=Membership.Role.ADMINISTRATOR))

    page = client.get(f"{CLINICS}{clinic.pk}/change/").content.decode()

    assert clinic.code in page
    assert "ada@example.org" not in page


def test_whoever_is_off_the_staff_is_out_at_the_next_click(
    client: Client, physio: User, clinic: Clinic
) -> None:
    before = client.get(CLINICS).status_code
    lead = a_physio(clinic=clinic, role=Membership.Role.LEAD)

    remove_member(clinic=clinic, member=physio, by=lead)

    assert before == HTTPStatus.OK
    assert client.get(CLINICS).status_code == HTTPStatus.FORBIDDEN
