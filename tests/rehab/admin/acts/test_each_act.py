"""What each page on which a physio changes one thing about a runner tells and does."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Clinic, Consent, User
from accounts.services import withdraw_consent
from rehab.models import Plan
from tests.factories import a_clearance, a_plan, a_result, a_runner, an_assessment
from tests.rehab.admin.acts.steps import (
    DAY,
    TIMES,
    WHY,
    errors_of,
    facts_of,
    sent,
    to,
    today,
)
from triage.models import LevelOverrule
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db


def test_a_plan_is_paused_and_goes_on_once_the_rules_allow(
    client: Client, plan: Plan
) -> None:
    sent(client, plan, "pause", level="4")
    early = sent(client, plan, "resume")
    a_clearance(person=plan.person, by=plan.person, at=timezone.now())
    missing = facts_of(client, plan, "resume")
    an_assessment(patient=plan.person, at=timezone.now())
    sent(client, plan, "resume")

    [said] = errors_of(early)["__all__"]
    assert said.startswith("It goes on once a recorded visit allows exercises")
    assert (missing["State"], missing["Last visit"][:8]) == ("paused", "Seen by ")
    assert "Missing" in missing
    plan.refresh_from_db()
    assert plan.paused_at is None
    assert plan.changes.get(what="RESUMED").why.startswith(WHY)


def test_a_plan_that_goes_on_needs_no_resuming(client: Client, plan: Plan) -> None:
    response = sent(client, plan, "resume")

    assert facts_of(client, plan, "resume")["Last visit"] == "none is recorded"
    assert errors_of(response) == {"__all__": ["It is like that already."]}


def test_runs_rest_and_go_on(client: Client, plan: Plan) -> None:
    until = today() + 7 * DAY

    sent(client, plan, "hold-runs", until=until.isoformat())
    rests = facts_of(client, plan, "hold-runs")["Running rests"]
    shorter = sent(client, plan, "hold-runs", until=(until - DAY).isoformat())
    sent(client, plan, "hold-runs", end="on")

    assert rests.startswith("until ")
    [said] = errors_of(shorter)["__all__"]
    assert said == "Running rests for longer already. End that rest first."
    plan.refresh_from_db()
    assert plan.rest_until is None
    assert facts_of(client, plan, "hold-runs") == {"Running rests": "no"}


def test_a_stage_by_hand_and_why_running_is_locked(client: Client, plan: Plan) -> None:
    locked = facts_of(client, plan, "stage")

    sent(client, plan, "stage", stage="2", aside=today().isoformat())
    now = facts_of(client, plan, "stage")

    assert locked["Now"] == "running locked"
    assert "Go through the list." in locked["Locked, as"]
    assert now == {"Now": "stage 2"}


def test_the_list_of_a_phase_is_told_if_it_has_one(client: Client, plan: Plan) -> None:
    asks = facts_of(client, plan, "phase")
    Plan.objects.update(phase=5)

    assert "You can do 20 bridges on both legs." in asks["Its list asks for"]
    assert [*facts_of(client, plan, "phase")] == ["Now"]


def test_in_the_first_days_no_stage_is_open(client: Client, clinic: Clinic) -> None:
    plan = a_plan(person=a_runner(clinic=clinic), opened_at=timezone.now())

    response = sent(client, plan, "stage", stage="2", aside=today().isoformat())

    [said] = errors_of(response)["__all__"]
    assert said.startswith("The first days are for rest.")


def test_exercises_are_put_in_left_out_and_told(client: Client, plan: Plan) -> None:
    sent(client, plan, "exercises", exercise="X12", choice="IN")
    sent(client, plan, "exercises", exercise="X04", choice="OUT")

    facts = facts_of(client, plan, "exercises")

    assert "Wall sit" in facts["This week holds"]
    assert facts["Put in by a physio"] == "Wall sit"
    assert facts["Left out by a physio"] == "Terminal knee extension"
    assert (
        "Wall sit, in this week, put in by a physio"
        in client.get(to(plan.person, "exercises")).content.decode()
    )


def test_a_dose_is_chosen_from_the_ladder(client: Client, plan: Plan) -> None:
    page = client.get(to(plan.person, "dose")).content.decode()

    sent(client, plan, "dose", dose="X04:2")

    assert "rung 1 of 5: " in page
    assert "(now)" in page
    assert plan.exercises.get().rung == 2


def test_times_move_within_the_quiet_hours(client: Client, plan: Plan) -> None:
    page = client.get(to(plan.person, "times")).content.decode()

    sent(client, plan, "times", **TIMES | {"first": "10:00", "session": "17:30"})

    plan.refresh_from_db()
    assert "21:00 to 08:00" in page
    assert [f"{wall:%H:%M}" for wall in plan.reminder_times] == ["10:00", "13:00", "18:00"]
    assert f"{plan.session_time:%H:%M}" == "17:30"


WITHOUT = "No email goes to the runner: they did not agree to emails, or stopped them."


@pytest.mark.parametrize("has_plan", [True, False])
def test_the_page_of_a_level_says_how_the_runner_learns_of_it(
    client: Client,
    plan: Plan,
    has_plan: bool,  # noqa: FBT001 - a table
) -> None:
    if not has_plan:
        Plan.objects.update(finished_at=timezone.now())
    check = str(plan.assessment_id)
    asked = client.get(to(plan.person, "overrule")).text
    done = sent(client, plan, "overrule", level="3", check=check)
    withdraw_consent(person=plan.person, kind=Consent.Kind.MAILS, at=timezone.now())

    before = client.get(to(plan.person, "overrule")).text
    sent(client, plan, "overrule", level="4", check=check)
    after = client.get(to(plan.person, "change")).text
    sent(client, plan, "overrule", level="2", check=check, why="Less.")
    calmer = client.get(to(plan.person, "change")).text

    assert ("An email asks them to book" in asked) == has_plan
    assert ("An email holds your reason" in asked) != has_plan
    assert WITHOUT not in client.get(done.headers["Location"]).text
    assert (f"{WITHOUT} Call them." in before, f"{WITHOUT} Call them." in after) == (
        True,
        True,
    )
    assert WITHOUT not in calmer


def test_a_level_is_overruled(client: Client, plan: Plan, physio: User) -> None:
    check = plan.assessment.pk

    response = sent(client, plan, "overrule", level="4", check=str(check))
    page = client.get(to(plan.person, "overrule")).content.decode()

    row = LevelOverrule.objects.get()
    assert response.status_code == 302
    assert (row.assessment_id, row.level, row.why, row.by) == (check, 4, WHY, physio)
    plan.refresh_from_db()
    assert plan.paused_at is not None
    assert "Be seen within 2 days (the rules said: Look after it yourself)" in page
    again = sent(client, plan, "overrule", level="4", check=str(check), why="Still.")
    assert errors_of(again) == {"level": ["The result has this level already."]}


def test_a_warning_sign_is_named_on_the_page_that_overrules(
    client: Client, clinic: Clinic
) -> None:
    runner = a_runner(clinic=clinic)
    a_result(patient=runner, level=Level.SAME_DAY)

    facts = dict(client.get(to(runner, "overrule")).context["facts"])

    assert facts["Warning sign"] == "not cleared by any visit"
