import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.models import Consent
from triage.models import Assessment, ProtocolRelease
from triage.protocols.medial_knee import UNDER_18
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

NOTHING = "none-of-these"
CALM_AND_YOUNG = {page.key: NOTHING for page in UNDER_18.pages if page.when is None}


def test_the_list_of_the_young_is_asked_on_one_page(client: Client) -> None:
    page = client.get("/check/under-18/")

    assert page.status_code == 200
    assert list(page.context["form"].fields) == list(CALM_AND_YOUNG)
    assert page.context["more"] is False


def test_the_young_are_always_sent_to_an_adult_and_be_seen(client: Client) -> None:
    page = client.post("/check/under-18/", CALM_AND_YOUNG)

    assert (page.status_code, page.templates[0].name) == (
        200,
        "triage/under_18_result.html",
    )
    assert page.context["decision"].level is Level.WITHIN_A_WEEK
    assert "Show this page to an adult" in page.content.decode()


@pytest.mark.parametrize(
    ("told", "level"),
    [
        ({"hip_signs": "limp"}, Level.SAME_DAY),
        ({"hip_signs": "not-sure"}, Level.SAME_DAY),
        ({"warnings": "giving_way"}, Level.SAME_DAY),
        ({"emergency": "limb"}, Level.EMERGENCY),
        ({"emergency": "not-sure"}, Level.EMERGENCY),
    ],
)
def test_a_sign_in_the_young_is_urgent(
    client: Client, told: dict[str, str], level: Level
) -> None:
    page = client.post("/check/under-18/", CALM_AND_YOUNG | told)

    assert page.context["decision"].level is level


def test_a_sign_that_may_be_worse_is_asked_further(client: Client) -> None:
    told = CALM_AND_YOUNG | {"emergency": "out_of_place"}

    page = client.post("/check/under-18/", told)

    form = page.context["form"]
    assert (page.status_code, page.context["more"]) == (200, True)
    assert "still_out" in form.fields
    assert form.initial["emergency"] == ["out_of_place"]
    assert not form.errors


def test_the_further_question_decides(client: Client) -> None:
    told = CALM_AND_YOUNG | {"emergency": "out_of_place", "more": "yes"}

    still = client.post("/check/under-18/", told | {"still_out": "yes"})
    back = client.post("/check/under-18/", told | {"still_out": "no"})
    left = client.post("/check/under-18/", told)

    assert still.context["decision"].level is Level.EMERGENCY
    assert back.context["decision"].level is Level.SAME_DAY
    assert left.status_code == 422
    assert list(left.context["form"].errors) == ["still_out"]


def test_an_empty_list_of_the_young_is_refused(client: Client) -> None:
    page = client.post("/check/under-18/", {})

    assert page.status_code == 422
    assert set(page.context["form"].errors) == set(CALM_AND_YOUNG)


def test_of_the_young_nothing_is_kept(client: Client) -> None:
    client.get("/check/under-18/")
    client.post("/check/under-18/", CALM_AND_YOUNG | {"hip_signs": "limp"})

    assert not Session.objects.exists()
    assert not Assessment.objects.exists()
    assert not Consent.objects.exists()
    assert not ProtocolRelease.objects.filter(slug=UNDER_18.slug).exists()
    assert client.cookies.keys() <= {settings.CSRF_COOKIE_NAME}
