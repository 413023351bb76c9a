from rehab.programme.course import Limits
from rehab.programme.phases.phases import BUILD, ONE_LEG, SETTLE, WAKE_UP
from rehab.programme.running.gate import gate_items
from rehab.programme.running.stages import STAGES
from rehab.programme.told import Amount, GateTold, History, SessionTold
from rehab.views.page.way import State, path_of, phase_shown, running_shown
from tests.rehab.programme.running.somebody import (
    a_course,
    a_run,
    calm,
    day,
    list_met,
    ready,
)


def passed(gate: str, *days: int) -> History:
    return History(gates=tuple(GateTold(gate=gate, on=day(n), passed=True) for n in days))


def test_the_path_tells_which_phase_somebody_is_in() -> None:
    path = path_of(a_course(phase=2))

    assert [step.state for step in path] == [
        State.DONE,
        State.DONE,
        State.HERE,
        State.AHEAD,
        State.AHEAD,
        State.AHEAD,
    ]


def test_checklist_42_the_gate_of_a_phase_is_visible_with_what_opens_it() -> None:
    shown = phase_shown(a_course(phase=2), passed("phase-2", -1), day(0))

    assert (shown.phase, shown.next) == (BUILD, ONE_LEG)
    assert shown.gate
    assert shown.gate.items == BUILD.gate
    assert (shown.gate.passed_on, shown.gate.again_from) == (day(-1), day(1))
    assert (shown.gate.open, shown.waits_for_visit, shown.sessions) == (False, False, None)


def test_a_gate_that_was_not_met_can_be_gone_through() -> None:
    shown = phase_shown(a_course(phase=2), History(), day(0))

    assert shown.gate
    assert (shown.gate.id, shown.gate.open, shown.gate.passed_on) == ("phase-2", True, None)


def test_the_day_from_which_the_next_phase_can_open_is_named_until_it_comes() -> None:
    early = phase_shown(a_course(phase=2, phase_since=day(-11)), History(), day(0))
    asked = phase_shown(a_course(phase=2, phase_since=day(-12)), History(), day(0))
    late = phase_shown(a_course(phase=2, phase_since=day(-14)), History(), day(0))

    shown = [
        (each.gate.open, each.gate.opens_from) for each in (early, asked, late) if each.gate
    ]
    assert shown == [(False, day(3)), (True, day(2)), (True, None)]


def test_after_a_run_that_was_too_much_the_page_names_the_day_it_is_settled() -> None:
    history = History(runs=(a_run(-1, pain=6),))

    shown = phase_shown(a_course(phase=2), history, day(0))
    running = running_shown(a_course(phase=2), history, day(0))

    assert shown.gate
    assert (shown.gate.open, shown.gate.opens_from) == (True, day(2))
    assert [lock.opens_on for lock in running.locks if lock.id == "not_settled"] == [day(2)]


def test_good_sessions_are_counted_where_the_gate_asks_for_them() -> None:
    done = tuple(SessionTold(on=day(n), amount=Amount.ALL) for n in (-4, -2))

    shown = phase_shown(a_course(phase=1), History(sessions=done), day(0))

    assert (shown.phase, shown.sessions, shown.sessions_needed) == (WAKE_UP, 2, 6)


def test_until_somebody_has_looked_no_gate_opens() -> None:
    limits = Limits().until_seen()

    first = phase_shown(a_course(phase=0, limits=limits), History(), day(0))
    last = phase_shown(a_course(phase=1, limits=limits), History(), day(0))

    assert (first.phase, first.waits_for_visit) == (SETTLE, False)
    assert (last.gate, last.waits_for_visit) == (None, True)


def test_behind_the_last_phase_lies_nothing() -> None:
    shown = phase_shown(a_course(phase=5), History(), day(0))

    assert (shown.next, shown.gate, shown.waits_for_visit) == (None, None, False)


def test_while_running_is_locked_every_reason_is_told() -> None:
    shown = running_shown(a_course(phase=2), History(), day(0))

    assert [lock.id for lock in shown.locks] == ["pain_not_told", "list"]
    assert (shown.number, shown.stage, shown.next, shown.free) == (None, None, None, False)
    assert shown.gate
    assert (shown.gate.id, shown.gate.open) == ("run", True)
    assert shown.gate.items == gate_items(a_course(phase=2))


def test_the_list_before_the_first_run_waits_two_days_once_it_was_met() -> None:
    shown = running_shown(a_course(phase=2), ready(gates=list_met(-1)), day(0))

    assert shown.gate
    assert (shown.gate.open, shown.gate.passed_on) == (False, day(-1))
    assert shown.gate.again_from == day(1)


def test_there_is_no_list_to_go_through_in_the_first_days_or_before_a_visit() -> None:
    settling = running_shown(a_course(phase=0), History(), day(0))
    unseen = running_shown(a_course(limits=Limits().until_seen()), History(), day(0))

    assert (settling.gate, unseen.gate) == (None, None)


def test_on_the_ladder_the_stage_and_the_next_one_are_told() -> None:
    shown = running_shown(a_course(stage=3), History(days=calm(-6, 0)), day(0))

    assert (shown.number, shown.last, shown.stage, shown.next) == (
        3,
        12,
        STAGES[3],
        STAGES[4],
    )
    assert (shown.locks, shown.gate, shown.free) == ((), None, False)


def test_behind_the_ladder_running_is_free() -> None:
    last = running_shown(a_course(stage=12), History(), day(0))
    free = running_shown(a_course(stage=13), History(), day(0))

    assert (last.stage, last.next, last.free) == (STAGES[12], None, False)
    assert (free.stage, free.next, free.free) == (None, None, True)
