from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from rehab import plans
from rehab.models import ExerciseSession, Plan, Reminder
from rehab.reminders.links import DONE
from tests.factories import a_reminder, a_runner, an_assessment
from tests.rehab.steps import in_training


@pytest.fixture
def runner(client: Client) -> User:
    """Return a runner with a positive result, signed in."""
    runner = a_runner()
    an_assessment(
        patient=runner, at=timezone.now(), stairs=True, cycling=True, feet_roll_in=True
    )
    client.force_login(runner)
    return runner


@pytest.fixture
def plan(client: Client) -> Plan:
    """Return the plan of a runner who is signed in; exercises are due today."""
    plan = in_training()
    client.force_login(plan.person)
    return plan


@pytest.fixture
def session(plan: Plan) -> ExerciseSession:
    """Return today's session, begun."""
    return plans.begin_session(plan=plan, at=timezone.now())


@pytest.fixture
def reminder() -> Reminder:
    """Return a mail that was sent a moment ago."""
    now = timezone.now()
    return a_reminder(due_at=now, local_on=now.date(), state="SENT", settled_at=now)


@pytest.fixture
def url(reminder: Reminder) -> str:
    return urlsplit(DONE.url(reminder)).path
