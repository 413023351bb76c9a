"""What somebody forges by hand: numbers, fields, filters, actions and old sessions.

Named by the numbers of the list of bad inputs.
"""

from http import HTTPStatus

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.admin import PatientRecordAdmin
from accounts.models import CareLink, Clinic, Membership, User
from rehab.models import Clearance
from tests.factories import (
    NOON,
    a_clinic,
    a_physio,
    a_plan,
    a_runner,
    an_assessment,
    sign_in_staff,
)

pytestmark = pytest.mark.django_db

RUNNERS = "/admin/rehab/patient/"
LISTS = ("/admin/rehab/patient/", "/admin/accounts/carelink/", "/admin/rehab/plan/")
HIDDEN = "Ada Lovelace"


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def physio(client: Client, clinic: Clinic) -> User:
    """Return a physio of the clinic, who is signed in."""
    member = a_physio(clinic=clinic)
    sign_in_staff(client, member)
    return member


@pytest.fixture
def foreign() -> User:
    """Return a runner of another clinic, with a plan."""
    runner = a_runner(clinic=a_clinic(), name=HIDDEN, email="ada@example.org")
    a_plan(person=runner, assessment=an_assessment(patient=runner))
    return runner


@pytest.mark.usefixtures("physio")
def test_bad_input_35_a_number_of_somebody_else_is_no_number(
    client: Client, foreign: User
) -> None:
    for number in (foreign.pk, foreign.pk + 999, -1, 0, "x", f"{foreign.pk}x", "9" * 40):
        page = client.get(f"{RUNNERS}{number}/change/")
        assert page.status_code == HTTPStatus.NOT_FOUND
        assert HIDDEN not in page.content.decode()


@pytest.mark.usefixtures("physio")
@pytest.mark.parametrize(
    "query",
    [
        "?_to_field=email",
        "?_to_field=password",
        "?_to_field=id&_popup=1",
        "?_popup=1",
        "?q=ada",
        "?q=ada%40example.org",
        "?q=Lovelace",
        "?id=%d",
        "?id__exact=%d",
        "?pk=%d",
        "?email__startswith=ada",
        "?patient__email__startswith=ada",
        "?person__email__startswith=ada",
        "?care_links__clinic__id=1",
        "?password__startswith=p",
        "?_changelist_filters=q%3Dada",
    ],
)
def test_bad_input_35_no_query_shows_or_counts_somebody_elses_runner(
    client: Client, foreign: User, query: str
) -> None:
    for path in LISTS:
        page = client.get(path + query.replace("%d", str(foreign.pk)))
        told = page.content.decode()
        assert page.status_code in {200, 302, 400}
        assert told.count(foreign.email) == ("%40" in query)  # in the field for the search
        assert HIDDEN not in told
        assert "1 patient" not in told


@pytest.mark.usefixtures("physio", "foreign")
def test_bad_input_35_autocomplete_finds_nobody(client: Client) -> None:
    asked = {
        "app_label": "accounts",
        "model_name": "carelink",
        "field_name": "patient",
        "term": "ada",
    }

    page = client.get("/admin/autocomplete/", asked)

    assert page.status_code == HTTPStatus.NOT_FOUND
    assert HIDDEN not in page.content.decode()


@pytest.mark.usefixtures("physio")
def test_bad_input_35_a_clearance_in_the_name_of_somebody_elses_runner_is_refused(
    client: Client, foreign: User
) -> None:
    page = client.post("/admin/rehab/clearance/add/", {"person": foreign.pk})

    assert not Clearance.objects.exists()
    assert HIDDEN not in page.content.decode()
    assert foreign.email not in page.content.decode()


def test_bad_input_36_nobody_gives_themselves_more_than_they_were_given(
    client: Client, physio: User, clinic: Clinic
) -> None:
    told = {"is_staff": "on", "is_superuser": "on", "role": "LEAD", "user": physio.pk}

    for path in (
        f"{RUNNERS}{physio.pk}/change/",
        f"{RUNNERS}add/",
        f"/admin/accounts/clinic/{clinic.pk}/change/",
        f"/admin/accounts/clinic/{clinic.pk}/member/",
        f"/admin/accounts/clinic/{clinic.pk}/role/{physio.memberships.get().pk}/",
    ):
        client.post(path, told | {"email": physio.email, "name": "x"})

    physio.refresh_from_db()
    assert (physio.is_superuser, physio.name) == (False, "")
    assert physio.memberships.get().role == Membership.Role.PHYSIO


@pytest.mark.usefixtures("physio")
def test_bad_input_37_history_and_delete_summary_of_somebody_elses_runner_are_not_there(
    client: Client, foreign: User
) -> None:
    plan, link = foreign.plans.get(), foreign.care_links.get()

    for row in (
        f"{RUNNERS}{foreign.pk}",
        f"/admin/accounts/carelink/{link.pk}",
        f"/admin/rehab/plan/{plan.pk}",
        f"/admin/triage/assessment/{plan.assessment_id}",
    ):
        for page in ("history", "delete", "change"):
            answer = client.get(f"{row}/{page}/")
            assert answer.status_code == HTTPStatus.NOT_FOUND
            assert HIDDEN not in answer.content.decode()


@pytest.mark.usefixtures("physio")
@pytest.mark.parametrize("action", ["delete_selected", "export", "", "x"])
def test_bad_input_38_an_action_by_hand_does_nothing(
    client: Client, foreign: User, clinic: Clinic, action: str
) -> None:
    own = a_runner(clinic=clinic)
    told = {
        "action": action,
        "_selected_action": [own.pk, foreign.pk],
        "select_across": "1",
        "post": "yes",
    }

    answers = [client.post(path, told) for path in LISTS]

    assert all(HIDDEN not in answer.content.decode() for answer in answers)
    assert User.objects.filter(pk__in=[own.pk, foreign.pk]).count() == 2
    assert CareLink.objects.count() == 2


def test_bad_input_38_no_page_about_runners_has_an_action() -> None:
    for page in admin.site._registry.values():  # noqa: SLF001 # the admin's own list
        if isinstance(page, PatientRecordAdmin):
            assert page.actions is None


@pytest.mark.usefixtures("physio")
def test_bad_input_39_log_entries_passwords_and_sessions_have_no_page(
    client: Client, clinic: Clinic
) -> None:
    own = a_runner(clinic=clinic)

    for path in (
        "/admin/admin/logentry/",
        "/admin/sessions/session/",
        "/admin/auth/group/",
        "/admin/account/emailaddress/",
        "/admin/mfa/authenticator/",
        f"{RUNNERS}{own.pk}/password/",
    ):
        assert client.get(path).status_code in {302, 404}
    page = client.get(f"{RUNNERS}{own.pk}/change/").content.decode()
    assert own.password not in page
    assert not {LogEntry, Session} & {*admin.site._registry}  # noqa: SLF001 # as above


@pytest.mark.parametrize(
    "change",
    [
        {"is_active": False},
        {"is_staff": False},
    ],
)
def test_bad_input_40_whoever_is_deactivated_is_out_at_the_next_click(
    client: Client, physio: User, clinic: Clinic, change: dict[str, bool]
) -> None:
    own = a_runner(clinic=clinic)
    path = f"{RUNNERS}{own.pk}/change/"
    before = client.get(path).status_code

    User.objects.filter(pk=physio.pk).update(**change)
    after = client.get(path)

    assert before == HTTPStatus.OK
    assert after.status_code in {HTTPStatus.FOUND, HTTPStatus.FORBIDDEN}
    assert own.email not in after.content.decode()


@pytest.mark.parametrize("way", ["role", "membership", "link", "physio"])
def test_bad_input_40_whoever_treats_the_runner_no_more_is_out_at_the_next_click(
    client: Client, physio: User, clinic: Clinic, way: str
) -> None:
    own = a_runner(clinic=clinic)
    path = f"{RUNNERS}{own.pk}/change/"
    before = client.get(path).status_code

    match way:
        case "role":
            physio.memberships.update(role=Membership.Role.ADMINISTRATOR)
        case "membership":
            physio.memberships.all().delete()
        case "link":
            CareLink.objects.update(ended_at=NOON)
        case _:
            CareLink.objects.update(physio=a_physio(clinic=clinic))

    assert before == HTTPStatus.OK
    assert client.get(path).status_code == HTTPStatus.NOT_FOUND
