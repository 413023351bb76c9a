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
from rehab.models import DiaryEntry, Plan
from rehab.plans import RedFlagUncleared, record_diary_entry
from tests.factories import NOON, a_reminder, a_runner, an_assessment
from tests.rehab.steps import opened
from triage.models import Assessment
from triage.protocols.medial_knee import FOLLOW_UP
from triage.services import record_answers, start_assessment, submit_assessment

pytestmark = pytest.mark.django_db(transaction=True)

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
    nothing_new = dict.fromkeys(FOLLOW_UP.questions, False)

    def tell() -> DiaryEntry:
        return record_diary_entry(
            reminder=reminder, done=True, pain=1, worse=False, signs=nothing_new, at=LATER
        )

    first, second = at_once(tell, tell)

    assert first == second == DiaryEntry.objects.get()


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


def _hold_up(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")


def _until_somebody_waits() -> None:
    with connection.cursor() as cursor:
        waiting = 0
        while not waiting:
            sleep(0.01)
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            [waiting] = cursor.fetchone()
