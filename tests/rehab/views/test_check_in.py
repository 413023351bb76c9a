from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rehab import plans
from rehab.models import CheckIn, DiaryEntry, Plan
from rehab.programme.follow_up.check_ins import CHECK_INS
from tests.rehab.rows import everything
from tests.rehab.steps import in_training
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

URL = "/plan/check-in/day-14/"
NONE = "none-of-these"
CALM: dict[str, Any] = {"pain": "1", "worse": "no", "swelling": "NONE", "news": [NONE]}
BETTER = CALM | {"feeling": "BETTER", "worst": "3", "running": "no-run", "limps": "no"}
NAMED = {"name_0": "Take the stairs", "score_0": "4", "name_2": "Hop", "score_2": "0"}
NUMBER = "Choose a number from 0 to 10."


def test_a_get_asks_and_changes_nothing(client: Client, plan: Plan) -> None:
    before = everything()

    response = client.get(URL)
    client.head(URL)

    assert [name for name in response.context["form"].fields if "name" in name] == [
        "name_0",
        "name_1",
        "name_2",
    ]
    assert everything() == before


def test_it_is_kept_with_the_activities_and_their_names(client: Client, plan: Plan) -> None:
    response = client.post(URL, BETTER | NAMED, follow=True)

    check = CheckIn.objects.get()
    plan.refresh_from_db()
    assert response.redirect_chain == [(URL, 302)]
    assert (check.entry.kind, check.entry.about) == ("CHECK_IN", "day-14")
    assert (check.worst, check.running, check.feeling) == (3, None, "BETTER")
    assert (plan.activities, check.activities) == (["Take the stairs", "Hop"], [4, 0])
    assert check.limps is False


def test_the_next_time_the_names_stand_there(client: Client, plan: Plan) -> None:
    client.post(URL, BETTER | NAMED)

    form = client.get("/plan/check-in/day-7/").context["form"]
    client.post(
        "/plan/check-in/day-7/", BETTER | {"running": "2", "score_0": "6", "score_1": "7"}
    )

    check = CheckIn.objects.latest("pk")
    assert [form["score_0"].label, form["score_1"].label] == ["Take the stairs", "Hop"]
    assert not {"name_0", "score_2"} & {*form.fields}
    assert (check.running, check.activities) == (2, [6, 7])


def test_told_again_it_is_corrected_and_not_doubled(client: Client, plan: Plan) -> None:
    client.post(URL, BETTER | NAMED | {"limps": "yes"})
    form = client.get(f"{URL}?again").context["form"]
    again = BETTER | {"score_0": "5", "score_1": "0", "running": "4"}
    client.post(URL, again)

    first, second = DiaryEntry.objects.order_by("pk")
    told = {"worst": 3, "running": "no-run", "feeling": "BETTER", "limps": "yes"}
    scores = {"score_0": "4", "score_1": "0"}
    assert form.initial | told | scores == form.initial
    assert (second.adds_to, second.check_in.activities) == (first, [5, 0])
    assert CheckIn.objects.filter(running=4).count() == 1


def test_worse_than_at_the_start_is_asked_again_before_it_counts(
    client: Client, plan: Plan
) -> None:
    worse = BETTER | {"feeling": "WORSE"}

    asked = client.post(URL, worse)
    slip = client.post(URL, worse | {"meant": "no"})
    client.post(URL, worse | {"meant": "yes"})

    assert asked.context["form"].errors == {"meant": ["Tell us if it really got worse."]}
    assert slip.context["form"].errors == {"feeling": ["Choose better or the same, then."]}
    assert DiaryEntry.objects.get().level == Level.WITHIN_A_WEEK


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"feeling": ""}, "feeling", "Choose better, the same or worse."),
        ({"worst": ""}, "worst", NUMBER),
        ({"worst": "11"}, "worst", NUMBER),
        ({"worst": "-1"}, "worst", NUMBER),
        ({"running": ""}, "running", "Choose a number, or “I do not run now”."),
        ({"running": "fast"}, "running", NUMBER),
        ({"limps": ""}, "limps", "Choose yes if you limp or can't walk that long."),
        ({"name_0": "x" * 61}, "name_0", "Use 60 letters at most."),
        ({"score_0": ""}, "score_0", "Choose from 0 to 10 how well you can do it."),
        ({"score_0": "11"}, "score_0", NUMBER),
        ({"score_1": "3"}, "name_1", "Say what it is, in a few words."),
    ],
)
def test_what_is_wrong_is_said_and_all_is_kept_in_place(
    *, client: Client, plan: Plan, wrong: dict[str, str], field: str, words: str
) -> None:
    before = everything()
    sent = BETTER | NAMED | wrong

    response = client.post(URL, sent)

    form = response.context["form"]
    assert response.status_code == 422
    assert form.errors == {field: [words]}
    assert {key: form[key].value() for key in sent} == sent
    assert everything() == before


def test_one_whose_day_has_not_come_says_when_it_does(client: Client, plan: Plan) -> None:
    response = client.get("/plan/check-in/week-12/")

    assert response.context["comes_on"] == plan.begun_on + timedelta(days=84)
    assert "These questions come later" in response.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_one_that_there_is_not_is_not_found(
    client: Client, plan: Plan, method: str
) -> None:
    response = getattr(client, method)("/plan/check-in/day-99/", BETTER)

    assert response.status_code == 404


@pytest.mark.parametrize("which", [each.key for each in CHECK_INS])
def test_each_of_them_has_a_page(client: Client, which: str) -> None:
    begun = timezone.now().date() - timedelta(days=200)
    plan = in_training(begun_on=begun, opened_at=timezone.now() - timedelta(days=200))
    client.force_login(plan.person)

    assert client.get(f"/plan/check-in/{which}/").context["form"].named == []


def test_while_paused_a_red_flag_is_heard(client: Client, plan: Plan) -> None:
    plans.pause_plan(plan=plan, why="It got worse.", at=timezone.now())

    client.post(URL, BETTER | {"news": ["new_calf"]})

    assert DiaryEntry.objects.get().level == Level.SAME_DAY


def test_once_all_is_asked_again_it_leads_there(client: Client, plan: Plan) -> None:
    before = client.get(URL).content.decode()
    Plan.objects.update(recheck_on=date.max)

    asked = client.get(URL).content.decode()

    assert "Time to answer all the questions again." in asked
    assert 'href="/check/">Answer the questions' in asked
    assert "all the questions again" not in before
