from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from rehab.models import Plan, Run
from tests.rehab.rows import everything
from tests.rehab.steps import in_training
from tests.rehab.views.running import (
    a_calm_run,
    an_easy_run,
    on_the_ladder,
    planning_by_week,
    ran_each_week,
    today,
)
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

URL = "/plan/run/"
RUN_ON = "To run on makes it worse and makes it last longer."
STOP = "Stop running now. Walk home."
LONGEST = "Your longest run in 30 days was 6 km, so at most 6.6 km."
ONE_AT_A_TIME = "Change one thing at a time: distance, speed or ground."
MORNING = "Tell us how the knee is tomorrow morning. Then we know if it counts."


def signed_in(client: Client, plan: Plan) -> Plan:
    client.force_login(plan.person)
    return plan


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def kept(plan: Plan) -> list[Run]:
    return [*Run.objects.filter(entry__plan=plan).order_by("pk")]


def test_a_get_asks_about_a_run_of_today_and_changes_nothing(client: Client) -> None:
    signed_in(client, on_the_ladder())
    before = everything()

    page = client.get(URL)
    client.head(URL)

    form = page.context["form"]
    assert everything() == before
    assert page.status_code == 200
    assert form["on"].value() == today()
    assert [field.name for field in page.context["run_fields"]] == [
        "on",
        "another",
        "by_stage",
        "minutes",
        "metres",
        "surface",
        "climb",
        "intensity",
        "peak_pain",
        "limped",
    ]


def test_two_runs_alike_count_both_only_if_the_runner_says_so(client: Client) -> None:
    plan = signed_in(client, planning_by_week())
    client.post(URL, an_easy_run())
    first = plan.diary.get()

    client.post(URL, an_easy_run(peak_pain="2"))
    client.post(URL, an_easy_run(peak_pain="3", another="on"))

    told = plan.diary.order_by("pk").values_list("adds_to", "run__pain")
    assert [*told][1:] == [(first.pk, 2), (None, 3)]


def test_a_run_is_kept_with_all_that_was_told(client: Client) -> None:
    plan = signed_in(client, planning_by_week())
    yesterday = today() - timedelta(days=1)
    sent = an_easy_run(
        on=yesterday.isoformat(),
        minutes="1:10",
        metres="5 miles",
        surface="ROAD",
        climb="40",
        intensity="2",
        peak_pain="1",
    )

    response = client.post(URL, sent)

    run = kept(plan)[0]
    assert response.headers["Location"] == f"{URL}{run.entry_id}/"
    assert run.entry.local_on == yesterday
    assert (run.minutes, run.metres, run.climb) == (70, 8047, 40)
    assert (run.surface, run.intensity, run.pain, run.limped) == ("ROAD", 2, 1, False)
    assert run.stage is None


@pytest.mark.parametrize(("answer", "stage"), [("yes", 3), ("no", None)])
def test_a_run_may_be_by_the_stage(client: Client, answer: str, stage: int | None) -> None:
    plan = signed_in(client, on_the_ladder(3))

    page = client.get(URL)
    client.post(URL, an_easy_run(by_stage=answer, minutes="24", metres=""))

    assert "You are on stage 3." in text_of(page)
    assert "Run for 2 minutes, then walk for 2 minutes. Do that 6 times." in text_of(page)
    assert [(run.stage, run.metres) for run in kept(plan)] == [(stage, None)]


def test_the_same_run_sent_twice_is_kept_once(client: Client) -> None:
    plan = signed_in(client, planning_by_week())

    answers = {client.post(URL, an_easy_run()).headers["Location"] for _ in range(2)}

    assert len(answers) == len(kept(plan)) == 1


def test_before_and_after_the_page_does_the_sums(client: Client) -> None:
    plan = signed_in(client, planning_by_week())
    ran_each_week(plan, 6000, 6000)
    a_calm_run(plan, today(), metres=3000)

    before = text_of(client.get(URL))
    after = text_of(client.post(URL, an_easy_run(metres="2"), follow=True))

    assert "Last week 18 km, so at most 19.8 km." in before
    assert LONGEST in before
    assert "So far this week 3 km." in before
    assert "Last week 18 km, so at most 19.8 km. So far this week 5 km." in after
    assert MORNING in after


def test_whoever_reads_miles_gets_the_sums_in_miles(client: Client) -> None:
    plan = signed_in(client, planning_by_week(unit="MILES"))
    ran_each_week(plan, 6000, 6000)

    page = text_of(client.get(URL))
    client.post(URL, an_easy_run(metres="3", climb="100"))

    assert "Last week 11.1 miles, so at most 12.3 miles." in page
    assert "In miles, such as 3.2. Or write km after it." in page
    assert "All climbs together, in feet." in page
    assert [(run.metres, run.climb) for run in kept(plan)[-1:]] == [(4828, 30)]


def test_checklist_56_a_logged_week_over_the_ceiling_warns(client: Client) -> None:
    plan = signed_in(client, planning_by_week())
    ran_each_week(plan, 6000, 6000)

    page = client.post(URL, an_easy_run(metres="20", minutes="120"), follow=True)

    html = text_of(page)
    assert "This was over your limits" in html
    assert page.context["run"].over == (
        "With this run the week is above its limit. Last week 18 km, so at most 19.8 km.",
        f"This run was too long for now. {LONGEST}",
    )
    assert len(kept(plan)) == 7


def test_a_run_that_was_too_fast_and_on_the_road_is_warned_of(client: Client) -> None:
    plan = signed_in(client, planning_by_week(weeks=2))
    ran_each_week(plan, 6000, 6000)

    sent = an_easy_run(metres="5", intensity="3", surface="ROAD")
    page = client.post(URL, sent, follow=True)

    assert page.context["run"].over == (
        "That is too fast for now. Easy running comes first.",
        "That ground comes later. Soft and flat ground comes first.",
        f"{ONE_AT_A_TIME} This week would be faster and on harder ground.",
    )


def test_too_much_road_is_warned_of(client: Client) -> None:
    plan = signed_in(client, planning_by_week(weeks=2))
    ran_each_week(plan, 6000, 6000, surface="ROAD")

    page = client.post(URL, an_easy_run(metres="5", surface="ROAD"), follow=True)

    assert page.context["run"].over == (
        "At most 25 % of a week may be on the road for now.",
    )


@pytest.mark.parametrize("sudden", [{"limped": "yes"}, {"peak_pain": "5"}])
def test_checklist_29_pain_that_comes_suddenly_stops_the_run_and_locks_the_next(
    client: Client, sudden: dict[str, str]
) -> None:
    plan = signed_in(client, on_the_ladder(3))

    sent = an_easy_run(by_stage="yes", **sudden)
    page = client.post(URL, sent, follow=True)

    html = text_of(page)
    main = html[html.index("<main") :]
    plan.refresh_from_db()
    assert 0 < main.index(STOP) < main.index("<h1>")
    assert [lock.id for lock in page.context["run"].locks] == ["resting"]
    assert "No running for now" in html
    assert "The run was too much. Rest from running for 2 days." in html
    assert (plan.stage, plan.rest_until) == (2, today() + timedelta(days=3))
    assert "over your limits" not in html


def test_checklist_29_it_comes_first_while_the_page_still_asks(client: Client) -> None:
    plan = signed_in(client, on_the_ladder(3))

    response = client.post(URL, an_easy_run(limped="yes", news=[]))

    html = text_of(response)
    assert response.status_code == 422
    assert html.index(STOP) < html.index('name="minutes"')
    assert "news" in response.context["form"].errors
    assert kept(plan) == []


def test_checklist_32_a_run_in_the_first_days_is_kept_and_the_page_says_what_it_does(
    client: Client,
) -> None:
    plan = signed_in(client, in_training(phase=0, exercises_began_on=None))

    asked = text_of(client.get(URL))
    unanswered = client.post(URL, an_easy_run(peak_pain="", pain=""))
    page = client.post(URL, an_easy_run(peak_pain="2"), follow=True)

    assert "Running is still locked." in asked
    assert RUN_ON in asked
    assert {"peak_pain", "pain"} == set(unanswered.context["form"].errors)
    assert RUN_ON in text_of(page)
    assert page.context["run"].locks[0].words in text_of(page)
    assert [run.pain for run in kept(plan)] == [2]


def test_a_run_that_made_it_worse_pauses_the_plan_and_stop_still_comes_first(
    client: Client,
) -> None:
    plan = signed_in(client, planning_by_week())

    sent = an_easy_run(limped="yes", worse="yes", meant="yes")
    page = client.post(URL, sent, follow=True)

    html = text_of(page)
    plan.refresh_from_db()
    assert plan.paused_at is not None
    assert 0 < html.index(STOP) < html.index("within a week")
    assert RUN_ON in html
    assert kept(plan)[0].entry.level == Level.WITHIN_A_WEEK


def test_in_a_plan_that_is_paused_a_run_is_still_heard(client: Client) -> None:
    plan = signed_in(client, planning_by_week(paused_at="2026-11-22T12:00Z"))

    shown = client.get(URL)
    page = client.post(URL, an_easy_run(), follow=True)

    assert "rehab/paused.html" in [each.name for each in shown.templates]
    assert page.status_code == 200
    assert "We have kept your run." in text_of(page)
    assert len(kept(plan)) == 1


def test_an_urgent_answer_comes_first_and_pauses_even_if_the_rest_is_missing(
    client: Client,
) -> None:
    plan = signed_in(client, planning_by_week())

    response = client.post(URL, an_easy_run(minutes="", pain="9"))

    plan.refresh_from_db()
    assert response.status_code == 422
    assert response.context["urgent"]
    assert plan.paused_at is not None
