"""How it goes with one runner: the line that sums up, and the charts."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from rehab.models import Plan, PlanChange
from tests.factories import a_plan, a_run_week, an_entry
from tests.rehab.admin.patient.steps import page_of
from triage.models import LevelOverrule

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def test_one_line_sums_up_knee_level_and_plan(
    client: Client, physio: User, past: Plan
) -> None:
    now = timezone.now()
    Plan.objects.filter(pk=past.pk).update(phase=3, stage=4)
    LevelOverrule.objects.create(
        assessment=past.assessment, level=3, why="Swollen.", by=physio, at=now
    )

    summary = dict(page_of(client, past.person).context["summary"])

    assert summary == {
        "Knee": "Left knee, Inner side: in the soft groove between the 2 bones",
        "Level": f"Be seen within a week, as {physio.email} said. "
        "The rules said: Look after it yourself",
        "Week": "7",
        "Plan": "goes on",
        "Phase": "3 one leg",
        "Running": "stage 4",
        "Last heard": "yesterday",
        "Sessions": summary["Sessions"],
    }
    assert summary["Sessions"].endswith(" in 4 weeks")


@pytest.mark.parametrize(
    ("days", "heard"), [(0, "today"), (1, "yesterday"), (5, "5 days ago")]
)
def test_it_tells_when_somebody_was_last_heard(
    client: Client, runner: User, days: int, heard: str
) -> None:
    at = timezone.now() - days * DAY
    an_entry(plan=a_plan(person=runner), at=at, local_on=at.date())

    assert dict(page_of(client, runner).context["summary"])["Last heard"] == heard


def test_of_a_result_without_answers_it_tells_no_knee(client: Client, runner: User) -> None:
    a_plan(person=runner)

    summary = dict(page_of(client, runner).context["summary"])

    assert (summary["Knee"], summary["Level"]) == ("not told", "Look after it yourself")
    assert (summary["Last heard"], "Sessions" in summary) == ("never", False)


def test_four_charts_are_drawn_each_with_a_sentence(client: Client, past: Plan) -> None:
    today = timezone.now().date()
    a_run_week(plan=past, begins_on=today - today.weekday() * DAY - 7 * DAY)

    page = page_of(client, past.person)

    charts = page.context["charts"]
    assert charts.pain.headline.startswith("Pain in daily life has stayed at about 1 since")
    assert charts.sessions.headline == "12 of 12 sessions done in the last 4 full weeks."
    assert charts.runs.headline.startswith("Ran 15 km last week, ")
    assert charts.phases.headline == "Phase 5 of 5, keep, for 6 weeks."
    assert 22.0 in [week.limit for week in charts.runs.weeks]
    assert page.content.count(b"<figure") == 4
    assert page.content.count(b'<svg class="chart__drawing') == 8


def test_phases_and_pauses_are_drawn_from_the_changes(
    client: Client, physio: User, runner: User
) -> None:
    begun = timezone.now() - 30 * DAY
    plan = a_plan(person=runner, phase=1, opened_at=begun, begun_on=begun.date())

    def change(days: int, what: str, **facts: Any) -> PlanChange:
        at = begun + days * DAY
        return PlanChange.objects.create(plan=plan, at=at, what=what, why="So.", **facts)

    change(5, "PHASE", before="0", after="1")
    up = change(9, "PHASE", before="1", after="2")
    change(10, "UNDONE", before="2", after="1", undoes=up, by=physio)
    change(12, "PAUSED")
    change(20, "RESUMED")

    shown = page_of(client, runner).context["charts"].phases

    assert [move.phase for move in shown.newest_first] == [
        "1 wake up",
        "",
        "1 wake up",
        "2 build",
        "1 wake up",
        "0 settle (RICE)",
    ]
    assert all(len(chart.runs) == 2 for chart in shown.charts)


def test_a_finished_plan_is_drawn_to_its_end(client: Client, runner: User) -> None:
    begun = timezone.now() - 30 * DAY
    plan = a_plan(person=runner, opened_at=begun, begun_on=begun.date())
    end = begun + 9 * DAY
    Plan.objects.filter(pk=plan.pk).update(finished_at=end)
    PlanChange.objects.create(plan=plan, at=end, what="FINISHED", why="Better.")

    page = page_of(client, runner)

    assert page.context["charts"].phases.headline == (
        "Phase 0 of 5, settle (RICE), for 1 week."
    )
    words = [act.words for act in page.context["changing"]]
    assert words == ["Give the result another level"]


@pytest.mark.parametrize(
    ("told", "headline"),
    [
        ({9: 5, 0: 2}, "Pain in daily life went down from 5 to 2 since "),
        ({9: 2, 0: 5}, "Pain in daily life went up from 2 to 5 since "),
        ({1: 3}, "Pain in daily life is about 3 of 10."),
        ({9: 3}, "Nothing told of pain in daily life for a week."),
    ],
)
def test_the_sentence_on_pain_says_where_it_goes(
    client: Client, runner: User, told: dict[int, int], headline: str
) -> None:
    now = timezone.now()
    begun = now - 12 * DAY
    plan = a_plan(person=runner, opened_at=begun, begun_on=begun.date())
    for days, pain in told.items():
        at = now - days * DAY
        an_entry(plan=plan, at=at, local_on=at.date(), pain=pain)

    assert page_of(client, runner).context["charts"].pain.headline.startswith(headline)
