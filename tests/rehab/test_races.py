"""Two requests at once, each with a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier
from time import sleep
from typing import Any

import pytest
from django.db import connection, connections, transaction

from accounts.models import User
from rehab.models import Clearance, DiaryEntry, Plan, PlanChange
from rehab.oversight.editing import change_phase, hold_runs
from rehab.oversight.overruling import overrule
from rehab.oversight.seen_before import ChangedMeanwhile
from rehab.plans import (
    NotCleared,
    RedFlagUncleared,
    begin_session,
    record_clearance,
    resume_plan,
    review_plan,
    review_plans,
)
from tests.factories import (
    NOON,
    a_clearance,
    a_plan,
    a_reminder,
    a_runner,
    an_assessment,
)
from tests.rehab.oversight.steps import TODAY, an_act, treated
from tests.rehab.steps import an_unfinished_check, opened, told
from triage.models import Assessment, LevelOverrule
from triage.rules.parts import Level
from triage.services import record_answers, start_assessment, submit_assessment

pytestmark = pytest.mark.django_db(transaction=True)

DAY = timedelta(days=1)
LATER = NOON + timedelta(hours=1)


def start(runner: User, check: Assessment) -> Plan:
    return opened(runner, check=check.pk)


def at_once(*tasks: Callable[[], object]) -> list[object]:
    """Run ``tasks`` at the same time; return what each returned or raised."""
    ready = Barrier(len(tasks))

    def run(task: Callable[[], object]) -> object:
        ready.wait()
        try:
            return task()
        except Exception as fault:  # noqa: BLE001 - the test looks at which it was
            return fault
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return [*pool.map(run, tasks)]


def test_two_clicks_on_start_open_one_plan() -> None:
    runner = a_runner()
    check = an_assessment(patient=runner)

    first, second = at_once(*[partial(start, runner, check)] * 2)

    assert first == second == Plan.objects.get()
    assert runner.consents.filter(kind="MAILS").count() == 1


def test_two_answers_to_one_mail_make_one_entry() -> None:
    reminder = a_reminder()

    first, second = at_once(*[partial(told, reminder)] * 2)

    assert first == second == DiaryEntry.objects.get()


def test_two_reviews_at_once_change_a_plan_once() -> None:
    plan = a_plan()

    one, other = at_once(*[partial(review_plans, at=NOON + 8 * DAY)] * 2)

    assert sorted([one, other], key=bool) == [[], [plan]]
    assert plan.changes.filter(what="PHASE").count() == 1
    assert plan.sessions.count() == 1


def test_what_is_told_during_a_review_is_kept_and_counts() -> None:
    reminder = a_reminder(plan=a_plan())
    plan = reminder.of_plan
    at = NOON + 8 * DAY

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            review_plan(plan_id=plan.pk, at=at)
            telling = pool.submit(at_once, partial(told, reminder, worse=True, at=at))
            _until_somebody_waits()
        [entry] = telling.result()

    plan.refresh_from_db()
    assert isinstance(entry, DiaryEntry)
    assert (plan.phase, plan.paused_at) == (1, at)
    assert plan.changes.filter(what="PHASE").count() == 1


def test_two_starts_of_one_session_make_one() -> None:
    plan = a_plan(phase=1)

    first, second = at_once(*[partial(begin_session, plan=plan, at=NOON)] * 2)

    assert first == second == plan.sessions.get()


def test_a_red_flag_at_the_moment_of_starting_leaves_no_plan_going() -> None:
    runner = a_runner()
    calm = an_assessment(patient=runner)
    worrying = start_assessment(
        release=calm.release, wording="Keep it.", patient=runner, at=NOON
    )
    told = {**calm.given, "locking": True}
    record_answers(assessment_id=worrying.pk, answers=told, at=NOON)

    at_once(
        partial(start, runner, calm),
        partial(submit_assessment, assessment_id=worrying.pk, at=LATER),
    )

    assert not Plan.objects.open().filter(paused_at=None).exists()


@pytest.mark.parametrize(
    ("sign", "fact"),
    [({"locking": True}, RedFlagUncleared), ({"place": "outer"}, None)],
)
def test_a_check_that_comes_while_a_plan_opens_is_said_as_a_fact(
    sign: dict[str, Any], fact: type[Exception] | None
) -> None:
    runner = a_runner()
    calm = an_assessment(patient=runner)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            _hold_up("accounts_consent")  # where the opening waits, having looked
            opening = pool.submit(at_once, partial(start, runner, calm))
            _until_somebody_waits()
            an_assessment(patient=runner, at=LATER, **sign)
        [outcome] = opening.result()

    assert isinstance(outcome, fact or Plan)
    assert Plan.objects.filter(paused_at=None).exists() is (fact is None)


def test_two_clicks_on_save_keep_one_visit() -> None:
    runner = a_runner()
    visit = partial(
        record_clearance,
        person=runner,
        by=runner,
        seen_on=LATER.date(),
        who=Clearance.Who.DOCTOR,
        may_exercise=True,
        may_run=False,
        at=LATER,
    )

    first, second = at_once(visit, visit)

    assert first == second == Clearance.objects.get()


def test_a_red_flag_at_the_moment_of_going_on_leaves_the_plan_paused() -> None:
    plan = a_plan(paused_at=NOON)
    runner = plan.person
    a_clearance(person=runner, at=LATER)
    checked_at = LATER + timedelta(hours=1)
    an_assessment(patient=runner, at=checked_at)
    Plan.objects.update(paused_at=NOON)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            _hold_up("rehab_plan", "SHARE")  # where it waits to be stored, having looked
            going_on = pool.submit(at_once, partial(resume_plan, plan=plan, at=checked_at))
            _until_somebody_waits()
            an_unfinished_check(runner, at=checked_at, locking=True)
        [outcome] = going_on.result()

    assert isinstance(outcome, NotCleared)
    assert Plan.objects.get().paused_at == NOON


def test_of_two_physios_at_once_the_second_decides_again() -> None:
    plan = treated(phase=3)
    acts = [an_act(plan), an_act(plan)]

    outcomes = at_once(
        partial(change_phase, plan=plan, phase=2, act=acts[0]),
        partial(hold_runs, plan=plan, until=TODAY + 7 * DAY, act=acts[1]),
    )

    [done] = [one for one in outcomes if isinstance(one, PlanChange)]
    [late] = [one for one in outcomes if isinstance(one, ChangedMeanwhile)]
    assert late.changes == (done,)
    assert plan.changes.get() == done


def test_of_two_physios_who_overrule_at_once_one_is_heard() -> None:
    plan = treated(phase=3)
    acts = [an_act(plan, why="Limps."), an_act(plan, why="Swollen.")]

    outcomes = at_once(
        *(
            partial(overrule, assessment=plan.assessment, level=level, act=act)
            for level, act in zip((Level.SAME_DAY, Level.WITHIN_A_WEEK), acts, strict=True)
        )
    )

    assert {type(one) for one in outcomes} == {LevelOverrule, ChangedMeanwhile}
    assert LevelOverrule.objects.count() == 1


def _hold_up(table: str, mode: str = "EXCLUSIVE") -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table} IN {mode} MODE")


def _until_somebody_waits() -> None:
    with connection.cursor() as cursor:
        waiting = 0
        while not waiting:
            sleep(0.01)
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            [waiting] = cursor.fetchone()
