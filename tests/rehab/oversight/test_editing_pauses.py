"""A physio lets runs rest, pauses a plan, lets it go on, and moves times of mails."""

from datetime import date, time, timedelta

import pytest

from rehab import plans
from rehab.models import Plan, PlanChange
from rehab.oversight import editing
from rehab.oversight.acting import Barred, NothingChanges
from tests.factories import NOON, a_clearance, an_assessment
from tests.rehab.oversight.steps import DAY, TODAY, WHY, an_act, physio_of, treated
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

IN_A_WEEK = TODAY + 7 * DAY


def told(change: PlanChange) -> tuple[str, str, str, str]:
    return change.what, change.before, change.after, change.why


def now(plan: Plan) -> Plan:
    return Plan.objects.get(pk=plan.pk)


def at_rest() -> Plan:
    plan = treated(phase=2, stage=2, stage_since=TODAY - 9 * DAY)
    editing.hold_runs(plan=plan, until=IN_A_WEEK, act=an_act(plan))
    return now(plan)


def test_running_rests_until_a_day() -> None:
    plan = treated(phase=2, stage=3, stage_since=TODAY)

    change = editing.hold_runs(plan=plan, until=IN_A_WEEK, act=an_act(plan))

    assert told(change) == ("REST", "", IN_A_WEEK.isoformat(), WHY)
    assert now(plan).rest_until == IN_A_WEEK


def test_a_longer_rest_follows_a_shorter_one_and_not_the_other_way() -> None:
    plan = at_rest()
    longer = IN_A_WEEK + DAY

    with pytest.raises(NothingChanges):
        editing.hold_runs(plan=plan, until=IN_A_WEEK, act=an_act(plan))
    with pytest.raises(Barred):
        editing.hold_runs(plan=plan, until=IN_A_WEEK - DAY, act=an_act(plan))
    editing.hold_runs(plan=plan, until=longer, act=an_act(plan))

    assert now(plan).rest_until == longer


@pytest.mark.parametrize("until", [TODAY, TODAY + timedelta(weeks=12, days=1)])
def test_a_rest_is_to_come_and_no_longer_than_12_weeks(until: date) -> None:
    plan = treated(phase=2)

    with pytest.raises(editing.RestsTooLong):
        editing.hold_runs(plan=plan, until=until, act=an_act(plan))


def test_a_rest_ends_before_its_day() -> None:
    plan = at_rest()

    change = editing.end_hold(plan=plan, act=an_act(plan))

    assert now(plan).rest_until is None
    assert (change.what, change.why, change.by) == ("UNDONE", WHY, physio_of(plan.person))


def test_a_rest_that_is_over_cannot_end() -> None:
    plan = at_rest()
    later = an_act(plan, at=NOON + 8 * DAY)

    with pytest.raises(NothingChanges):
        editing.end_hold(plan=plan, act=later)


def test_a_pause_calls_for_a_visit_by_mail() -> None:
    plan = treated(phase=2)

    editing.pause(plan=plan, level=Level.WITHIN_2_DAYS, act=an_act(plan))

    change = plan.changes.get()
    assert (change.what, change.why, change.level) == ("PAUSED", WHY, Level.WITHIN_2_DAYS)
    assert now(plan).paused_at == NOON
    assert [mail.kind for mail in plan.reminders.filter(state="DUE")] == ["VISIT"]


def test_a_pause_says_to_be_seen_within_a_week_or_sooner() -> None:
    plan = treated(phase=2)

    with pytest.raises(ValueError, match="2"):
        editing.pause(plan=plan, level=Level.WITHIN_2_WEEKS, act=an_act(plan))


def test_a_paused_plan_goes_on_only_as_the_rules_allow() -> None:
    plan = treated(phase=3)
    editing.pause(plan=plan, level=Level.WITHIN_A_WEEK, act=an_act(plan))

    with pytest.raises(plans.NotCleared):
        editing.resume(plan=plan, act=an_act(plan))
    a_clearance(person=plan.person, at=NOON + timedelta(hours=1))
    checked_at = NOON + timedelta(hours=2)
    an_assessment(patient=plan.person, at=checked_at)
    editing.resume(plan=plan, act=an_act(plan, at=checked_at))

    resumed = plan.changes.get(what="RESUMED")
    phase = plan.changes.get(what="PHASE")
    assert resumed.why.startswith(f"{WHY} Seen by ")
    assert (resumed.by, phase.by) == (physio_of(plan.person), None)
    assert (now(plan).paused_at, now(plan).phase) == (None, 2)


def test_times_of_mails_move_and_the_rest_stays_the_runners() -> None:
    plan = treated(phase=1, care_days=[0, 1])
    times = [time(10), time(14), time(19)]

    editing.change_times(plan=plan, times=times, session_time=time(17), act=an_act(plan))

    change = plan.changes.get()
    assert (change.what, change.why, change.by) == (
        "SETTINGS",
        WHY,
        physio_of(plan.person),
    )
    moved = now(plan)
    assert (moved.reminder_times, moved.session_time) == (times, time(17))
    assert (moved.care_days, moved.night_begins) == ([0, 1], plan.night_begins)
    with pytest.raises(NothingChanges):
        editing.change_times(
            plan=plan, times=times[::-1], session_time=time(17), act=an_act(plan)
        )


@pytest.mark.parametrize(
    ("times", "fact"),
    [
        ([time(7), time(14), time(19)], plans.TimeAtNight),
        ([time(9), time(10), time(19)], plans.TimesTooClose),
    ],
)
def test_nothing_comes_in_the_quiet_hours(times: list[time], fact: type[Exception]) -> None:
    plan = treated(phase=1)

    with pytest.raises(fact):
        editing.change_times(plan=plan, times=times, session_time=None, act=an_act(plan))
