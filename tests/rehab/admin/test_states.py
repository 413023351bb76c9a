"""The list of plans: whether they go on, and what asks for a look at their runners."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import Clinic
from rehab.attention import Rule, close_attention, raise_attention
from rehab.models import Plan
from rehab.plans import record_clearance, record_day
from tests.factories import NOON, a_plan, a_runner
from tests.rehab.steps import telling
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

PLANS = "/admin/rehab/plan/"
DAY = timedelta(days=1)


def listed(client: Client, **asked: str) -> list[Plan]:
    return [*client.get(PLANS, asked).context["cl"].result_list]


def words(client: Client, name: str) -> str:
    """Return what stands in one column of the first row."""
    page = client.get(PLANS).content.decode()
    cell = page.split(f'class="field-{name}">')[1]
    return cell.split("</td>")[0]


@pytest.fixture
def plan(clinic: Clinic) -> Plan:
    return a_plan(person=a_runner(clinic=clinic))


def asking(plan: Plan, rule: Rule = Rule.VISIT, level: Level = Level.SELF_CARE) -> None:
    raise_attention(
        person_id=plan.person_id, rule=rule, level=level, why="It got no better.", at=NOON
    )


def test_a_plan_tells_how_soon_and_why_to_look(client: Client, plan: Plan) -> None:
    asking(plan, Rule.SILENT)
    asking(plan, Rule.NOT_BETTER, Level.WITHIN_2_WEEKS)

    assert words(client, "urgency") == "Be seen within 2 weeks"
    assert words(client, "waiting_for") == (
        "22 Nov: Not getting better. It got no better.<br>"
        "22 Nov: Silent for a week. It got no better."
    )


def test_a_plan_about_which_nothing_asks_says_so(client: Client, plan: Plan) -> None:
    assert words(client, "urgency") == "Look after it yourself"
    assert words(client, "waiting_for") == "nothing"


def test_what_somebody_closed_is_no_less_urgent_until_a_visit(
    client: Client, plan: Plan
) -> None:
    record_day(plan=plan, telling=telling(pain=9), done=True, at=NOON)
    person = plan.person

    close_attention(person_id=person.pk, rules=[Rule.RED_FLAG], at=NOON + DAY, by=person)
    after_closing = words(client, "urgency"), words(client, "waiting_for")
    record_clearance(
        person=person,
        by=person,
        seen_on=(NOON + 2 * DAY).date(),
        who="DOCTOR",
        may_exercise=True,
        may_run=False,
        at=NOON + 2 * DAY,
    )

    assert after_closing == ("Be seen today", "nothing")
    assert words(client, "urgency") == (
        "Look after it yourself (before the visit: Be seen today)"
    )


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


@pytest.mark.parametrize(
    ("state", "rule"),
    [
        ("not reviewed", Rule.BEHIND),
        ("emails come back", Rule.REFUSED),
        ("silent", Rule.SILENT),
    ],
)
def test_plans_are_found_by_what_asks_for_a_look(
    client: Client, clinic: Clinic, state: str, rule: Rule
) -> None:
    found, other = (a_plan(person=a_runner(clinic=clinic)) for _ in range(2))
    asking(found, rule)
    asking(other)

    assert listed(client, state=state) == [found]
