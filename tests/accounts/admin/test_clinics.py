from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Clinic, Membership, User
from accounts.services import invite, remove_member
from tests.factories import a_clinic, a_physio, a_runner, a_user, sign_in_staff

pytestmark = pytest.mark.django_db

CLINICS = "/admin/accounts/clinic/"
NOW = timezone.now()


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
