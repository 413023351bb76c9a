"""What a physio reads on the page of a plan."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import AccessLog, CareLink, Clinic, User
from rehab.admin.rows import NEWEST
from rehab.admin.words import moved_words, rung_words, subject_words
from rehab.models import CheckIn, Plan, PlanChange, PlanExercise, SessionReport
from rehab.models.report import ExerciseReport
from tests.factories import (
    NOON,
    a_clearance,
    a_plan,
    a_reminder,
    a_run,
    a_run_week,
    a_runner,
    a_session,
    an_entry,
    an_override,
)
from tests.rehab.past import a_plan_with_a_past

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = NOON.date()
X04_1 = "rung 1 of 5: 3 sets of 12, held 2 s"


def page_of(client: Client, plan: Plan) -> str:
    return client.get(f"/admin/rehab/plan/{plan.pk}/change/").content.decode()


def a_change(plan: Plan, what: str, **facts: Any) -> PlanChange:
    return PlanChange.objects.create(
        **{"plan": plan, "what": what, "at": NOON, "why": "So."} | facts
    )


@pytest.fixture
def plan(clinic: Clinic) -> Plan:
    runner = a_runner(clinic=clinic)
    return a_plan(person=runner, phase=2, activities=["stairs", "sitting"])


def test_a_session_is_told_with_each_exercise_and_how_hard_it_was(
    client: Client, plan: Plan
) -> None:
    session = a_session(plan=plan, items=[["X04", 1], ["X99", 2]])
    entry = an_entry(plan=plan, kind="SESSION", session=session, next_morning_pain=3)
    SessionReport.objects.create(
        entry=entry, amount="MOST", hard=6, good_form=False, painkiller=True
    )
    ExerciseReport.objects.create(entry=entry, exercise="X04", amount="SOME", pain=4)

    page = page_of(client, plan)

    assert "pain at rest 1, the morning after 3" in page
    assert "most of it, hard 6 of 10, not clean, after a painkiller<br>" in page
    assert page.count("Terminal knee extension: some of it, pain 4<br>") == 2
    assert "Terminal knee extension, rung 1 of 5: 3 sets of 12, held 2 s<br>" in page
    assert "X99, rung 2<br>" in page
    assert "most of it, hard 6 of 10<br>" in page


def test_the_last_report_of_a_session_counts_and_one_without_stands_there_too(
    client: Client, plan: Plan
) -> None:
    session = a_session(plan=plan)
    a_session(plan=plan, number=1, on=TODAY + DAY)
    for hard in (2, 9):
        entry = an_entry(plan=plan, kind="SESSION", session=session)
        SessionReport.objects.create(
            entry=entry, amount="ALL", hard=hard, good_form=True, painkiller=False
        )

    page = page_of(client, plan)

    assert "not told" in page
    table = page[page.index("not told") :]
    assert "hard 9 of 10" in table
    assert "hard 2 of 10" not in table


def test_runs_days_and_check_ins_are_told_in_words(client: Client, plan: Plan) -> None:
    a_run(plan=plan, climb=40, pain=3, limped=True, stage=4)
    a_run(plan=plan, metres=None, minutes=12, on=TODAY - DAY)
    an_entry(plan=plan, done=False, night_pain=True, swelling="MORE")
    entry = an_entry(plan=plan, kind="CHECK_IN", worse=True, level=3, morning_pain=2)
    CheckIn.objects.create(
        entry=entry, worst=5, running=4, feeling="SAME", activities=[7, 3], limps=True
    )

    page = page_of(client, plan)

    assert (
        "5 km in 30 minutes · grass, track, treadmill or dirt, even · easy, I could talk"
        " · 40 m uphill · pain 3 · limped, or sudden or rising pain · stage 4<br>"
    ) in page
    assert ">12 minutes · grass" in page
    assert "pain at rest 1, hurt at night, swelling: more than before" in page
    assert "not done<br>" in page
    assert "pain at rest 1, that morning 2, got worse" in page
    assert (
        "the same · worst 5 · running 4 · stairs: 7 of 10 · sitting: 3 of 10"
        " · limps, or cannot walk for 10 minutes<br>"
    ) in page


def test_exercises_gates_weeks_limits_and_visits_are_told_in_words(
    client: Client, plan: Plan, physio: User
) -> None:
    physio.name = "Pia"
    physio.save()
    PlanExercise.objects.create(plan=plan, exercise="X25", rung=3, since=TODAY)
    told = {"plan": plan, "on": TODAY, "at": NOON}
    plan.gate_answers.create(**told, gate="phase-1", open_items=["stairs", "unknown"])
    plan.gate_answers.create(**told, gate="run")
    override = an_override(plan=plan, by=physio)
    a_run_week(plan=plan, week_override=override, amount=26_000)
    a_run_week(
        plan=plan,
        by_time=True,
        small_numbers=True,
        more_distance=False,
        **dict.fromkeys(("amount", "base", "ceiling"), 3600),
        **dict.fromkeys(("longest", "longest_ceiling"), 1200),
    )
    a_clearance(person=plan.person, note="MCL, grade I.", by=physio)
    a_clearance(person=plan.person, may_exercise=False)

    page = page_of(client, plan)

    assert "rung 3 of 5: 3 sets of 45 s. Stand on a cushion." in page
    assert "Stairs hurt 3 at most.<br>unknown<br>" in page
    assert "out of phase 1" in page
    assert "before the first run" in page
    assert "all was met" in page
    assert "26 km; at most 22 km after 20 km" in page
    assert "8 km; at most 8.8 km" in page
    assert (
        "60 minutes; at most 60 minutes after 60 minutes,"
        " by the allowance for small numbers"
    ) in page
    assert page.count("10 % more a week") == 2
    assert "MCL, grade I." in page
    assert "22 Nov 2026 by Pia" in page
    assert "22 Nov 2026 by the runner" in page


def test_a_change_says_what_was_before_and_after_and_who_made_it(
    client: Client, plan: Plan, physio: User
) -> None:
    back = a_change(plan, "PHASE", before="3", after="2", why="It hurt.")
    a_change(plan, "UNDONE", undoes=back, by=physio, before="2", after="3", why="No.")
    a_change(plan, "SETTINGS", by=plan.person)

    page = page_of(client, plan)

    assert "3 one leg → 2 build" in page
    assert "2 build → 3 one leg" in page
    assert "undone: No." in page
    assert "the rules" in page
    assert "the runner" in page
    assert physio.email in page


@pytest.mark.parametrize(
    ("what", "facts", "words"),
    [
        (
            "RUNG",
            {"subject": "X04", "before": "1", "after": "2"},
            (
                "Terminal knee extension",
                f"{X04_1} → rung 2 of 5: 3 sets of 15, held 2 s",
            ),
        ),
        ("STAGE", {"before": "", "after": "2"}, ("", "running locked → stage 2")),
        ("STAGE", {"before": "13"}, ("", "weeks by distance or time → running locked")),
        ("REST", {"after": "2026-11-25"}, ("", "until 25 Nov 2026")),
        ("HOLD", {"before": "2026-11-25"}, ("", "until 25 Nov 2026 → none")),
        ("WEEK", {"subject": "2026-11-23", "after": "9"}, ("from 23 Nov 2026", "")),
        (
            "OVERRIDE",
            {"subject": "WEEK", "after": "2026-11-25"},
            ("10 % more a week", "until 25 Nov 2026"),
        ),
        ("VISIT", {"subject": "day-21"}, ("day-21", "")),
        ("PROTECT", {"before": "protect", "after": "full"}, ("", "protect → full")),
    ],
)
def test_each_kind_of_change_has_its_words(
    plan: Plan, what: str, facts: dict[str, str], words: tuple[str, str]
) -> None:
    change = a_change(plan, what, **facts)

    assert (subject_words(change), moved_words(change)) == words


@pytest.mark.parametrize(
    ("exercise", "rung", "words"),
    [
        ("X06", 1, "rung 1 of 6: 3 sets of 10 steps"),
        ("X04", 20, "rung 20"),
        ("X99", 1, "rung 1"),
    ],
)
def test_a_rung_has_its_words(exercise: str, rung: int, words: str) -> None:
    assert rung_words(exercise, rung) == words


def test_only_what_can_be_undone_offers_it(client: Client, plan: Plan) -> None:
    first = a_change(plan, "PHASE", before="1", after="2")
    newest = a_change(plan, "PHASE", before="2", after="3")
    visit = a_change(plan, "VISIT")

    page = page_of(client, plan)

    assert f"/planchange/{newest.pk}/undo/" in page
    assert f"/planchange/{first.pk}/undo/" not in page
    assert "changed again since" in page
    assert f"/planchange/{visit.pk}/undo/" not in page


def test_a_plan_that_is_over_offers_nothing_but_visits(
    client: Client, clinic: Clinic
) -> None:
    plan = a_plan(person=a_runner(clinic=clinic), phase=2, finished_at=NOON + DAY)
    a_change(plan, "PHASE", before="1", after="2")

    page = page_of(client, plan)

    assert "/undo/" not in page
    assert "/week/" not in page
    assert "/set-aside/" not in page
    assert "/admin/rehab/clearance/add/" in page
    assert "finished" in page


def test_tables_hold_the_newest_rows_and_no_more(client: Client, plan: Plan) -> None:
    PlanChange.objects.bulk_create(
        PlanChange(plan=plan, at=NOON + n * DAY, what="SETTINGS", why=f"Reason {n}.")
        for n in range(NEWEST + 1)
    )

    page = page_of(client, plan)

    assert f"Reason {NEWEST}." in page
    assert "Reason 1." in page
    assert "Reason 0." not in page


def test_the_page_of_a_plan_takes_as_many_queries_after_a_year_as_after_a_week(
    client: Client, clinic: Clinic
) -> None:
    counts = []
    for days in (7, 365):
        plan = a_plan_with_a_past(days=days, at=NOON)
        CareLink.objects.create(patient=plan.person, clinic=clinic, begun_at=NOON)
        page_of(client, plan)
        with CaptureQueriesContext(connection) as queries:
            page_of(client, plan)
        counts.append(len(queries))

    short, long = counts
    assert short == long
    assert long <= 22


def test_rows_of_a_plan_of_somebody_else_are_nowhere(
    client: Client, plan: Plan, physio: User
) -> None:
    other = a_plan()
    a_reminder(plan=other, local_on=date(2031, 5, 5))

    mine, theirs = (
        page_of(client, plan),
        client.get(f"/admin/rehab/plan/{other.pk}/change/"),
    )

    assert "2031" not in mine
    assert theirs.status_code == 404
    [look] = AccessLog.objects.all()
    assert (look.person_id, look.what) == (plan.person_id, f"plan {plan.pk}")
