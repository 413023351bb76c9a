"""A physio's visit to one runner, page by page: each is one row of the access log."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeAlias

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import AccessLog, Clinic, User
from rehab.models import CareNote, Plan, PlanChange
from rehab.oversight.seen_before import token_of
from tests.factories import NOON, a_plan, a_runner, an_assessment
from tests.rehab.views.running import today

pytestmark = pytest.mark.django_db

Answer: TypeAlias = Any
WHY = "It was the shoes."


@pytest.fixture
def runner(clinic: Clinic) -> User:
    return a_runner(clinic=clinic, name="Ada")


@pytest.fixture
def plan(runner: User) -> Plan:
    now = timezone.now()
    began = now - timedelta(days=40)
    return a_plan(
        person=runner,
        assessment=an_assessment(patient=runner, at=began),
        phase=2,
        stage=1,
        stage_since=today(),
        opened_at=began,
        begun_on=began.date(),
        reviewed_on=now.date(),
    )


def page_of(runner: User, page: str = "change/") -> str:
    return f"/admin/rehab/patient/{runner.pk}/{page}"


def visited(physio: User, steps: list[tuple[Callable[[], Answer], int]]) -> list[str]:
    """Take one step after the other; return what the row says that each has left."""
    told = []
    for step, status in steps:
        before = {*AccessLog.objects.values_list("pk", flat=True)}
        answer = step()
        assert answer.status_code == status
        [row] = AccessLog.objects.exclude(pk__in=before)
        assert row.viewer == physio
        told.append(row.what)
    return told


def test_each_page_of_a_runner_is_one_row(
    client: Client, physio: User, runner: User, plan: Plan
) -> None:
    for number in range(60):
        at = NOON - timedelta(hours=number)
        CareNote.objects.create(person=runner, by=physio, text=f"Note {number}.", at=at)
    older = client.get(page_of(runner)).context["older"]
    me = f"patient {runner.pk}"

    told = visited(
        physio,
        [
            (lambda: client.get(page_of(runner)), 200),
            (lambda: client.get(page_of(runner) + older), 200),
            (lambda: client.get(page_of(runner, "change/?kind=11")), 200),
            (lambda: client.post(page_of(runner)), 403),
            (lambda: client.get(page_of(runner, "delete/")), 403),
            (lambda: client.get(page_of(runner, "history/")), 200),
            (lambda: client.get(page_of(runner, "sheet/")), 200),
            (lambda: client.get(page_of(runner, "sheet.pdf")), 200),
            (lambda: client.get(page_of(runner, "export/")), 200),
            (lambda: client.post(page_of(runner, "export/"), {"why": ""}), 422),
            (lambda: client.post(page_of(runner, "export/"), {"why": WHY}), 200),
        ],
    )

    assert told == [
        *[me] * 3,
        f"{me}, change refused",
        f"{me}, delete refused",
        me,
        f"{me}, sheet",
        f"{me}, sheet as PDF",
        *[me] * 2,
        f"{me}, everything taken out",
    ]


def test_each_act_on_a_runner_is_one_row_done_or_not(
    client: Client, physio: User, runner: User, plan: Plan
) -> None:
    seen = token_of(runner)
    phase = page_of(runner, "phase/")
    sent = {"phase": "1", "why": WHY, "seen": seen}
    me = f"patient {runner.pk}"

    told = visited(
        physio,
        [
            (lambda: client.get(phase), 200),
            (lambda: client.post(phase, sent | {"why": ""}), 422),
            (lambda: client.post(phase, sent), 302),
            (lambda: client.post(phase, sent | {"phase": "0"}), 409),
            (lambda: client.get(page_of(runner, "resume/")), 200),
            (lambda: client.get(page_of(runner, "note/")), 200),
            (lambda: client.post(page_of(runner, "note/"), {"text": ""}), 422),
            (lambda: client.post(page_of(runner, "note/"), {"text": "Tape."}), 302),
            (lambda: client.get(page_of(runner, "write/")), 200),
            (lambda: client.post(page_of(runner, "write/"), {"text": ""}), 422),
            (lambda: client.post(page_of(runner, "write/"), {"text": "Hi."}), 302),
        ],
    )

    assert told == [
        *[me] * 2,
        f"{me}, phase changed",
        *[me] * 4,
        f"{me}, note written",
        *[me] * 2,
        f"{me}, message written",
    ]


def test_each_act_on_a_plan_is_one_row_done_or_not(
    client: Client, physio: User, plan: Plan
) -> None:
    change = PlanChange.objects.create(
        plan=plan, what="PHASE", before="1", after="2", why="Met.", at=timezone.now()
    )
    undo = f"/admin/rehab/planchange/{change.pk}/undo/"
    aside = f"/admin/rehab/plan/{plan.pk}/set-aside/"
    week = f"/admin/rehab/plan/{plan.pk}/week/"
    limit = {"limit": "WEEK", "reason": WHY, "ends_on": today().isoformat()}

    told = visited(
        physio,
        [
            (lambda: client.get(undo), 200),
            (lambda: client.post(undo, {"why": ""}), 422),
            (lambda: client.post(undo, {"why": WHY}), 302),
            (lambda: client.post(undo, {"why": WHY}), 422),
            (lambda: client.get(aside), 200),
            (lambda: client.post(aside, limit), 302),
            (lambda: client.post(week, {}), 422),
        ],
    )

    assert told == [
        *[f"plan change {change.pk}"] * 2,
        f"plan {plan.pk}, change undone",
        f"plan change {change.pk}",
        f"plan {plan.pk}",
        f"plan {plan.pk}, limit set aside",
        f"plan {plan.pk}",
    ]


def test_what_cannot_be_done_about_a_plan_that_is_over_is_a_look_too(
    client: Client, physio: User, runner: User, plan: Plan
) -> None:
    plan.finished_at = timezone.now()
    plan.save()

    told = visited(
        physio,
        [
            (lambda: client.get(f"/admin/rehab/plan/{plan.pk}/week/"), 302),
            (lambda: client.post(f"/admin/rehab/plan/{plan.pk}/set-aside/"), 302),
            (lambda: client.get(page_of(runner, "phase/")), 302),
        ],
    )

    assert told == [f"plan {plan.pk}", f"plan {plan.pk}", f"patient {runner.pk}"]


def test_without_a_result_a_sheet_that_is_asked_for_is_a_row_too(
    client: Client, physio: User, runner: User
) -> None:
    told = visited(
        physio,
        [
            (lambda: client.get(page_of(runner, "sheet/")), 404),
            (lambda: client.get(page_of(runner, "sheet.pdf")), 404),
            (lambda: client.get(page_of(runner, "overrule/")), 302),
        ],
    )

    me = f"patient {runner.pk}"
    assert told == [f"{me}, sheet", f"{me}, sheet as PDF", me]


@pytest.mark.parametrize(
    "address", ["planchange/{change}/undo/", "plan/{plan}/set-aside/", "plan/{plan}/write/"]
)
def test_an_act_leads_back_to_where_its_way_began(
    client: Client, physio: User, plan: Plan, address: str
) -> None:
    change = PlanChange.objects.create(
        plan=plan, what="PHASE", before="1", after="2", why="Met.", at=timezone.now()
    )
    path = f"/admin/rehab/{address.format(plan=plan.pk, change=change.pk)}?from=patient"
    patient = page_of(plan.person)

    asked = client.get(path).text
    told = {"why": WHY, "text": "Hi.", "limit": "WEEK", "reason": WHY}
    done = client.post(path, told | {"ends_on": today().isoformat()})

    assert f'class="closelink" href="{patient}"' in asked
    assert f"/admin/rehab/plan/{plan.pk}/change/" not in asked
    assert done["Location"] == patient
    assert "Done: " in client.get(patient).text


def test_ways_from_the_page_of_a_runner_lead_back_to_it(
    client: Client, physio: User, plan: Plan
) -> None:
    change = PlanChange.objects.create(
        plan=plan, what="PHASE", before="1", after="2", why="Met.", at=timezone.now()
    )
    week = f"/admin/rehab/plan/{plan.pk}/week/"
    aside = f"/admin/rehab/plan/{plan.pk}/set-aside/"

    page = client.get(page_of(plan.person)).text
    this, following = (client.get(f"{week}?from=patient{more}") for more in ("", "&next=1"))
    plan.finished_at = timezone.now()
    plan.save()
    over = client.get(f"{week}?from=patient")

    for path in (week, aside, f"/admin/rehab/planchange/{change.pk}/undo/"):
        assert f'href="{path}?from=patient"' in page
    assert '<a href="?next=1&amp;from=patient">' in this.text
    assert f'href="{aside}?from=patient"' in this.text
    assert '<a href="?from=patient">' in following.text
    assert over["Location"] == page_of(plan.person)
