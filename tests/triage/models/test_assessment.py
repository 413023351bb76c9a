from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from tests.factories import NOON, a_clinic, a_physio, a_runner, a_user, an_assessment
from triage.models import Assessment
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.rules.answers import Silence
from triage.rules.decide import decide
from triage.rules.parts import Level
from triage.services import publish_protocol, start_assessment

pytestmark = pytest.mark.django_db


def an_open_assessment() -> Assessment:
    release = publish_protocol(protocol=MEDIAL_KNEE, at=NOON)
    return start_assessment(release=release, wording="Keep it.", at=NOON)


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE triage_assessment SET answers = '{}'",
        "UPDATE triage_assessment SET level = 1",
        "UPDATE triage_assessment SET decision = '{}'",
        "UPDATE triage_assessment SET engine = 99",
        "UPDATE triage_assessment SET submitted_at = now()",
        "UPDATE triage_assessment SET submitted_at = NULL, level = NULL, decision = NULL",
        "UPDATE triage_assessment SET started_at = now()",
        "UPDATE triage_assessment SET answered_at = now()",
        "UPDATE triage_assessment SET release_id = release_id + 1",
        "UPDATE triage_assessment SET consent_id = consent_id + 1",
    ],
)
def test_a_submitted_assessment_stands_against_plain_sql_too(sql: str) -> None:
    an_assessment(locking=True)

    with pytest.raises(ProgrammingError, match="pgtrigger"):
        run(sql)


@pytest.mark.usefixtures("as_application")
@pytest.mark.parametrize("urgent", [True, False])
def test_what_somebody_claimed_is_never_deleted(*, urgent: bool) -> None:
    an_assessment(patient=a_runner(), locking=urgent)

    with pytest.raises(ProgrammingError, match="pgtrigger: Cannot delete rows"):
        run("DELETE FROM triage_assessment")


@pytest.mark.usefixtures("as_application")
def test_what_is_nobodys_can_be_deleted() -> None:
    an_assessment()
    an_open_assessment()

    run("DELETE FROM triage_assessment")

    assert not Assessment.objects.exists()


def test_an_open_assessment_can_still_change() -> None:
    assessment = an_open_assessment()

    run("UPDATE triage_assessment SET answers = '{\"pop\": true}'")

    assessment.refresh_from_db()
    assert assessment.given == {"pop": True}


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE triage_assessment SET patient_id = patient_id + 1",
        "UPDATE triage_assessment SET patient_id = NULL, claimed_at = NULL",
        "UPDATE triage_assessment SET claimed_at = now()",
    ],
)
def test_an_assessment_never_changes_hands(sql: str) -> None:
    an_assessment(patient=a_runner())

    with pytest.raises(ProgrammingError, match="pgtrigger"):
        run(sql)


@pytest.mark.parametrize(
    "fields",
    [
        {"level": 1},
        {"submitted_at": NOON},
        {"submitted_at": NOON, "level": 1, "decision": {}},
        {"submitted_at": NOON, "level": 1, "engine": 1},
        {"submitted_at": NOON, "level": 7, "decision": {}, "engine": 1},
        {"submitted_at": NOON, "level": 0, "decision": {}, "engine": 1},
        {"claimed_at": NOON},
    ],
)
def test_submitted_means_decided_and_claimed_means_by_somebody(
    fields: dict[str, Any],
) -> None:
    assessment = an_open_assessment()

    with pytest.raises(IntegrityError):
        Assessment.objects.filter(pk=assessment.pk).update(**fields)


@pytest.mark.parametrize(
    "decision", [{}, {"level": None}, {"level": "SAME_DAY"}, {"level": 1}, {"level": "?"}]
)
def test_the_level_is_the_one_that_the_decision_names(decision: dict[str, Any]) -> None:
    mine = Assessment.objects.filter(pk=an_open_assessment().pk)
    frozen = {"submitted_at": NOON, "level": Level.SELF_CARE, "engine": 1}

    with (
        pytest.raises(IntegrityError, match="triage_level_is_the_one_decided"),
        transaction.atomic(),
    ):
        mine.update(decision=decision, **frozen)

    assert mine.update(decision={"level": "SELF_CARE"}, **frozen) == 1


def test_a_patient_without_a_time_of_claiming_is_refused() -> None:
    assessment = an_open_assessment()

    with pytest.raises(IntegrityError):
        Assessment.objects.filter(pk=assessment.pk).update(patient=a_runner())


def test_answers_and_decision_read_back_as_they_were() -> None:
    assessment = an_assessment(pop=Silence.NOT_SURE, rest_pain=3)

    stored = Assessment.objects.get(pk=assessment.pk)

    assert stored.given["pop"] is Silence.NOT_SURE
    assert stored.given["rest_pain"] == 3
    assert stored.decided == decide(MEDIAL_KNEE, stored.given)
    assert stored.level == stored.decided.level == Level.WITHIN_2_DAYS


def test_a_decision_is_read_once_and_anew_when_something_else_is_stored() -> None:
    assessment, other = an_assessment(), an_assessment(giving_way=True)
    first = assessment.decided

    again = assessment.decided
    assessment.decision = other.decision
    of_the_other = assessment.decided
    assessment.refresh_from_db()

    assert again is first
    assert of_the_other == other.decided
    assert assessment.decided == first


def test_only_physios_of_the_clinic_see_an_assessment() -> None:
    clinic = a_clinic()
    assessment = an_assessment(patient=a_runner(clinic=clinic))
    an_assessment()

    def seen_by(user: Any) -> list[Assessment]:
        return list(Assessment.objects.visible_to(user))

    assert seen_by(a_physio(clinic=clinic)) == [assessment]
    assert seen_by(a_physio(clinic=a_clinic())) == []
    assert seen_by(a_user()) == []


def test_open_and_submitted_assessments_are_told_apart() -> None:
    an_open_assessment()
    submitted = an_assessment()

    assert list(Assessment.objects.submitted()) == [submitted]


def test_an_assessment_is_named_without_a_word_about_health() -> None:
    assessment = an_assessment(locking=True)

    assert str(assessment) == f"assessment {assessment.pk}"
