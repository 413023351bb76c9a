from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from accounts.models import AccessLog, Clinic, User
from rehab.models import DiaryEntry, Plan, PlanChange
from tests.factories import (
    NOON,
    a_plan,
    a_reminder,
    a_runner,
    an_assessment,
)
from tests.rehab.steps import NOTHING_NEW, told
from triage.protocols.medial_knee import FOLLOW_UP
from triage.rules.answers import Silence

pytestmark = pytest.mark.django_db

PLANS = "/admin/rehab/plan/"
DIARY = "/admin/rehab/diaryentry/"
CHANGES = "/admin/rehab/planchange/"
MAILS = "/admin/rehab/reminder/"

CALF, BLOCK = (escape(FOLLOW_UP.questions[key].text) for key in ("new_calf", "new_block"))


def an_entry(plan: Plan, **given: Any) -> DiaryEntry:
    """Return what was told of a mail of ``plan``, a calm day but for what is ``given``."""
    number = plan.reminders.count()
    day = NOON.date() + timedelta(days=number)
    reminder = a_reminder(plan=plan, local_on=day)
    return told(reminder, **given)


def test_the_page_of_a_plan_tells_all_that_happened(client: Client, clinic: Clinic) -> None:
    plan = a_plan(person=a_runner(clinic=clinic))
    an_entry(
        plan,
        pain=7,
        signs=NOTHING_NEW | {"new_calf": True, "new_block": Silence.NOT_SURE},
    )

    page = client.get(f"{PLANS}{plan.pk}/change/").content.decode()

    assert f"/admin/triage/assessment/{plan.assessment_id}/change/" in page
    assert f"{CALF}: <b>Yes</b>" in page
    assert f"{BLOCK}: <b>Not sure</b>" in page
    assert f"New: {CALF}." in page
    assert "Be seen today" in page
    assert "rest, ice, compression, elevation" in page
    assert "_save" not in page


def test_the_diary_says_what_was_left_open_and_what_was_not_new(
    client: Client, clinic: Clinic
) -> None:
    plan = a_plan(person=a_runner(clinic=clinic))
    an_entry(plan, signs={})
    an_entry(plan)

    page = client.get(DIARY).content.decode()

    assert "left open" in page
    assert "none of them" in page


def test_the_most_urgent_day_stands_first(client: Client, clinic: Clinic) -> None:
    plan = a_plan(person=a_runner(clinic=clinic))
    worse, calm = an_entry(plan, worse=True), an_entry(plan)

    listed = client.get(DIARY).context["cl"].result_list

    assert [*listed] == [worse, calm]


@pytest.mark.parametrize("url", [PLANS, DIARY, CHANGES, MAILS])
def test_a_physio_sees_their_own_runners_only(
    client: Client, clinic: Clinic, url: str
) -> None:
    ours, theirs = a_plan(person=a_runner(clinic=clinic)), a_plan()
    for plan in (ours, theirs):
        an_entry(plan, worse=True)

    page = client.get(url).content.decode()

    assert ours.person.email in page
    assert theirs.person.email not in page


@pytest.mark.parametrize("url", [PLANS, DIARY, CHANGES, MAILS])
def test_rows_of_others_do_not_exist_and_none_can_be_made(
    client: Client, physio: User, url: str
) -> None:
    plan = a_plan()
    entry = an_entry(plan, worse=True)
    rows = {
        PLANS: plan.pk,
        DIARY: entry.pk,
        CHANGES: PlanChange.objects.get().pk,
        MAILS: plan.reminders.get().pk,
    }

    assert physio.is_active
    assert client.get(f"{url}{rows[url]}/change/").status_code == 404
    assert client.get(f"{url}add/").status_code == 403


def test_checklist_46_no_plan_is_opened_in_the_admin_either(
    client: Client, clinic: Clinic
) -> None:
    flagged = an_assessment(patient=a_runner(clinic=clinic), locking=True)

    refused = client.post(
        f"{PLANS}add/",
        {"person": flagged.patient_id, "assessment": flagged.pk, "begun_on": "2026-01-01"},
    )

    assert refused.status_code == 403
    assert not Plan.objects.exists()


def test_each_look_is_logged(client: Client, physio: User, clinic: Clinic) -> None:
    plan = a_plan(person=a_runner(clinic=clinic))
    entry = an_entry(plan, worse=True)
    change, mail = PlanChange.objects.get(), plan.reminders.get()

    client.get(f"{PLANS}{plan.pk}/change/")
    client.get(f"{DIARY}{entry.pk}/change/")
    client.get(f"{CHANGES}{change.pk}/change/")
    client.get(f"{MAILS}{mail.pk}/change/")
    client.get(DIARY)

    looks = AccessLog.objects.order_by("pk").values_list("viewer", "person", "what")
    assert [*looks] == [
        (physio.pk, plan.person_id, what)
        for what in (
            f"plan {plan.pk}",
            f"diary entry {entry.pk}",
            f"plan change {change.pk}",
            f"reminder {mail.pk}",
            "list of diary entries",
        )
    ]


@pytest.mark.parametrize("url", [PLANS, DIARY, CHANGES, MAILS])
def test_a_longer_list_takes_no_more_queries(
    client: Client, clinic: Clinic, url: str
) -> None:
    an_entry(a_plan(person=a_runner(clinic=clinic)), worse=True)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for _ in range(3):
        an_entry(a_plan(person=a_runner(clinic=clinic)), worse=True)

    with CaptureQueriesContext(connection) as more:
        client.get(url)

    assert len(more) == len(few)
