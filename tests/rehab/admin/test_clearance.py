"""A physio records that somebody has looked at one of their runners."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import AccessLog, CareLink, Clinic, User
from rehab.models import Clearance
from tests.factories import (
    a_clearance,
    a_plan,
    a_result,
    a_runner,
)
from triage.models import LEVEL_IN_WORDS
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

LIST = "/admin/rehab/clearance/"
ADD = f"{LIST}add/"


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


def test_a_physio_records_a_visit_and_it_is_logged(
    client: Client, clinic: Clinic, physio: User
) -> None:
    runner = a_runner(clinic=clinic)

    response = client.post(ADD, visit(runner))

    kept = Clearance.objects.get()
    assert response.headers["Location"] == LIST
    assert (kept.person, kept.by, kept.note) == (runner, physio, "MCL, grade I.")
    assert (kept.may_exercise, kept.may_run) == (True, False)
    [log] = AccessLog.objects.filter(viewer=physio)
    assert (log.person_id, log.what) == (runner.pk, f"clearance {kept.pk}, recorded")


def test_a_visit_of_the_day_of_a_sign_is_asked_if_it_was_after_it(
    client: Client, clinic: Clinic
) -> None:
    runner = a_runner(clinic=clinic)
    check = a_result(patient=runner, level=Level.EMERGENCY, at=timezone.now())
    empty = client.get(ADD)

    first = client.post(ADD, visit(runner))
    yes, no = form_of(first)["after"].field.choices
    before = client.post(ADD, visit(runner, after=no[0]))

    assert "after" not in form_of(empty).fields
    assert [*form_of(first).errors] == [*form_of(before).errors] == ["after"]
    there = check.started_at
    words = f"last on {date_format(there, 'j F')} at {there:%H:%M} UTC where they are"
    assert words in form_of(first)["after"].label
    assert f'("{LEVEL_IN_WORDS[Level.EMERGENCY]}")' in form_of(first)["after"].label
    assert first.text.count('name="after"') == 2
    assert not Clearance.objects.exists()
    client.post(ADD, visit(runner, after=yes[0]))
    assert Clearance.objects.get().seen_after == check.started_at


def test_what_was_told_since_the_question_is_asked_about_anew(
    client: Client, clinic: Clinic
) -> None:
    runner = a_runner(clinic=clinic)
    a_result(patient=runner, level=Level.SAME_DAY, at=timezone.now())
    yes, _ = form_of(client.post(ADD, visit(runner)))["after"].field.choices
    since = a_result(patient=runner, level=Level.EMERGENCY, at=timezone.now())

    again = client.post(ADD, visit(runner, after=yes[0]))

    assert form_of(again)["after"].field.choices[0][0] == since.started_at.isoformat()
    assert not Clearance.objects.exists()


def test_an_answer_is_kept_without_a_label_when_something_else_is_missing(
    client: Client, clinic: Clinic
) -> None:
    sent = timezone.now().isoformat()

    page = client.post(ADD, visit(a_runner(clinic=clinic), who="", after=sent))

    assert (form_of(page)["after"].is_hidden, form_of(page)["after"].value()) == (
        True,
        sent,
    )
    assert page.text.count('name="after"') == 1
    assert 'for="id_after"' not in page.text
    assert 'for="id_known"' not in page.text


@pytest.mark.parametrize("field", ["after", "seen_after", "opened_at"])
def test_a_forged_answer_is_none(client: Client, clinic: Clinic, field: str) -> None:
    told = visit(a_runner(clinic=clinic)) | {field: "9999-12-31T23:59:59-14:00"}

    client.post(ADD, told)

    assert Clearance.objects.get().seen_after is None
    assert client.get(LIST).status_code == 200


def test_nobody_records_a_visit_of_their_own_as_a_physio(
    client: Client, clinic: Clinic, physio: User
) -> None:
    CareLink.objects.create(patient=physio, clinic=clinic, begun_at=timezone.now())

    errors = client.post(ADD, visit(physio)).context["adminform"].form.errors

    assert [*errors] == ["person"]
    assert not Clearance.objects.exists()


def test_the_empty_form_names_no_runner_and_is_no_look_at_one(
    client: Client, clinic: Clinic
) -> None:
    runner = a_runner(clinic=clinic)

    text = client.get(ADD).content.decode()

    assert runner.email not in text
    assert not AccessLog.objects.exists()


def test_the_button_of_a_plan_fills_in_its_runner_without_their_address_in_it(
    client: Client, clinic: Clinic
) -> None:
    plan = a_plan(person=a_runner(clinic=clinic))

    page = client.get(f"/admin/rehab/plan/{plan.pk}/change/").content.decode()
    form = client.get(f"{ADD}?plan={plan.pk}").context["adminform"].form

    assert f'href="{ADD}?plan={plan.pk}">Record a visit' in page
    assert form["person"].value() == plan.person.email


@pytest.mark.parametrize("number", ["0", "", "x", "9" * 30, "²"])
def test_a_plan_that_there_is_not_fills_in_nobody(
    client: Client, clinic: Clinic, number: str
) -> None:
    form = client.get(f"{ADD}?plan={number}").context["adminform"].form

    assert form["person"].value() is None


def test_neither_the_plan_of_a_stranger_nor_an_address_fills_in_a_runner(
    client: Client, clinic: Clinic
) -> None:
    stranger, runner = a_plan(), a_runner(clinic=clinic)

    for query in (f"plan={stranger.pk}", f"person={runner.email}"):
        form = client.get(f"{ADD}?{query}").context["adminform"].form
        assert form["person"].value() is None


def test_nobody_records_a_visit_of_somebody_elses_runner(
    client: Client, clinic: Clinic
) -> None:
    response = client.post(ADD, visit(a_runner()))

    assert "None of your runners has this address." in response.content.decode()
    assert not Clearance.objects.exists()


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"seen_on": "9999-12-31"}, "This day has not come where the runner is."),
        ({"seen_on": "2000-01-01"}, "It clears only from"),
        (
            {"may_exercise": "", "may_run": "on"},
            "Whoever may run may exercise: tick both, or neither.",
        ),
        ({"seen_on": ""}, "This field is required."),
    ],
)
def test_what_no_visit_can_have_said_is_refused(
    client: Client, clinic: Clinic, given: dict[str, str], error: str
) -> None:
    runner = a_runner(clinic=clinic)
    a_result(patient=runner, level=Level.SAME_DAY, at=timezone.now())

    response = client.post(ADD, visit(runner, **given))

    assert response.status_code == 200
    assert error in response.content.decode()
    assert not Clearance.objects.exists()


def test_nobody_changes_or_deletes_a_visit(client: Client, clinic: Clinic) -> None:
    kept = a_clearance(person=a_runner(clinic=clinic))

    assert client.post(f"{LIST}{kept.pk}/change/", {"may_run": ""}).status_code == 403
    assert client.post(f"{LIST}{kept.pk}/delete/", {"post": "yes"}).status_code == 403
    page = client.get(f"{LIST}{kept.pk}/change/").content.decode()
    assert 'name="may_run"' not in page


def test_a_physio_sees_the_visits_of_their_own_runners_only(
    client: Client, clinic: Clinic, physio: User
) -> None:
    mine = a_runner(clinic=clinic)
    a_clearance(person=mine)
    theirs = a_clearance(person=a_runner())

    text = client.get(LIST).content.decode()
    record = client.get(f"/admin/rehab/patient/{mine.pk}/change/").content.decode()

    assert mine.email in text
    assert theirs.person.email not in text
    assert client.get(f"{LIST}{theirs.pk}/change/").status_code == 404
    assert "Seen on" in record
    assert AccessLog.objects.filter(viewer=physio, what="list of clearances").count() == 1


def test_a_longer_list_takes_no_more_queries(
    client: Client, clinic: Clinic, django_assert_num_queries: Any
) -> None:
    a_clearance(person=a_runner(clinic=clinic))
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for _ in range(3):
        a_clearance(person=a_runner(clinic=clinic))

    with django_assert_num_queries(len(few)):
        client.get(LIST)


def test_an_older_visit_does_not_overrule_a_later_no(
    client: Client, clinic: Clinic
) -> None:
    runner = a_runner(clinic=clinic)
    now = timezone.now()
    a_clearance(person=runner, at=now, may_exercise=False)
    day = (now - timedelta(days=1)).date().isoformat()

    known = form_of(client.get(ADD))["known"].value()
    response = client.post(ADD, visit(runner, seen_on=day, known=known))

    first = date_format(now.date(), "j F Y")
    assert response.context["adminform"].form.errors == {
        "seen_on": [f"A later visit did not allow that. Only a visit from {first} on can."]
    }
