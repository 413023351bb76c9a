from http import HTTPStatus

import pytest
from django.test import Client

from accounts.models import AccessLog, BrokenGlass, Clinic, Membership, User
from accounts.services import log_view
from tests.factories import (
    NOON,
    a_clinic,
    a_physio,
    a_runner,
    a_superuser,
    some_broken_glass,
)

pytestmark = pytest.mark.django_db

LOG = "/admin/accounts/accesslog/"
GLASS = "/admin/accounts/brokenglass/"


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


def test_a_lead_reads_who_looked_at_the_runners_of_their_clinic(
    client: Client, lead: User, clinic: Clinic
) -> None:
    physio, superuser = a_physio(clinic=clinic), a_superuser()
    runner, foreign = a_runner(clinic=clinic), a_runner(clinic=a_clinic())
    log_view(viewer=physio, person=runner, what="plan 7", at=NOON)
    log_view(viewer=superuser, person=runner, what="plan 8", at=NOON, why="They called.")
    AccessLog.objects.create(named="Dr Bo", person=runner, what="sheet", at=NOON)
    hidden = log_view(viewer=physio, person=foreign, what="plan 9", at=NOON)

    page = client.get(LOG).content.decode()
    found = client.get(f"{LOG}{hidden.pk}/change/")

    for told in (physio.email, superuser.email, runner.email, "They called.", "Dr Bo"):
        assert told in page
    assert "plan 9" not in page
    assert foreign.email not in page
    assert found.status_code == HTTPStatus.NOT_FOUND


def test_a_lead_does_not_learn_that_a_runner_goes_to_another_clinic(
    client: Client, lead: User, clinic: Clinic
) -> None:
    elsewhere, runner = a_clinic(), a_runner(clinic=clinic)
    both = a_physio(clinic=elsewhere)
    Membership.objects.create(user=both, clinic=clinic, role=Membership.Role.PHYSIO)
    log_view(viewer=a_physio(clinic=elsewhere), person=runner, what="plan 7", at=NOON)
    log_view(viewer=both, person=runner, what="plan 8", at=NOON)

    page = client.get(LOG).content.decode()

    assert "plan 7" not in page
    assert page.count(">plan 8<") == 1


def test_a_lead_who_reads_the_log_is_in_it(
    client: Client, lead: User, clinic: Clinic
) -> None:
    runner = a_runner(clinic=clinic)
    row = log_view(viewer=lead, person=runner, what="plan 7", at=NOON)

    client.get(LOG, {"q": runner.email})
    client.get(f"{LOG}{row.pk}/change/")

    rows = AccessLog.objects.exclude(pk=row.pk).order_by("pk")
    assert [*rows.values_list("viewer", "person", "what")] == [
        (lead.pk, runner.pk, "list of access logs"),
        (lead.pk, runner.pk, f"access log {row.pk}"),
    ]


def test_a_superuser_reads_numbers_and_finds_a_runner_by_theirs(
    client: Client, superuser: User
) -> None:
    runner, other = a_runner(), a_runner()
    for person in (runner, other):
        log_view(viewer=superuser, person=person, what="plan", at=NOON)

    by_number = client.get(LOG, {"q": runner.pk}).content.decode()
    by_address = client.get(LOG, {"q": runner.email}).content.decode()

    assert by_number.count('class="field-runner"') == 1
    assert by_address.count('class="field-runner"') == 0
    assert AccessLog.objects.count() == 2


def test_a_lead_finds_a_colleague_or_else_a_runner(
    client: Client, lead: User, clinic: Clinic
) -> None:
    grace = a_physio(clinic=clinic, name="Grace")
    a_physio(clinic=a_clinic(), name="Ada")
    runner, other = a_runner(clinic=clinic, name="Ada Grace"), a_runner(clinic=clinic)
    by_grace = log_view(viewer=grace, person=other, what="plan 7", at=NOON)
    by_lead = log_view(viewer=lead, person=runner, what="plan 8", at=NOON)

    found = {
        said: [*client.get(LOG, {"q": said}).context["cl"].result_list]
        for said in ("grace", "ada", "nobody")
    }
    whole = [*client.get(LOG).context["cl"].result_list]

    assert found == {"grace": [by_grace], "ada": [by_lead], "nobody": []}
    assert {by_grace, by_lead} < {*whole}


def test_a_superuser_finds_who_looked(client: Client, superuser: User) -> None:
    runner, grace = a_runner(), a_physio(clinic=a_clinic(), name="Grace")
    log_view(viewer=superuser, person=runner, what="plan", at=NOON)
    by_grace = log_view(viewer=grace, person=runner, what="plan", at=NOON)

    page = client.get(LOG, {"q": "grac"})

    assert [*page.context["cl"].result_list] == [by_grace]


def test_a_physio_does_not_read_the_log(client: Client, physio: User) -> None:
    assert client.get(LOG).status_code == HTTPStatus.FORBIDDEN


def test_a_superuser_breaks_the_glass_with_a_reason(
    client: Client, superuser: User
) -> None:
    runner = a_runner(clinic=a_clinic())
    told = {"email": runner.email.upper(), "why": "They cannot sign in."}

    asked = client.get(f"{GLASS}add/").content.decode()
    broken = client.post(f"{GLASS}add/", told)
    listed = client.get(GLASS).content.decode()

    assert "Break the glass" in asked
    assert broken["Location"].endswith(f"/{runner.pk}/change/")
    assert client.get(broken["Location"]).status_code == HTTPStatus.OK
    assert "They cannot sign in." in listed
    assert runner.email not in listed


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"why": ""}, "Say why you have to look."),
        ({"why": " \n"}, "Say why you have to look."),
        ({"why": "x" * 301}, "Use 300 letters at most."),
        ({"email": "nobody@example.org"}, "Nobody here has this address."),
        ({"email": ""}, "Type an email address."),
    ],
)
def test_without_a_reason_or_a_runner_the_glass_stays_whole(
    client: Client, superuser: User, changed: dict[str, str], said: str
) -> None:
    told = {"email": a_runner().email, "why": "They cannot sign in."} | changed

    page = client.post(f"{GLASS}add/", told)

    assert page.status_code == 422
    assert said in page.content.decode()
    assert not BrokenGlass.objects.exists()


def test_nobody_else_breaks_the_glass_or_reads_who_did(client: Client, lead: User) -> None:
    glass = some_broken_glass(user=a_superuser(), person=a_runner())

    for path in ("", "add/"):
        assert client.get(f"{GLASS}{path}").status_code == HTTPStatus.FORBIDDEN
    found = client.get(f"{GLASS}{glass.pk}/change/")
    missing = client.get(f"{GLASS}{glass.pk + 99}/change/")
    assert found.status_code == missing.status_code == HTTPStatus.NOT_FOUND
    assert found.content == missing.content
