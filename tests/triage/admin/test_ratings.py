"""Rating answers blindly in the admin, and the page that tells how often we agree."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessLog, CareLink, Clinic, User
from tests.factories import (
    a_clinic,
    a_physio,
    a_result,
    a_runner,
    an_assessment,
    sign_in_staff,
)
from triage.models import Assessment, BlindRating
from triage.rules.answers import Silence
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

RATE = reverse("admin:triage_blindrating_rate")
FIGURES = reverse("admin:triage_blindrating_changelist")


@pytest.fixture
def result(clinic: Clinic, physio: User) -> Assessment:
    return a_result(patient=a_runner(clinic=clinic), level=Level.WITHIN_2_WEEKS)


def test_answers_are_shown_without_their_level_or_name(
    client: Client, result: Assessment
) -> None:
    page = client.get(RATE)

    assert result.patient is not None
    assert page.status_code == 200
    assert "Not asked" in page.text
    assert result.patient.email not in page.text
    assert page.text.count("Be seen within 2 weeks") == 1  # as one of the choices
    assert AccessLog.objects.get().what == f"blind rating of assessment {result.pk}"


def test_what_was_answered_stands_before_what_was_denied_and_what_was_not_asked(
    client: Client, clinic: Clinic, physio: User
) -> None:
    runner = a_runner(clinic=clinic)
    an_assessment(patient=runner, rest_pain=0, stairs=True, this_week=Silence.NOT_ASKED)

    page = client.get(RATE)

    [said, denied, unasked] = (
        {question for question, _ in rows} for _, rows in page.context["groups"]
    )
    assert {"How bad is the pain right now, at rest?", "How old are you?"} < said
    assert "Has the knee caught or jammed, then come free again?" in denied
    assert "Did it happen in the last 7 days?" in unasked
    titles = ["What was answered", "Answered with no", "Not asked"]
    places = [page.text.index(f"<caption>{title}</caption>") for title in titles]
    assert places == sorted(places)


def test_a_level_is_kept_and_then_ours_is_shown(client: Client, result: Assessment) -> None:
    client.get(RATE)

    page = client.post(
        RATE, {"assessment": result.pk, "level": Level.SAME_DAY.value}, follow=True
    )

    assert BlindRating.objects.get().level == Level.SAME_DAY
    assert "You said: Be seen today. Ours: Be seen within 2 weeks." in page.text
    assert page.redirect_chain[-1][0].endswith(f"/assessment/{result.pk}/change/")


def test_without_a_level_the_same_answers_are_asked_again(
    client: Client, result: Assessment, clinic: Clinic
) -> None:
    a_result(patient=a_runner(clinic=clinic), level=Level.WITHIN_A_WEEK)

    drawn = client.get(RATE).context["form"].initial["assessment"]

    page = client.post(RATE, {"assessment": drawn})

    assert page.status_code == 422
    assert "Choose a level first." in page.text
    assert f'name="assessment" value="{drawn}"' in page.text


def test_to_open_the_page_anew_shows_the_same_answers_in_any_browser(
    client: Client, clinic: Clinic, physio: User
) -> None:
    for _ in range(4):
        a_result(patient=a_runner(clinic=clinic), level=Level.WITHIN_A_WEEK)

    other = Client()
    Authenticator.objects.filter(user=physio).delete()
    sign_in_staff(other, physio)
    pages = [each.get(RATE) for each in (client, client, client, other, other, other)]

    assert len({page.context["form"].initial["assessment"] for page in pages}) == 1


def test_what_was_not_drawn_is_neither_shown_nor_rated(
    client: Client, clinic: Clinic, result: Assessment
) -> None:
    drawn = client.get(RATE).context["form"].initial["assessment"]
    chosen = a_result(patient=a_runner(clinic=clinic), level=Level.WITHIN_A_WEEK)

    for told in ({"level": 1}, {}):
        page = client.post(RATE, {"assessment": chosen.pk, **told}, follow=True)

        assert "cannot be rated blindly any more" in page.text
        assert page.context["form"].initial["assessment"] == drawn
    assert not BlindRating.objects.exists()
    looks = AccessLog.objects.filter(person=chosen.patient_id)
    assert [look.what for look in looks] == [
        f"blind rating of assessment {chosen.pk}, refused"
    ]


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 30, "\0"])
def test_a_number_of_nothing_leads_to_what_is_next(
    client: Client, result: Assessment, number: str
) -> None:
    page = client.post(RATE, {"assessment": number, "level": 1}, follow=True)

    assert page.redirect_chain == [(RATE, 302)]
    assert "cannot be rated blindly any more" in page.text


def test_answers_of_a_stranger_are_as_if_they_were_not_there(
    client: Client, result: Assessment
) -> None:
    strange = a_result(patient=a_runner(), level=Level.WITHIN_A_WEEK)

    page = client.post(RATE, {"assessment": strange.pk, "level": 1}, follow=True)

    assert page.redirect_chain == [(RATE, 302)]
    assert not AccessLog.objects.filter(person=strange.patient_id).exists()


def test_whoever_leaves_while_their_answers_are_read_is_not_rated(
    client: Client, result: Assessment
) -> None:
    client.get(RATE)
    CareLink.objects.update(ended_at=timezone.now())

    page = client.post(RATE, {"assessment": result.pk, "level": 1}, follow=True)

    assert not BlindRating.objects.exists()
    assert "cannot be rated blindly any more" in page.text
    assert "You have looked at all results there are." in page.text


def test_of_two_tabs_the_second_shows_what_was_said_in_the_first(
    client: Client, result: Assessment
) -> None:
    for _ in range(2):
        client.get(RATE)

    for level in (Level.SAME_DAY, Level.WITHIN_A_WEEK):
        told = {"assessment": result.pk, "level": level.value}
        page = client.post(RATE, told, follow=True)

        assert "You said: Be seen today." in page.text
    assert BlindRating.objects.get().level == Level.SAME_DAY


def test_what_was_seen_meanwhile_is_not_rated(client: Client, result: Assessment) -> None:
    client.get(RATE)
    client.get(reverse("admin:triage_assessment_change", args=[result.pk]))

    page = client.post(RATE, {"assessment": result.pk, "level": 1}, follow=True)

    assert not BlindRating.objects.exists()
    assert "cannot be rated blindly any more" in page.text


def test_nothing_left_leads_to_the_figures(client: Client, physio: User) -> None:
    page = client.get(RATE, follow=True)

    assert "You have looked at all results there are." in page.text
    assert "Nobody has rated anything yet." in page.text


def test_figures_stand_above_the_rows(client: Client, result: Assessment) -> None:
    client.get(RATE)
    client.post(RATE, {"assessment": result.pk, "level": Level.SAME_DAY.value})

    page = " ".join(client.get(FIGURES).text.split())

    assert "1: 100 % (21 to 100)" in page
    assert "0: 0 % (0 to 79)" in page
    assert "Be seen within 2 weeks" in page


def test_what_was_drawn_and_seen_first_is_counted_beside_the_figures(
    client: Client, result: Assessment
) -> None:
    client.get(RATE)
    client.get(reverse("admin:triage_assessment_change", args=[result.pk]))

    page = " ".join(client.get(FIGURES).text.split())

    assert "Drawn and not rated, as they were seen first" in page
    assert '<td class="watch__number">0</td> <td class="watch__number">1</td>' in page
    assert page.count("<td> none </td>") == 4


def test_a_rater_of_another_clinic_has_no_name(
    client: Client, result: Assessment, clinic: Clinic
) -> None:
    there = a_clinic()
    assert result.patient is not None
    CareLink.objects.create(patient=result.patient, clinic=there, begun_at=timezone.now())
    for at, name in ((clinic, "Bo"), (there, "Eve")):
        BlindRating.objects.create(
            assessment=result,
            by=a_physio(clinic=at, name=name),
            level=1,
            at=timezone.now(),
        )

    page = client.get(FIGURES).text

    assert '<td class="field-rater">Bo</td>' in page
    assert '<td class="field-rater">a physio of another clinic</td>' in page
    assert "Eve" not in page
