"""What is told of a day, a session, a run, a check-in or a gate is kept and counts."""

from datetime import timedelta
from typing import Any

import pytest

from rehab.models import DiaryEntry, GateAnswer, Plan
from rehab.plans import (
    CheckDone,
    ListLeftOpen,
    SessionDone,
    history_of,
    record_check_in,
    record_day,
    record_gate,
    record_session,
)
from rehab.programme.follow_up.check_ins import setback_key
from rehab.programme.told import Amount, Feeling, GateTold
from tests.factories import NOON, a_plan, a_reminder, a_result, a_runner, a_session
from tests.rehab.steps import LATER, changes, november, telling

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def a_report(**given: Any) -> SessionDone:
    tried = {"X05": (Amount.MOST, 2), "X04": (Amount.ALL, 1)}
    usual: dict[str, Any] = {"amount": Amount.ALL, "hard": 5, "tried": tried}
    return SessionDone(**usual | given)


def a_check(**given: Any) -> CheckDone:
    usual: dict[str, Any] = {"worst": 4, "feeling": Feeling.SAME}
    return CheckDone(**usual | given)


def test_a_day_on_the_page_is_of_today_where_the_runner_is() -> None:
    plan = a_plan(person=a_runner(time_zone="Pacific/Kiritimati"))

    entry = record_day(plan=plan, telling=telling(night_pain=True), done=True, at=NOON)

    assert (entry.kind, entry.about) == ("DAY", "2026-11-23")
    assert entry.local_on == NOON.date() + DAY
    assert entry.night_pain


def test_a_day_told_twice_is_kept_once_and_otherwise_beside_the_first() -> None:
    plan = a_plan()

    first, same, other = (
        record_day(plan=plan, telling=telling(pain=pain), done=True, at=LATER)
        for pain in (1, 1, 3)
    )

    assert first == same
    assert other.adds_to == first
    assert [day.pain for day in history_of(plan).days] == [3]


def test_a_bad_day_with_an_open_list_is_not_taken() -> None:
    with pytest.raises(ListLeftOpen):
        record_day(plan=a_plan(), telling=telling(pain=6, signs={}), done=True, at=NOON)

    assert not DiaryEntry.objects.exists()


def test_a_session_is_kept_with_each_exercise() -> None:
    session = a_session()

    entry = record_session(
        plan=session.plan, session=session, telling=telling(), report=a_report(), at=LATER
    )

    assert (entry.kind, entry.about, entry.session) == ("SESSION", "0", session)
    assert (entry.local_on, entry.done) == (session.on, True)
    assert (entry.session_report.amount, entry.session_report.hard) == ("ALL", 5)
    rows = entry.exercise_reports.order_by("pk").values_list("exercise", "amount", "pain")
    assert [*rows] == [("X04", "ALL", 1), ("X05", "MOST", 2)]


def test_a_session_not_done_is_told_as_such() -> None:
    session, report = a_session(), a_report(amount=Amount.NONE, hard=0, tried={})

    entry = record_session(
        plan=session.plan, session=session, telling=telling(), report=report, at=LATER
    )

    assert not entry.done


@pytest.mark.parametrize(
    "report",
    [a_report(hard=7), a_report(tried={}), a_report(tried={"X04": (Amount.ALL, 1)})],
)
def test_two_entries_for_one_session_are_an_edit_and_no_double(report: SessionDone) -> None:
    session = a_session()
    mail = a_reminder(plan=session.plan, kind="SESSION", session=session)
    said: dict[str, Any] = {"plan": session.plan, "session": session, "at": LATER}
    first = record_session(**said, telling=telling(), report=a_report())

    same = record_session(**said, telling=telling(), report=a_report(), reminder=mail)
    edit = record_session(**said, telling=telling(), report=report, reminder=mail)

    assert same == first
    assert edit.adds_to == first
    [told] = history_of(session.plan).sessions
    assert (told.hard, len(told.tried)) == (report.hard, len(report.tried))


def test_a_link_used_after_the_plan_changed_tells_of_its_session() -> None:
    session = a_session(on=NOON.date() - 2 * DAY)
    Plan.objects.update(phase=2, phase_since=NOON.date())
    plan = Plan.objects.get()

    entry = record_session(
        plan=plan, session=session, telling=telling(), report=a_report(), at=LATER
    )

    assert (entry.session, entry.local_on) == (session, session.on)
    assert history_of(plan).sessions[0].on == session.on


def test_a_check_in_is_kept_and_told_again_it_is_an_edit() -> None:
    plan = a_plan()
    mail = a_reminder(plan=plan, kind="CHECK_IN", about="day-2")
    said: dict[str, Any] = {"plan": plan, "which": "day-2", "at": LATER, "reminder": mail}
    check = a_check(running=5, activities=[3, 4], limps=True)

    first = record_check_in(**said, telling=telling(), check=check)
    same = record_check_in(**said, telling=telling(), check=check)
    edit = record_check_in(**said, telling=telling(), check=a_check(worst=3))

    assert first == same
    assert (first.check_in.activities, first.check_in.limps) == ([3, 4], True)
    assert edit.adds_to == first
    assert [check_in.worst for check_in in history_of(plan).check_ins] == [3]


def test_each_check_in_after_a_setback_counts_for_itself() -> None:
    plan = a_plan()

    for at in (NOON, NOON + DAY):
        which = setback_key(at.date())
        record_check_in(plan=plan, which=which, telling=telling(), check=a_check(), at=at)

    assert [told.on for told in history_of(plan).check_ins] == november(22, 23)


def test_a_gate_told_twice_in_a_day_is_kept_once_and_otherwise_again() -> None:
    plan = a_plan()
    said: dict[str, Any] = {"plan": plan, "gate": "phase-0", "at": LATER}

    first, same, other = (
        record_gate(**said, open_items=items) for items in (["walk_10"], ["walk_10"], [])
    )

    assert first == same
    assert GateAnswer.objects.count() == 2
    assert (first.passed, other.passed) == (False, True)
    assert history_of(plan).gates == (
        GateTold(gate="phase-0", on=NOON.date(), passed=False),
        GateTold(gate="phase-0", on=NOON.date(), passed=True),
    )


def test_a_gate_met_twice_opens_the_next_phase_at_once() -> None:
    plan = a_plan()

    for days in (1, 3):
        record_gate(plan=plan, gate="phase-0", open_items=[], at=NOON + days * DAY)

    plan.refresh_from_db()
    [(what, why, by)] = changes(plan)
    assert (plan.phase, what, by) == (1, "PHASE", None)
    assert "list" in why


def test_what_is_told_brings_the_plan_up_to_the_day_first() -> None:
    plan = a_plan()

    record_day(plan=plan, telling=telling(), done=True, at=NOON + 8 * DAY)

    plan.refresh_from_db()
    assert (plan.reviewed_on, plan.phase) == (NOON.date() + 8 * DAY, 1)


def test_a_sign_is_kept_and_pauses_the_plan_though_a_rule_fails(
    caplog: pytest.LogCaptureFixture,
) -> None:
    runner = a_runner()
    unknown = a_result(patient=runner, shown="housemaids_knee")
    plan = a_plan(person=runner, assessment=unknown, phase=1)

    calm = record_day(plan=plan, telling=telling(), done=True, at=LATER)
    worse = record_day(plan=plan, telling=telling(worse=True), done=True, at=LATER)

    plan.refresh_from_db()
    assert (worse.adds_to, plan.paused_at) == (calm, LATER)
    [why] = {*caplog.messages}
    assert why.startswith(f"person {runner.pk}: plan not moved: KeyError rehab/plans/")
    assert {record.levelname for record in caplog.records} == {"ERROR"}
