"""What a runner told and what became of their plan, each in words."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from rehab.models import CheckIn, ExerciseReport, GateAnswer, Plan, SessionReport
from rehab.oversight.timeline import Kind
from tests.factories import (
    NOON,
    a_movement_check,
    a_run,
    a_session,
    an_assessment,
    an_entry,
)
from tests.rehab.admin.patient.steps import changed, told, urls
from tests.rehab.steps import an_unfinished_check
from triage.models import LevelOverrule
from triage.services import record_answers, submit_assessment

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def test_an_assessment_leads_to_its_questions_and_answers(
    client: Client, runner: User
) -> None:
    signs: dict[str, Any] = dict.fromkeys(("warm", "swollen", "calf", "weaker"), True)
    check = an_assessment(patient=runner, **signs)

    [one] = told(client, runner, Kind.CHECK)

    assert (one.title, one.by, one.urgent) == (
        "Assessment: Be seen today",
        "the runner",
        True,
    )
    assert len(one.lines) == 4
    assert one.lines[-1].endswith(" more")
    assert urls(one) == [f"/admin/triage/assessment/{check.pk}/change/"]


def test_a_sign_that_was_told_and_taken_back_is_not_forgotten(
    client: Client, runner: User
) -> None:
    an_assessment(patient=runner)
    check = an_unfinished_check(runner, at=NOON - HOUR, locking=True)

    calm, open_check = told(client, runner, Kind.CHECK)

    assert (calm.title, calm.lines, calm.urgent) == (
        "Assessment: Look after it yourself",
        (),
        False,
    )
    assert open_check.title == "Assessment: Be seen today"
    assert open_check.lines[0] == "Not finished: what was told so far."
    assert urls(open_check) == [f"/admin/triage/assessment/{check.pk}/change/"]


def test_an_earlier_answer_of_a_result_stands_with_it(client: Client, runner: User) -> None:
    begun = an_unfinished_check(runner, at=NOON, locking=True)
    mildest = {
        key: question.values()[0]
        for key, question in begun.release.protocol.questions.items()
    }
    record_answers(assessment_id=begun.pk, answers=mildest, at=NOON)
    submit_assessment(assessment_id=begun.pk, at=NOON)

    [one] = told(client, runner, Kind.CHECK)

    assert one.lines == ("An earlier answer said: Be seen today. It was taken back.",)
    assert one.urgent


def test_looks_at_the_movement_and_levels_overruled(
    client: Client, runner: User, pia: User
) -> None:
    check = an_assessment(patient=runner)
    a_movement_check(assessment=check)
    LevelOverrule.objects.create(assessment=check, level=3, why="Swollen.", by=pia, at=NOON)

    [look] = told(client, runner, Kind.MOVEMENT)
    [overrule] = told(client, runner, Kind.OVERRULE)

    page = f"/admin/triage/assessment/{check.pk}/change/"
    assert (look.title, urls(look)) == ("Looked at how they move", [page])
    assert overrule.title == (
        "Level overruled: Look after it yourself → Be seen within a week"
    )
    assert (overrule.lines, overrule.by, urls(overrule)) == (("Swollen.",), "Pia", [page])


def test_a_change_says_what_moved_why_and_by_whom(
    client: Client, plan: Plan, pia: User
) -> None:
    by_rules = changed(plan, "PHASE", before="1", after="2", why="Met twice.")
    changed(plan, "PAUSED", at=NOON + HOUR, by=plan.person, level=5)
    changed(plan, "LEVEL", at=NOON + HOUR, by=pia)

    paused, moved = told(client, plan.person, Kind.CHANGE)

    assert moved.title == "Plan moved to another phase: 1 wake up → 2 build"
    assert (moved.lines, moved.by) == (("Met twice.",), "the rules")
    assert urls(moved) == [f"/admin/rehab/planchange/{by_rules.pk}/undo/?from=patient"]
    assert (paused.title, paused.by, paused.urgent) == ("Plan paused", "the runner", True)
    assert (paused.lines, paused.links) == (("So.", "Be seen today"), ())


def test_a_change_that_was_taken_back_says_so(
    client: Client, plan: Plan, pia: User
) -> None:
    up = changed(plan, "PHASE", before="1", after="2")
    changed(
        plan,
        "UNDONE",
        at=NOON + HOUR,
        undoes=up,
        by=pia,
        before="2",
        after="1",
        why="Early.",
    )

    undone, first = told(client, plan.person, Kind.CHANGE)

    assert undone.title == "Plan a change was undone: 2 build → 1 wake up"
    assert (undone.by, undone.lines) == ("Pia", ("Early.",))
    assert (first.lines, first.links) == (("So.", "Undone: Early."), ())


def test_what_was_told_of_a_session_a_run_and_a_check_in(
    client: Client, plan: Plan
) -> None:
    session = an_entry(plan=plan, kind="SESSION", session=a_session(plan=plan))
    SessionReport.objects.create(
        entry=session, amount="MOST", hard=6, good_form=True, painkiller=False
    )
    ExerciseReport.objects.create(entry=session, exercise="X04", amount="SOME", pain=4)
    check = an_entry(
        plan=plan, kind="CHECK_IN", at=NOON + HOUR, worse=True, level=3, reasons=["Worse."]
    )
    CheckIn.objects.create(entry=check, worst=5, feeling="SAME", activities=[7])
    a_run(plan=plan, entry=an_entry(plan=plan, kind="RUN", at=NOON + 2 * HOUR))
    day = an_entry(plan=plan, at=NOON + 3 * HOUR, signs={}, level=5, reasons=["It locks."])

    that_day, run, check_in, trained = told(client, plan.person, Kind.TOLD)

    assert (trained.title, trained.lines) == (
        "Session",
        (
            "pain at rest 1",
            "most of it, hard 6 of 10",
            "Terminal knee extension: some of it, pain 4",
        ),
    )
    assert check_in.title == "Check-in: Be seen within a week"
    assert check_in.lines == (
        "pain at rest 1, got worse",
        "the same · worst 5 · stairs: 7 of 10",
        "Worse.",
    )
    assert (run.title, run.lines[1][:18]) == ("Run", "5 km in 30 minutes")
    assert that_day.lines == (
        "pain at rest 1",
        "done",
        "New signs: left open.",
        "It locks.",
    )
    assert that_day.urgent
    assert urls(that_day) == [f"/admin/rehab/diaryentry/{day.pk}/change/"]


def test_a_gate_tells_what_is_not_met_yet(client: Client, plan: Plan) -> None:
    for number, open_items in enumerate(([], ["no-such-item"])):
        at = NOON + number * HOUR
        GateAnswer.objects.create(
            plan=plan, gate="phase-1", on=NOON.date(), at=at, open_items=open_items
        )

    open_gate, met = told(client, plan.person, Kind.GATE)

    assert (met.title, met.lines) == ("Gate out of phase 1: all was met", ())
    assert open_gate.title == "Gate out of phase 1: not met yet"
    assert open_gate.lines == ("no-such-item",)
