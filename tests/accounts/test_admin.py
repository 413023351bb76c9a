from http import HTTPStatus

import pytest
from django.contrib import admin
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.admin import PatientRecordAdmin
from accounts.models import AccessLog, CareLink, Clinic, Consent, Membership, User
from accounts.services import give_consent, log_view
from tests.factories import NOON, a_clinic, a_physio, a_runner, a_user, sign_in_staff

pytestmark = pytest.mark.django_db

RUNNERS = "/admin/accounts/user/"
LINKS = "/admin/accounts/carelink/"
CLINICS = "/admin/accounts/clinic/"
LOG = "/admin/accounts/accesslog/"


@pytest.fixture
def physio(client: Client) -> User:
    member = a_physio(clinic=a_clinic())
    sign_in_staff(client, member)
    return member


@pytest.fixture
def clinic(physio: User) -> Clinic:
    return physio.memberships.get().clinic


@pytest.fixture
def superuser(client: Client) -> User:
    member = a_user(is_staff=True, is_superuser=True)
    sign_in_staff(client, member)
    return member


def test_a_physio_lists_the_runners_in_their_care(client: Client, clinic: Clinic) -> None:
    ours, theirs = a_runner(clinic=clinic), a_runner(clinic=a_clinic())

    page = client.get(RUNNERS).content.decode()

    assert ours.email in page
    assert theirs.email not in page
    assert "1 person" in page


def test_a_physio_reads_a_runner_and_what_they_agreed_to(
    client: Client, clinic: Clinic
) -> None:
    runner = a_runner(clinic=clinic, name="Ada")
    give_consent(kind=Consent.Kind.MAILS, wording="Write to me.", at=NOON, person=runner)

    page = client.get(f"{RUNNERS}{runner.pk}/change/").content.decode()

    assert "Ada" in page
    assert "Write to me." in page
    assert clinic.name in page
    assert "_save" not in page


def test_each_look_at_a_runner_is_logged(client: Client, physio: User) -> None:
    clinic = physio.memberships.get().clinic
    runner, other = a_runner(clinic=clinic), a_runner(clinic=clinic)
    link = CareLink.objects.get(patient=runner)

    client.get(f"{RUNNERS}{runner.pk}/change/")
    client.get(f"{RUNNERS}{runner.pk}/history/")
    client.get(f"{LINKS}{link.pk}/change/")
    client.get(LINKS)

    seen = AccessLog.objects.order_by("pk").values_list("viewer", "person", "what")
    assert [*seen[:3]] == [
        (physio.pk, runner.pk, f"person {runner.pk}"),
        (physio.pk, runner.pk, f"person {runner.pk}"),
        (physio.pk, runner.pk, f"care link {link.pk}"),
    ]
    assert {*seen[3:]} == {
        (physio.pk, person.pk, "list of care links") for person in (runner, other)
    }


def test_a_list_without_runners_logs_nobody(client: Client, physio: User) -> None:
    a_runner(clinic=a_clinic())

    client.get(RUNNERS)
    client.get(f"{RUNNERS}?no=such")

    assert not AccessLog.objects.exists()


def test_a_runner_of_another_clinic_does_not_exist(client: Client, physio: User) -> None:
    runner = a_runner(clinic=a_clinic())

    for page in ("change", "history", "delete"):
        found = client.get(f"{RUNNERS}{runner.pk}/{page}/")
        missing = client.get(f"{RUNNERS}{runner.pk + 99}/{page}/")
        assert found.status_code == missing.status_code == HTTPStatus.NOT_FOUND
        assert found.content == missing.content
    assert not AccessLog.objects.exists()


def test_a_search_finds_nobody_elses_runner(client: Client, physio: User) -> None:
    runner = a_runner(clinic=a_clinic())

    page = client.get(RUNNERS, {"q": runner.email}).content.decode()

    assert "0 people" in page


def test_no_filter_can_be_forged(client: Client, physio: User) -> None:
    page = client.get(LINKS, {"patient__email__startswith": "a"})

    assert page.status_code == HTTPStatus.BAD_REQUEST


def test_nobody_changes_a_runner(client: Client, clinic: Clinic) -> None:
    runner = a_runner(clinic=clinic)
    told = {"email": "other@example.org", "is_superuser": "on"}

    pages = [
        client.post(f"{RUNNERS}{runner.pk}/change/", told),
        client.post(f"{RUNNERS}{runner.pk}/delete/", {"post": "yes"}),
        client.post(f"{RUNNERS}add/", told),
    ]
    client.post(RUNNERS, {"action": "delete_selected", "_selected_action": [runner.pk]})

    assert {page.status_code for page in pages} == {HTTPStatus.FORBIDDEN}
    assert User.objects.get(pk=runner.pk).email == runner.email


@pytest.mark.parametrize("count", [1, 5])
def test_a_list_costs_the_same_however_long_it_is(
    client: Client,
    clinic: Clinic,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(count):
        a_runner(clinic=clinic)

    with django_assert_num_queries(10):
        client.get(LINKS)


def test_without_a_clinical_role_no_runner_is_seen(client: Client, superuser: User) -> None:
    clinic = a_clinic()
    runner = a_runner(clinic=clinic)
    Membership.objects.create(
        user=superuser, clinic=clinic, role=Membership.Role.ADMINISTRATOR
    )

    assert client.get(RUNNERS).status_code == HTTPStatus.FORBIDDEN
    assert client.get(f"{RUNNERS}{runner.pk}/change/").status_code == HTTPStatus.NOT_FOUND
    assert "/admin/accounts/user/" not in client.get("/admin/").content.decode()


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


def test_the_log_names_runners_by_number_and_cannot_be_changed(
    client: Client, superuser: User
) -> None:
    runner = a_runner()
    row = log_view(viewer=superuser, person=runner, what="person 1", at=NOON)

    table = client.get(LOG).content.decode()
    page = client.get(f"{LOG}{row.pk}/change/").content.decode()

    assert superuser.email in table
    assert f'<td class="field-runner">{runner.pk}</td>' in table
    assert runner.email not in table + page
    assert client.get(f"{LOG}add/").status_code == HTTPStatus.FORBIDDEN
    assert client.post(f"{LOG}{row.pk}/change/").status_code == HTTPStatus.FORBIDDEN
    assert client.post(f"{LOG}{row.pk}/delete/").status_code == HTTPStatus.FORBIDDEN


def test_no_filter_offers_rows_of_other_runners() -> None:
    """The stock filter of a relation lists all it could point at, whoever asks."""
    for page in admin.site._registry.values():  # noqa: SLF001 # the admin's own list
        if isinstance(page, PatientRecordAdmin):
            filters = {
                str(part[0] if isinstance(part, tuple) else part)
                for part in page.list_filter
            }
            relations = {
                field.name for field in page.opts.get_fields() if field.is_relation
            }
            assert filters & relations == set()
