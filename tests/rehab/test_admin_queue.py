"""Whom a physio should look at first, and why."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Clinic
from rehab.models import Plan, PlanChange
from rehab.plans import local_day, pause_plan, record_clearance, record_day
from tests.factories import NOON, a_clearance, a_plan, a_result, a_runner, an_entry
from tests.rehab.steps import telling
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

PLANS = "/admin/rehab/plan/"
DAY = timedelta(days=1)
SILENT = "We have not heard from you for a week. Your physio can see that."


def listed(client: Client, **asked: str) -> list[Plan]:
    return [*client.get(PLANS, asked).context["cl"].result_list]


def called(plan: Plan, **facts: Any) -> PlanChange:
    """Return a call for somebody to look at the runner of ``plan``."""
    call = {"what": "VISIT", "at": NOON + DAY, "why": "It got no better."}
    return PlanChange.objects.create(**{"plan": plan} | call | facts)


@pytest.fixture
def plan(clinic: Clinic) -> Plan:
    return a_plan(person=a_runner(clinic=clinic))


def words(client: Client, name: str) -> str:
    """Return what stands in one column of the first row."""
    page = client.get(PLANS).content.decode()
    cell = page.split(f'class="field-{name}">')[1]
    return cell.split("</td>")[0]


def test_a_visit_that_a_rule_calls_for_counts_like_what_was_told(
    client: Client, clinic: Clinic
) -> None:
    calm, told, due = (a_plan(person=a_runner(clinic=clinic)) for _ in range(3))
    an_entry(plan=told, level=Level.WITHIN_2_WEEKS)
    called(due, level=Level.WITHIN_2_DAYS)

    assert listed(client) == [due, told, calm]


def test_a_pause_without_a_level_counts_as_what_pauses_a_plan(
    client: Client, clinic: Clinic
) -> None:
    weeks, paused = (a_plan(person=a_runner(clinic=clinic)) for _ in range(2))
    called(weeks, level=Level.WITHIN_2_WEEKS)
    pause_plan(plan=paused, why="Look first.", at=NOON + DAY)

    assert listed(client) == [paused, weeks]
    assert words(client, "urgency") == "Be seen within a week"
    assert words(client, "waiting_for") == "23 Nov: Look first."
    assert words(client, "state") == "paused"


def test_a_cleared_sign_comes_no_more_first_and_can_still_be_read(
    client: Client, clinic: Clinic, plan: Plan
) -> None:
    an_entry(plan=plan, level=Level.SAME_DAY)
    called(plan, what="PAUSED", level=Level.SAME_DAY, at=NOON)
    a_clearance(person=plan.person, at=NOON + DAY)
    due = a_plan(person=a_runner(clinic=clinic))
    called(due, level=Level.WITHIN_2_WEEKS)

    assert listed(client) == [due, plan]
    page = client.get(PLANS).content.decode()
    assert "Look after it yourself (before the visit: Be seen today)" in page


def test_what_is_told_after_a_visit_counts_again(client: Client, plan: Plan) -> None:
    a_clearance(person=plan.person, at=NOON)
    an_entry(plan=plan, level=Level.SAME_DAY, at=NOON + DAY)

    assert words(client, "urgency") == "Be seen today"


def test_an_urgent_check_after_a_visit_counts_again(client: Client, plan: Plan) -> None:
    a_clearance(person=plan.person, at=NOON)
    a_result(patient=plan.person, level=Level.SAME_DAY, at=NOON + DAY)

    assert words(client, "urgency") == "Be seen today"
    assert words(client, "waiting_for") == "a visit"


def test_a_visit_that_allows_no_exercises_covers_nothing_and_calls_for_none(
    client: Client, plan: Plan
) -> None:
    an_entry(plan=plan, level=Level.SAME_DAY)
    record_clearance(
        person=plan.person,
        by=plan.person,
        seen_on=(NOON + DAY).date(),
        who="DOCTOR",
        may_exercise=False,
        may_run=False,
        at=NOON + DAY,
    )

    assert words(client, "urgency") == "Be seen today"
    assert words(client, "waiting_for") == "a visit"


def test_the_newest_reason_to_look_is_told(client: Client, plan: Plan) -> None:
    called(plan, why="Older.")
    called(plan, at=NOON + 2 * DAY, level=Level.WITHIN_2_WEEKS, why="It is no better.")

    assert words(client, "waiting_for") == (
        "24 Nov: It is no better. Be seen within 2 weeks."
    )


def test_a_silence_is_told_until_it_is_broken(client: Client, plan: Plan) -> None:
    called(plan, subject="silence", why=SILENT)

    assert words(client, "waiting_for") == "23 Nov: Not heard from for a week."

    an_entry(plan=plan, at=NOON + 2 * DAY)

    assert words(client, "waiting_for") == "nothing"


def test_among_equals_who_waits_longest_stands_first(
    client: Client, clinic: Clinic
) -> None:
    nothing, lately, long = (a_plan(person=a_runner(clinic=clinic)) for _ in range(3))
    called(lately, at=NOON + 3 * DAY)
    called(long)

    assert listed(client) == [long, lately, nothing]


def test_a_plan_that_is_not_reviewed_any_more_says_so_and_stands_before_the_calm(
    client: Client, clinic: Clinic
) -> None:
    now = timezone.now()
    zones = {"Pacific/Kiritimati": "late", "Pacific/Pago_Pago": "early", "UTC": "calm"}
    days = {"late": 2, "early": 1, "calm": 0}
    plans = {}
    for zone, name in zones.items():
        person = a_runner(clinic=clinic, time_zone=zone)
        on = local_day(person, now) - days[name] * DAY
        plans[name] = a_plan(person=person, begun_on=on, reviewed_on=on)
    since = f"{plans['late'].reviewed_on:%-d %b}"

    assert listed(client)[0] == plans["late"]
    assert words(client, "review") == f"not reviewed since {since}"
    assert listed(client, state="not reviewed") == [plans["late"]]
    one = client.get(f"{PLANS}{plans['late'].pk}/change/").content.decode()
    other = client.get(f"{PLANS}{plans['early'].pk}/change/").content.decode()
    assert f"not reviewed since {since}" in one
    assert "up to date" in other


@pytest.mark.parametrize("waits", [{"paused_at": NOON}, {"finished_at": NOON}])
def test_a_plan_that_waits_or_is_over_needs_no_review(
    client: Client, clinic: Clinic, waits: dict[str, Any]
) -> None:
    a_plan(person=a_runner(clinic=clinic), begun_on=date(2026, 1, 1), **waits)

    assert words(client, "review") == "up to date"


def test_a_plan_that_was_never_reviewed_is_behind_since_before_it_began(
    client: Client, clinic: Clinic
) -> None:
    a_plan(person=a_runner(clinic=clinic), begun_on=date(2026, 1, 2))

    assert words(client, "review") == "not reviewed since 1 Jan"


def test_checklist_46_a_red_flag_stands_first_in_the_list_at_once(
    client: Client, clinic: Clinic
) -> None:
    waiting, flagged = (a_plan(person=a_runner(clinic=clinic)) for _ in range(2))
    called(waiting, level=Level.WITHIN_A_WEEK, at=NOON - DAY)
    before = listed(client)

    told = telling(pain=9)
    record_day(plan=flagged, telling=told, done=True, at=NOON)

    assert before == [waiting, flagged]
    assert listed(client) == [flagged, waiting]
    assert words(client, "urgency") == "Be seen today"
    assert words(client, "waiting_for").startswith("22 Nov: ")
    assert words(client, "state") == "paused"


def test_plans_are_found_by_whether_they_go_on(client: Client, clinic: Clinic) -> None:
    facts: dict[str, dict[str, Any]] = {
        "goes on": {},
        "protects only": {"protect_only": True},
        "paused": {"paused_at": NOON},
        "finished": {"paused_at": NOON, "finished_at": NOON},
    }
    plans = {
        state: a_plan(person=a_runner(clinic=clinic), **given)
        for state, given in facts.items()
    }

    assert {state: listed(client, state=state) for state in facts} == {
        state: [plan] for state, plan in plans.items()
    }
    assert len(listed(client, state="nonsense")) == 4
    page = client.get(PLANS).content.decode()
    assert [state for state in facts if f'"field-state">{state}</td>' not in page] == []


def test_a_longer_queue_takes_no_more_queries(client: Client, clinic: Clinic) -> None:
    counts = []
    for _ in range(2):
        plan = a_plan(person=a_runner(clinic=clinic))
        called(plan, level=Level.WITHIN_2_WEEKS)
        a_clearance(person=plan.person, at=NOON - DAY)
        client.get(PLANS)
        with CaptureQueriesContext(connection) as queries:
            client.get(PLANS)
        counts.append(len(queries))

    few, more = counts
    assert few == more


def test_emails_that_come_back_and_silence_wait_for_a_look(
    client: Client, clinic: Clinic
) -> None:
    calm, both, over = (a_plan(person=a_runner(clinic=clinic)) for _ in range(3))
    for plan in (both, over):
        plan.person.mail_refused_at = NOON
        plan.person.save()
        plan.rhythm = Plan.Rhythm.QUIET
        plan.rhythm_since = (NOON + DAY).date()
        plan.save()
    over.finished_at = NOON + 2 * DAY
    over.save()

    assert listed(client)[0] == both
    assert words(client, "waiting_for") == (
        "22 Nov: Emails come back. Ask for another address.<br>"
        "23 Nov: Silent. No answer for three weeks, emails paused."
    )
    assert listed(client, state="emails come back") == [both]
    assert listed(client, state="silent") == [both]
    assert {*listed(client)} == {calm, both, over}


def test_what_waits_for_a_look_stands_in_lines(client: Client, plan: Plan) -> None:
    called(plan, level=Level.WITHIN_2_WEEKS)
    plan.person.mail_refused_at = NOON + 2 * DAY
    plan.person.save()

    assert words(client, "waiting_for") == (
        "23 Nov: It got no better. Be seen within 2 weeks.<br>"
        "24 Nov: Emails come back. Ask for another address."
    )


def test_who_waits_longest_out_of_reach_stands_first(
    client: Client, clinic: Clinic
) -> None:
    lately, long, called_for = (a_plan(person=a_runner(clinic=clinic)) for _ in range(3))
    for plan, at in ((lately, NOON + 3 * DAY), (long, NOON)):
        plan.person.mail_refused_at = at
        plan.person.save()
    called(called_for)

    assert listed(client) == [called_for, long, lately]
