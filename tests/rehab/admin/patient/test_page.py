"""The page about one runner, as whoever treats them reads it."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import AccessLog, Clinic, Consent, User
from rehab.models import Attention, Plan
from tests.factories import (
    NOON,
    a_clearance,
    a_follow_up,
    a_plan,
    a_runner,
    an_assessment,
    an_entry,
)
from tests.rehab.admin.patient.steps import page_of
from triage.models import LevelOverrule

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def text_of(client: Client, person: User, query: str = "") -> str:
    """Return the page with the room between words put to one space each."""
    return " ".join(unescape(page_of(client, person, query).content.decode()).split())


def asks(person: User, **given: Any) -> Attention:
    defaults: dict[str, Any] = {
        "rule": Attention.Rule.RED_FLAG,
        "level": 5,
        "why": "A locked knee.",
        "raised_at": NOON,
        "renewed_at": NOON,
    }
    return Attention.objects.create(person=person, **defaults | given)


def test_the_page_takes_few_queries_however_long_the_past_is(
    client: Client, past: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    asks(past.person)
    LevelOverrule.objects.create(
        assessment=past.assessment, level=3, why="Swollen.", by=past.person, at=NOON
    )
    page_of(client, past.person)

    # Who asks (4), the runner, the log, then: result, standing, plan, diary, timeline
    with django_assert_num_queries(11):
        page = page_of(client, past.person)

    assert page.status_code == 200


def test_each_look_is_one_row_of_the_access_log(
    client: Client, physio: User, runner: User
) -> None:
    page_of(client, runner)
    page_of(client, runner, "?kind=4")

    looks = AccessLog.objects.values_list("viewer", "person", "what")
    assert [*looks] == 2 * [(physio.pk, runner.pk, f"patient {runner.pk}")]


def test_a_post_to_the_page_is_refused_and_logged(client: Client, runner: User) -> None:
    answer = client.post(f"/admin/rehab/patient/{runner.pk}/change/", {"name": "Eve"})

    runner.refresh_from_db()
    assert (answer.status_code, runner.name) == (403, "Ada")
    assert AccessLog.objects.get().what == f"patient {runner.pk}, change refused"


def test_the_runner_of_somebody_else_is_not_there(client: Client, clinic: Clinic) -> None:
    assert page_of(client, a_runner()).status_code == 404
    assert not AccessLog.objects.exists()


def test_what_asks_for_a_look_stands_first_with_who_knows(
    client: Client, physio: User, runner: User
) -> None:
    physio.name = "Pia"
    physio.save()
    known = asks(
        runner,
        rule="PAIN_UP",
        level=1,
        why="Pain went up.",
        acknowledged_at=NOON,
        acknowledged_by=physio,
    )
    new = asks(runner)
    asks(runner, rule="SILENT", why="Silent.", closed_at=NOON)

    page = page_of(client, runner)

    shown = [
        (each.pk, each.level, each.urgent, each.known) for each in page.context["asking"]
    ]
    assert shown == [
        (new.pk, "Be seen today", True, ""),
        (known.pk, "", False, "Acknowledged by Pia, 22 Nov 2026, 12:00."),
    ]
    text = page.content.decode()
    assert f"/admin/rehab/attention/{new.pk}/acknowledge/" in text
    assert f"/admin/rehab/attention/{known.pk}/acknowledge/" not in text


def test_each_instant_is_one_that_a_browser_can_read(client: Client, past: Plan) -> None:
    page_of(client, past.person)  # a look, noted to the microsecond

    page = page_of(client, past.person).content.decode()

    instants = re.findall(r'<time datetime="([^"]*)"', page)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:]{8}\+\d{4}", at) for at in instants)
    assert len(instants) > 1


def test_whoever_has_told_nothing_yet_has_a_page_too(client: Client, runner: User) -> None:
    page = page_of(client, runner)

    assert page.context["summary"] == [("Assessment", "none finished"), ("Plan", "none")]
    assert (page.context["charts"], page.context["fitting"]) == (None, None)
    writing = [act.words for act in page.context["writing"]]
    assert writing == ["Write a note", "Write to the runner"]
    assert page.context["changing"] == []
    assert [act.words for act in page.context["taking"]] == ["Take everything out"]


def test_causes_stand_with_what_counted_and_what_would_change_the_level(
    client: Client, runner: User
) -> None:
    an_assessment(patient=runner, place="edge", began=True)

    page = page_of(client, runner)

    fitting = page.context["fitting"]
    assert fitting.fits[0].counted_for != ()
    assert [turn.level for turn in fitting.turns][:2] == [
        "Get emergency help now",
        "Be seen today",
    ]
    text = text_of(client, runner)
    assert "What would change this?" in text
    assert "were “Yes”, not “No”" in text


def test_where_no_cause_is_named_the_answers_still_are_a_link_away(
    client: Client, runner: User
) -> None:
    check = an_assessment(patient=runner, place="front")

    text = text_of(client, runner)

    assert f"/admin/triage/assessment/{check.pk}/change/" in text
    assert "No cause is named." in text


def test_what_stands_on_record_is_told(
    client: Client, clinic: Clinic, runner: User
) -> None:
    Consent.objects.create(
        person=runner, kind="CLINIC", wording="Show them.", given_at=NOON
    )
    a_clearance(person=runner, note="No effusion.")
    a_follow_up(person=runner)

    text = text_of(client, runner)

    assert clinic.name in text
    assert "Show them." in text
    assert "22 Nov 2026 by the runner" in text
    assert "no answer" in text


def test_a_plan_can_be_paused_or_go_on_but_not_both(client: Client, runner: User) -> None:
    plan = a_plan(person=runner)
    running = {act.words for act in page_of(client, runner).context["changing"]}
    Plan.objects.filter(pk=plan.pk).update(paused_at=NOON)

    paused = {act.words for act in page_of(client, runner).context["changing"]}

    assert running - paused == {"Pause the plan"}
    assert paused - running == {"Let the plan go on"}


@pytest.mark.parametrize(
    "query",
    [
        "?before=%00",
        "?before=1-2-3-4",
        "?before=9999999999999999999999-1-1",
        "?kind=999999999999",
        "?kind=²",
        "?kind=0",
        "?kind=x&before=y",
    ],
)
def test_whatever_stands_in_the_address_the_page_is_shown(
    client: Client, runner: User, query: str
) -> None:
    page = page_of(client, runner, query)

    assert (page.status_code, page.context["is_newest"]) == (200, True)


def test_a_long_history_is_told_page_by_page(client: Client, past: Plan) -> None:
    first = page_of(client, past.person, "?kind=5").context
    older = first["older"].removesuffix("#history")

    second = page_of(client, past.person, older).context

    assert older.startswith("?kind=5&before=")
    assert not second["is_newest"]
    assert second["newest"] == "?kind=5#history"
    assert {line.key for line in first["lines"]}.isdisjoint(
        line.key for line in second["lines"]
    )
    assert len(first["lines"]) == 50


def test_the_list_tells_of_each_runner_in_few_queries(
    client: Client,
    clinic: Clinic,
    runner: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    a_runner(clinic=clinic, email="zoe@example.org")
    plan = a_plan(person=runner, phase=2)
    an_entry(plan=plan)
    asks(runner)

    with django_assert_num_queries(9):
        page = client.get("/admin/rehab/patient/")

    text = " ".join(page.content.decode().split())
    assert page.status_code == 200
    assert "Ada" in text
    for told in ("warning sign", "2 build", "22 Nov 2026", "nothing", "no plan", "never"):
        assert f">{told}</td>" in text
