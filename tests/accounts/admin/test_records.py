from http import HTTPStatus

import pytest
from django.contrib import admin
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.admin import PatientRecordAdmin
from accounts.models import AccessLog, CareLink, Clinic, Consent, Membership, User
from accounts.services import give_consent
from tests.factories import NOON, a_clinic, a_physio, a_runner, some_broken_glass

pytestmark = pytest.mark.django_db

RUNNERS = "/admin/rehab/patient/"
LINKS = "/admin/accounts/carelink/"


def test_a_physio_lists_the_runners_in_their_care(
    client: Client, physio: User, clinic: Clinic
) -> None:
    ours, theirs = a_runner(clinic=clinic), a_runner(clinic=a_clinic())

    page = client.get(RUNNERS).content.decode()

    assert ours.email in page
    assert theirs.email not in page
    assert "1 patient" in page


def test_a_physio_reads_a_runner_and_what_they_agreed_to(
    client: Client, physio: User, clinic: Clinic
) -> None:
    runner = a_runner(clinic=clinic, name="Ada")
    give_consent(kind=Consent.Kind.MAILS, wording="Write to me.", at=NOON, person=runner)

    page = client.get(f"{RUNNERS}{runner.pk}/change/").content.decode()

    assert "Ada" in page
    assert "Write to me." in page
    assert clinic.name in page
    assert "_save" not in page


def test_each_look_at_a_runner_is_logged(
    client: Client, physio: User, clinic: Clinic
) -> None:
    runner, other = a_runner(clinic=clinic), a_runner(clinic=clinic)
    link = CareLink.objects.get(patient=runner)

    client.get(f"{RUNNERS}{runner.pk}/change/")
    client.get(f"{RUNNERS}{runner.pk}/history/")
    client.get(f"{LINKS}{link.pk}/change/")
    client.get(LINKS)

    seen = AccessLog.objects.order_by("pk").values_list("viewer", "person", "what")
    assert [*seen[:3]] == [
        (physio.pk, runner.pk, f"patient {runner.pk}"),
        (physio.pk, runner.pk, f"patient {runner.pk}"),
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

    assert "0 patients" in page


def test_no_filter_can_be_forged(client: Client, physio: User) -> None:
    page = client.get(LINKS, {"patient__email__startswith": "a"})

    assert page.status_code == HTTPStatus.BAD_REQUEST


def test_nobody_changes_a_runner(client: Client, physio: User, clinic: Clinic) -> None:
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
@pytest.mark.usefixtures("physio")
def test_a_list_costs_the_same_however_long_it_is(
    client: Client,
    clinic: Clinic,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(count):
        a_runner(clinic=clinic)

    with django_assert_num_queries(7):
        client.get(LINKS)


def test_without_a_clinical_role_no_runner_is_seen(client: Client, superuser: User) -> None:
    clinic = a_clinic()
    runner = a_runner(clinic=clinic)
    Membership.objects.create(
        user=superuser, clinic=clinic, role=Membership.Role.ADMINISTRATOR
    )

    assert client.get(RUNNERS).status_code == HTTPStatus.FORBIDDEN
    assert client.get(f"{RUNNERS}{runner.pk}/change/").status_code == HTTPStatus.NOT_FOUND
    assert "/admin/rehab/patient/" not in client.get("/admin/").content.decode()


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


def test_what_is_refused_about_a_runner_is_logged_as_well(
    client: Client, physio: User, clinic: Clinic
) -> None:
    runner = a_runner(clinic=clinic)

    client.post(f"{RUNNERS}{runner.pk}/change/")
    client.get(f"{RUNNERS}{runner.pk}/delete/")

    rows = AccessLog.objects.order_by("pk").values_list("person", "what")
    assert [*rows] == [
        (runner.pk, f"patient {runner.pk}, change refused"),
        (runner.pk, f"patient {runner.pk}, delete refused"),
    ]


def test_a_superuser_reads_a_runner_past_broken_glass_and_it_is_logged_why(
    client: Client, superuser: User
) -> None:
    runner, other = a_runner(clinic=a_clinic()), a_runner(clinic=a_clinic())
    some_broken_glass(user=superuser, person=runner)

    page = client.get(RUNNERS).content.decode()
    found = client.get(f"{RUNNERS}{runner.pk}/change/")
    missing = client.get(f"{RUNNERS}{other.pk}/change/")

    assert runner.email in page
    assert other.email not in page
    assert (found.status_code, missing.status_code) == (200, 404)
    assert [*AccessLog.objects.values_list("person", "why")] == [
        (runner.pk, "They cannot sign in.")
    ] * 2


def test_a_physio_who_is_named_by_no_link_sees_no_runner(
    client: Client, physio: User, clinic: Clinic
) -> None:
    runner = a_runner(clinic=clinic, physio=a_physio(clinic=clinic))

    page = client.get(RUNNERS).content.decode()
    found = client.get(f"{RUNNERS}{runner.pk}/change/")

    assert "0 patients" in page
    assert found.status_code == HTTPStatus.NOT_FOUND


def test_what_an_admin_did_names_nobody_once_care_has_ended(
    client: Client, physio: User, clinic: Clinic
) -> None:
    runner = a_runner(clinic=clinic)
    client.post("/admin/rehab/clearance/add/", {"person": runner.pk})
    CareLink.objects.update(ended_at=NOON)

    pages = [client.get(path) for path in ("/admin/", "/admin/accounts/", "/admin/rehab/")]

    assert all(runner.email not in page.content.decode() for page in pages)
