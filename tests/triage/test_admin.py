from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AccessLog, Clinic, User
from tests.factories import (
    NOON,
    a_clinic,
    a_physio,
    a_runner,
    an_assessment,
    sign_in_staff,
)
from triage.models import Assessment
from triage.protocols.medial_knee import FOLLOW_UP, MEDIAL_KNEE
from triage.rules.answers import Silence
from triage.services import (
    publish_protocol,
    record_answers,
    start_assessment,
    submit_assessment,
)

pytestmark = pytest.mark.django_db

LIST = reverse("admin:triage_assessment_changelist")
RELEASES = reverse("admin:triage_protocolrelease_changelist")


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def physio(client: Client, clinic: Clinic) -> User:
    member = a_physio(clinic=clinic)
    sign_in_staff(client, member)
    return member


def listed(client: Client) -> list[Assessment]:
    """Return the rows of the list, in its order."""
    context = client.get(LIST).context_data or {}
    return list(context["cl"].result_list)


def read(client: Client, assessment: Assessment) -> str:
    """Return the page of ``assessment`` without its line breaks."""
    address = reverse("admin:triage_assessment_change", args=[assessment.pk])
    return " ".join(client.get(address).text.split())


@pytest.mark.usefixtures("physio")
def test_the_most_urgent_stand_first_and_of_them_the_oldest(
    client: Client, clinic: Clinic
) -> None:
    def on_day(day: int, *, locking: bool) -> Assessment:
        runner = a_runner(clinic=clinic)
        return an_assessment(patient=runner, at=NOON + timedelta(day), locking=locking)

    calm, late, early = (
        on_day(0, locking=False),
        on_day(2, locking=True),
        on_day(1, locking=True),
    )

    assert listed(client) == [early, late, calm]


@pytest.mark.usefixtures("physio")
def test_the_list_tells_the_level_the_person_and_the_first_reason(
    client: Client, clinic: Clinic
) -> None:
    an_assessment(patient=a_runner(clinic=clinic, email="ann@example.org"), locking=True)
    an_assessment(patient=a_runner(clinic=clinic))

    page = client.get(LIST).text

    assert "Be seen today" in page
    assert "ann@example.org" in page
    assert "A knee that gets stuck may have a torn part that blocks it." in page
    assert "no warning sign" in page


@pytest.mark.usefixtures("physio")
def test_what_is_not_submitted_or_not_of_the_clinic_does_not_exist(
    client: Client, clinic: Clinic
) -> None:
    release = publish_protocol(protocol=MEDIAL_KNEE, at=NOON)
    begun = start_assessment(
        release=release, wording="Keep it.", patient=a_runner(clinic=clinic), at=NOON
    )
    foreign = an_assessment(patient=a_runner())

    assert listed(client) == []
    for row in (begun, foreign):
        address = reverse("admin:triage_assessment_change", args=[row.pk])
        assert client.get(address).status_code == 404


def test_each_view_of_an_assessment_is_logged(
    client: Client, clinic: Clinic, physio: User
) -> None:
    assessment = an_assessment(patient=a_runner(clinic=clinic))

    read(client, assessment)

    (entry,) = AccessLog.objects.all()
    assert (entry.viewer, entry.person) == (physio, assessment.patient)
    assert entry.what == f"assessment {assessment.pk}"


@pytest.mark.usefixtures("physio")
def test_a_page_tells_each_reason_with_its_answers_rule_and_source(
    client: Client, clinic: Clinic
) -> None:
    assessment = an_assessment(
        patient=a_runner(clinic=clinic), locking=True, catching=Silence.NOT_SURE
    )

    page = read(client, assessment)

    assert "A knee that gets stuck may have a torn part that blocks it." in page
    assert "Has the knee got stuck so that you can&#x27;t straighten it? <b>Yes</b>" in page
    assert "<code>locked_knee</code>" in page
    assert "from the brief: Warning signs: locking" in page
    assert "<i>Not certain.</i>" in page
    assert "Be seen within 2 days" in page


@pytest.mark.usefixtures("physio")
def test_a_page_shows_each_question_as_it_was_asked_with_its_answer(
    client: Client, clinic: Clinic
) -> None:
    assessment = an_assessment(patient=a_runner(clinic=clinic), place="outer", rest_pain=8)

    page = read(client, assessment)

    assert "<td>Where does it hurt most?</td> <td>The outer side</td>" not in page
    assert "<td>Where does it hurt most?</td> <td><b>The outer side</b></td>" in page
    assert "<td>Is the pain sharp?</td> <td>No</td>" in page
    assert "<td>How bad is the pain right now, at rest?</td> <td><b>8</b></td>" in page


@pytest.mark.usefixtures("physio")
def test_a_page_says_what_was_never_asked(client: Client, clinic: Clinic) -> None:
    runner = a_runner(clinic=clinic)
    assessment = an_assessment(patient=runner, limb=True, place=Silence.NOT_ASKED)

    assert "<td>Where does it hurt most?</td> <td>Not asked</td>" in read(
        client, assessment
    )


@pytest.mark.usefixtures("physio")
def test_a_page_keeps_a_warning_sign_that_was_taken_back(
    client: Client, clinic: Clinic
) -> None:
    runner = a_runner(clinic=clinic)
    release = publish_protocol(protocol=MEDIAL_KNEE, at=NOON)
    begun = start_assessment(release=release, wording="Keep.", patient=runner, at=NOON)
    mildest = {key: question.values()[0] for key, question in MEDIAL_KNEE.questions.items()}
    for locking in (True, False):
        answers = mildest | {"locking": locking}
        record_answers(assessment_id=begun.pk, answers=answers, at=NOON)

    page = read(client, submit_assessment(assessment_id=begun.pk, at=NOON))

    sign = MEDIAL_KNEE.questions["locking"].alone.replace("'", "&#x27;")
    assert f"<td>{sign}</td> <td><b>Yes</b></td>" in page
    assert f"<td>{sign}</td> <td>No</td>" in page


@pytest.mark.usefixtures("physio")
def test_a_page_ranks_the_causes_with_what_counts_for_and_against_them(
    client: Client, clinic: Clinic
) -> None:
    assessment = an_assessment(
        patient=a_runner(clinic=clinic), place="shin", stairs=True, load_change=True
    )

    page = read(client, assessment)

    assert "Pes anserine bursitis or tendinopathy." in page
    assert "<p>It hurts a little below the joint, on the inner shin. (+2.5)</p>" in page
    assert "<p>It hurts below the joint, on the shin. (-1.5)</p>" in page
    assert "A jump in your running" in page


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ({"locking": True}, "No causes: being seen comes first."),
        ({"place": "outer"}, "No causes: the pain is not on the inner side."),
        ({"place": "shin"}, "Pes anserine bursitis or tendinopathy.<"),
        ({}, "The answers do not tell the first two apart."),
    ],
)
@pytest.mark.usefixtures("physio")
def test_a_page_says_what_the_runner_was_shown(
    client: Client, clinic: Clinic, told: dict[str, Any], shown: str
) -> None:
    assessment = an_assessment(patient=a_runner(clinic=clinic), **told)

    assert shown in read(client, assessment)


@pytest.mark.usefixtures("physio")
def test_a_calm_page_says_that_no_rule_fired(client: Client, clinic: Clinic) -> None:
    page = read(client, an_assessment(patient=a_runner(clinic=clinic)))

    assert "No rule fired." in page
    assert "None." in page


@pytest.mark.usefixtures("physio")
def test_a_page_names_its_release_its_engine_and_what_was_agreed_to(
    client: Client, clinic: Clinic
) -> None:
    assessment = an_assessment(patient=a_runner(clinic=clinic))

    page = read(client, assessment)

    address = reverse("admin:triage_protocolrelease_change", args=[assessment.release.pk])
    assert f'<a href="{address}">{assessment.release}</a>' in page
    assert "Keep it." in page


@pytest.mark.usefixtures("physio")
def test_a_release_tells_every_rule_in_words(client: Client) -> None:
    release = publish_protocol(protocol=MEDIAL_KNEE, at=NOON)

    address = reverse("admin:triage_protocolrelease_change", args=[release.pk])
    page = client.get(address).text

    for flag in MEDIAL_KNEE.red_flags:
        assert f"<code>{flag.id}</code>" in page
    for cause in MEDIAL_KNEE.causes:
        assert f"<h3>{cause.name}</h3>" in page
    assert "“How bad is the pain right now, at rest?”: “8” or more" in page
    assert "Feet that roll in" in page


def test_a_release_tells_each_time_it_was_put_in_force(
    client: Client, physio: User
) -> None:
    User.objects.filter(pk=physio.pk).update(time_zone="Asia/Tokyo")
    release = publish_protocol(protocol=MEDIAL_KNEE, at=NOON)
    publish_protocol(protocol=replace(MEDIAL_KNEE, factors=()), at=NOON)
    publish_protocol(protocol=MEDIAL_KNEE, at=NOON + timedelta(days=1))

    address = reverse("admin:triage_protocolrelease_change", args=[release.pk])

    assert "22 Nov 2026, 9 p.m.; 23 Nov 2026, 9 p.m." in client.get(address).text


@pytest.mark.usefixtures("physio")
def test_a_release_without_causes_says_so(client: Client) -> None:
    release = publish_protocol(protocol=FOLLOW_UP, at=NOON)

    address = reverse("admin:triage_protocolrelease_change", args=[release.pk])

    assert "This release names no causes." in client.get(address).text


@pytest.mark.usefixtures("physio")
def test_nobody_adds_changes_or_deletes_a_release(client: Client) -> None:
    release = publish_protocol(protocol=MEDIAL_KNEE, at=NOON)
    change = reverse("admin:triage_protocolrelease_change", args=[release.pk])

    assert client.get(RELEASES).status_code == 200
    assert client.get(reverse("admin:triage_protocolrelease_add")).status_code == 403
    assert client.post(change, {"slug": "other"}).status_code == 403
    assert client.get(f"{change.removesuffix('change/')}delete/").status_code == 403


def test_a_superuser_who_treats_nobody_reads_no_release(client: Client) -> None:
    sign_in_staff(client, User.objects.create_superuser("root@example.org"))

    assert client.get(RELEASES).status_code == 403
