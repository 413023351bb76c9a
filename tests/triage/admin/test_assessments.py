from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AccessLog, Clinic, User
from tests.factories import (
    NOON,
    a_runner,
)
from tests.triage.admin.reading import LIST, listed, read
from tests.triage.services.judged import begun, submitted
from tests.triage.whole import WHOLE
from triage.models import Assessment
from triage.rules.answers import Answer, Silence
from triage.services import record_answers, submit_assessment

pytestmark = pytest.mark.django_db

# Without the warning sign that is raised for everybody.
CALM = replace(WHOLE, red_flags=WHOLE.red_flags[1:])


@pytest.mark.usefixtures("physio")
def test_the_most_urgent_stand_first_and_of_them_the_oldest(
    client: Client, clinic: Clinic
) -> None:
    def on_day(day: int, **told: Answer) -> Assessment:
        at = NOON + timedelta(days=day)
        return submitted(WHOLE, patient=a_runner(clinic=clinic), at=at, **told)

    calm, late, early = on_day(0), on_day(2, cold=True), on_day(1, cold=True)

    assert listed(client) == [early, late, calm]


@pytest.mark.usefixtures("physio")
def test_checklist_46_a_red_flag_is_in_the_list_of_the_physio_as_soon_as_it_is_told(
    client: Client, clinic: Clinic
) -> None:
    calm = submitted(CALM, patient=a_runner(clinic=clinic))
    before = listed(client)

    flagged = submitted(WHOLE, patient=a_runner(clinic=clinic), cold=True)

    assert before == [calm]
    assert listed(client) == [flagged, calm]


@pytest.mark.usefixtures("physio")
def test_the_list_tells_the_level_the_person_and_the_first_reason(
    client: Client, clinic: Clinic
) -> None:
    ann = a_runner(clinic=clinic, email="ann@example.org")
    submitted(WHOLE, patient=ann, cold=True)
    submitted(CALM, patient=a_runner(clinic=clinic))

    page = client.get(LIST).text

    assert "Get emergency help now" in page
    assert "ann@example.org" in page
    assert "cold_or_numb was found." in page
    assert "no warning sign" in page


@pytest.mark.usefixtures("physio")
def test_what_is_not_submitted_or_not_of_the_clinic_does_not_exist(
    client: Client, clinic: Clinic
) -> None:
    started = begun(WHOLE, patient=a_runner(clinic=clinic))
    foreign = submitted(WHOLE, patient=a_runner())

    assert listed(client) == []
    for row in (started, foreign):
        address = reverse("admin:triage_assessment_change", args=[row.pk])
        assert client.get(address).status_code == 404


def test_each_view_of_an_assessment_is_logged(
    client: Client, clinic: Clinic, physio: User
) -> None:
    assessment = submitted(WHOLE, patient=a_runner(clinic=clinic))

    read(client, assessment)

    (entry,) = AccessLog.objects.all()
    assert (entry.viewer, entry.person) == (physio, assessment.patient)
    assert entry.what == f"assessment {assessment.pk}"


@pytest.mark.usefixtures("physio")
def test_a_page_tells_each_reason_with_its_answers_rule_source_and_notes(
    client: Client, clinic: Clinic
) -> None:
    runner = a_runner(clinic=clinic)
    assessment = submitted(WHOLE, patient=runner, cold=True, pain=Silence.NOT_SURE)

    page = read(client, assessment)

    assert "cold_or_numb was found." in page
    assert "<p>Is it cold? <b>Yes</b></p>" in page
    assert "<code>cold_or_numb</code>" in page
    assert "our default: made up for a test" in page
    assert "<b>Research (weak):</b> Move it." in page
    assert "None, whatever the level: a bone may be overworked." in page


@pytest.mark.usefixtures("physio")
def test_a_page_says_of_which_reasons_nobody_is_certain(
    client: Client, clinic: Clinic
) -> None:
    runner = a_runner(clinic=clinic)
    unsure = submitted(WHOLE, patient=runner, cold=Silence.NOT_SURE)

    page = read(client, unsure)

    assert "<b>Be seen within 2 days</b>" in page
    assert "cold_or_numb was found. <i>Not certain.</i>" in page


@pytest.mark.usefixtures("physio")
def test_a_page_shows_each_question_as_it_was_asked_with_its_answer(
    client: Client, clinic: Clinic
) -> None:
    runner = a_runner(clinic=clinic)
    assessment = submitted(WHOLE, patient=runner, side="right", place="outer", pain=8)

    page = read(client, assessment)

    assert "<td>side?</td> <td>It is right</td>" in page
    assert "<td>place?</td> <td>It is outer</td>" in page
    assert "<td>pain?</td> <td><b>8</b></td>" in page
    assert "<td>Is it cold?</td> <td>No</td>" in page


@pytest.mark.usefixtures("physio")
def test_a_page_says_what_was_never_asked(client: Client, clinic: Clinic) -> None:
    runner = a_runner(clinic=clinic)
    ended = submitted(WHOLE, patient=runner, cold=True, more=Silence.NOT_ASKED)

    assert "<td>more?</td> <td>Not asked</td>" in read(client, ended)


@pytest.mark.usefixtures("physio")
def test_a_page_keeps_a_warning_sign_that_was_taken_back(
    client: Client, clinic: Clinic
) -> None:
    first = begun(WHOLE, patient=a_runner(clinic=clinic), cold=True)
    mildest = {key: question.values()[0] for key, question in WHOLE.questions.items()}
    record_answers(assessment_id=first.pk, answers=mildest, at=NOON)

    page = read(client, submit_assessment(assessment_id=first.pk, at=NOON))

    assert "<td>Is it cold?</td> <td><b>Yes</b></td>" in page
    assert "<td>Is it cold?</td> <td>No</td>" in page


@pytest.mark.usefixtures("physio")
def test_a_page_ranks_the_causes_with_what_counts_for_and_against_them(
    client: Client, clinic: Clinic
) -> None:
    assessment = submitted(WHOLE, patient=a_runner(clinic=clinic), hurt=True)

    page = read(client, assessment)

    assert "<td>Tear</td> <td>3.0</td> <td>yes</td>" in page
    assert "<p>You twisted it. (+2.5)</p>" in page
    assert "<p>You twisted it. (-0.5)</p>" in page


@pytest.mark.usefixtures("physio")
def test_a_page_tells_the_factors_that_were_set_with_their_signs(
    client: Client, clinic: Clinic
) -> None:
    assessment = submitted(WHOLE, patient=a_runner(clinic=clinic), hurt=True)

    page = read(client, assessment)

    assert "<td>Load</td> <td>1</td> <td><p>hurt was ticked.</p></td>" in page
    assert "more was ticked." not in page


@pytest.mark.usefixtures("physio")
def test_a_page_tells_what_a_look_at_the_movement_found(
    client: Client, clinic: Clinic
) -> None:
    assessment = submitted(WHOLE, patient=a_runner(clinic=clinic))
    before = read(client, assessment)
    assessment.movement_checks.create(
        release=assessment.release,
        answers={"more": True},
        begun_at=NOON,
        checked_at=NOON + timedelta(minutes=5),
    )

    page = read(client, assessment)

    assert "None was finished." in before
    assert "<p><b>22 Nov 2026, 12:05 p.m.</b></p>" in page
    assert "<td>Load</td> <td>2</td> <td><p>more was ticked.</p></td>" in page


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ({"cold": True}, "No causes: being seen comes first."),
        ({"place": "outer"}, "No causes: the pain is not on the inner side."),
        ({"hurt": True}, "Tear.<"),
        ({"hurt": True, "numb": Silence.NOT_SURE}, "Strain, Tear."),
        ({}, "Strain, Tear."),
    ],
)
@pytest.mark.usefixtures("physio")
def test_a_page_says_what_the_runner_was_shown(
    client: Client, clinic: Clinic, told: dict[str, Any], shown: str
) -> None:
    assessment = submitted(WHOLE, patient=a_runner(clinic=clinic), **told)

    assert shown in read(client, assessment)


@pytest.mark.usefixtures("physio")
def test_a_page_says_where_the_answers_do_not_tell_causes_apart(
    client: Client, clinic: Clinic
) -> None:
    close = replace(WHOLE, causes=(WHOLE.causes[0], replace(WHOLE.causes[1], prior=-0.5)))

    page = read(client, submitted(close, patient=a_runner(clinic=clinic)))

    assert "The answers do not tell the first two apart." in page


@pytest.mark.usefixtures("physio")
def test_a_calm_page_says_that_no_rule_fired(client: Client, clinic: Clinic) -> None:
    page = read(client, submitted(CALM, patient=a_runner(clinic=clinic)))

    assert "No rule fired." in page
    assert "As the level allows." in page
    assert "None." in page


@pytest.mark.usefixtures("physio")
def test_a_page_names_its_release_its_engine_and_what_was_agreed_to(
    client: Client, clinic: Clinic
) -> None:
    assessment = submitted(WHOLE, patient=a_runner(clinic=clinic))

    page = read(client, assessment)

    address = reverse("admin:triage_protocolrelease_change", args=[assessment.release.pk])
    assert f'<a href="{address}">{assessment.release}</a>' in page
    assert "Keep it." in page
