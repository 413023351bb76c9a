"""The page of a plan in all its states."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rehab.models import GateAnswer, SessionReport
from rehab.views.page.today import Kind
from tests.factories import (
    a_clinic,
    a_physio,
    a_run,
    a_run_week,
    a_session,
    an_entry,
)
from tests.rehab.views.page.opened import begun, page_of, today, training
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db


def test_a_session_day_leads_to_telling_about_it(client: Client) -> None:
    training(client, told={"knee_dives_in": True})

    page, text = page_of(client)

    assert page.today.kind is Kind.SESSION
    assert 'href="/plan/session/">I did my session' in text
    assert 'href="/plan/day/">How was today?' in text
    assert '<a href="#X04">Terminal knee extension</a>' in text
    assert "For you: A knee that dives in" in text
    assert "Pain of 0 to 2 while you do it is fine." in text  # a new sprain may be it


def test_who_has_told_of_today_is_not_asked_again(client: Client) -> None:
    plan = training(client)
    session = a_session(plan=plan, on=today(), items=[["X04", 1]])
    entry: dict[str, Any] = {
        "plan": plan,
        "local_on": today(),
        "at": timezone.now(),
    }
    told = an_entry(kind="SESSION", session=session, about="0", **entry)
    SessionReport.objects.create(
        entry=told, amount="ALL", hard=5, good_form=True, painkiller=False
    )
    an_entry(about=today().isoformat(), **entry)

    page, text = page_of(client)

    assert (page.today.session_told, page.today.day_told) == (True, True)
    assert "You have told us about it. Well done." in text
    assert "I did my session" not in text
    assert "You told us about today." in text


def test_a_session_of_the_last_days_can_still_be_told(client: Client) -> None:
    plan = training(client)
    two_days_ago = today() - timedelta(days=2)
    a_session(plan=plan, number=4, on=two_days_ago)
    a_session(plan=plan, number=3, on=today() - timedelta(days=5))

    page, text = page_of(client)

    assert [kept.number for kept in page.late] == [4]
    assert f"Tell us about your session on {two_days_ago:%A}" in text
    assert 'href="/plan/session/4/"' in text


def test_a_rest_day_keeps_the_next_session_at_hand(client: Client) -> None:
    training(client, ago=15)

    page, text = page_of(client)

    assert page.today.kind is Kind.REST
    assert "today: a rest day" in text
    assert f"Your next session is on {today() + timedelta(days=1):%A}." in text
    assert '<summary><h2 id="exercises">Your next session</h2></summary>' in text


def test_a_knee_that_needs_a_break_is_told_until_when(client: Client) -> None:
    until = today() + timedelta(days=2)
    training(client, hold_until=until)

    page, text = page_of(client)

    assert page.today.kind is Kind.HELD
    assert f"Exercises go on from {until:%A} {until.day} {until:%B}." in text


def test_a_run_of_the_ladder_says_how(client: Client) -> None:
    training(client, ago=15, stage=3, stage_since=today() - timedelta(days=3))

    page, text = page_of(client)

    assert page.today.kind is Kind.RUN
    assert "today: you may run" in text
    assert "Running: stage 3 of 12" in text
    assert text.count("Run for 2 minutes, then walk for 2 minutes. Do that 6 times.") == 3
    assert "Next stage: Run for 3 minutes" in text


def test_what_speaks_against_a_run_is_said_with_the_first_day_for_one(
    client: Client,
) -> None:
    until = today() + timedelta(days=3)
    training(client, ago=15, stage=3, stage_since=today(), rest_until=until)

    _, text = page_of(client)

    assert "No run today" in text
    assert f"Your knee rests from running for some days. From {until:%A}" in text


def test_who_ran_today_is_asked_for_the_morning_after(client: Client) -> None:
    plan = training(client, stage=3, stage_since=today())
    a_run(plan=plan, on=today(), stage=3, minutes=24, metres=None)

    _, text = page_of(client)

    assert "Tell us tomorrow morning how your knee feels." in text


def test_a_free_week_shows_the_arithmetic_and_what_was_planned(client: Client) -> None:
    monday = today() - timedelta(days=today().weekday())
    plan = begun(
        client,
        days=60,
        phase=5,
        exercises_began_on=today() - timedelta(days=50),
        stage=13,
        stage_since=monday - timedelta(weeks=6),
    )
    a_run(plan=plan, on=monday - timedelta(days=5), metres=20_000, minutes=120)
    a_run_week(plan=plan, begins_on=monday)

    page, text = page_of(client)

    assert page.limits
    assert page.limits.ceiling == 22_000
    assert "Last week 20 km, so at most 22 km." in text
    assert "You planned 22 km in 3 runs." in text
    assert page.runs
    assert page.runs.weeks[-1].limit == 22
    assert "Kilometres by the week" in text


def test_a_plan_that_only_protects_has_no_exercises_and_no_sport(client: Client) -> None:
    bone = {"bone_spot": True, "landing": True, "rest_ache": True, "builds": True}
    begun(client, days=0, told=bone, protect_only=True)

    page, text = page_of(client)

    assert (page.today.kind, page.level) == (Kind.PROTECT, Level.WITHIN_A_WEEK)
    assert (page.swaps, page.today.strength, page.protects) == ((), (), True)
    assert text.index("Be seen within a week.") < text.index('class="today"')
    assert "If walking hurts, put no weight on that leg." in text
    assert 'href="/plan/seen/">I have been seen' in text
    assert "Instead of running" not in text
    assert "Log a run" not in text
    assert "Stop, and get help sooner if" in text


def test_checklist_42_the_phase_shows_its_list_and_how_often_it_was_met(
    client: Client,
) -> None:
    plan = training(client, phase_since=today() - timedelta(days=7))
    yesterday = today() - timedelta(days=1)
    GateAnswer.objects.create(
        plan=plan, gate="phase-2", on=yesterday, at=timezone.now(), open_items=[]
    )

    _, text = page_of(client)

    again = today() + timedelta(days=1)
    assert "Phase 2 of 5: Build" in text
    assert "You can do 20 bridges on both legs." in text
    assert f"You met it once, on {yesterday.day} {yesterday:%B}." in text
    assert f"Meet it again from {again.day} {again:%B} on." in text


def test_a_list_leads_to_going_through_it(client: Client) -> None:
    training(client, ago=28, phase_since=today() - timedelta(days=28))

    _, text = page_of(client)

    assert 'href="/plan/gate/phase-2/">Go through the list' in text
    assert 'href="/plan/gate/run/">Go through the list' in text


def test_what_is_due_is_said_below_today(client: Client) -> None:
    training(client, ago=30, recheck_on=today() - timedelta(days=1))

    page, text = page_of(client)

    assert page.today.owed.recheck
    assert 'href="/check/">Answer the questions' in text
    assert f'href="/plan/check-in/{page.today.owed.check_in}/">Do the check-in' in text


def test_what_the_physio_changed_stands_on_the_page_with_the_reason(
    client: Client,
) -> None:
    plan = training(client)
    physio = a_physio(clinic=a_clinic(), name="Maya")
    plan.changes.create(
        at=timezone.now(),
        what="RUNG",
        subject="X15",
        before="1",
        after="0",
        why="Lower step for a week.",
        by=physio,
    )

    _, text = page_of(client)

    assert "By your physio" in text
    assert "Step-down got easier.</strong> Lower step for a week." in text
    assert "Maya" in text
