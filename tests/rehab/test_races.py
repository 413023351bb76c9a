"""Two requests at once, each with a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta
from functools import partial
from threading import Barrier

import pytest
from django.db import connections

from accounts.models import User
from rehab.models import DiaryEntry, Plan
from rehab.plans import open_plan, record_diary_entry
from tests.factories import NOON, a_reminder, a_runner, an_assessment
from triage.models import Assessment
from triage.protocols.medial_knee import FOLLOW_UP
from triage.services import record_answers, start_assessment, submit_assessment

pytestmark = pytest.mark.django_db(transaction=True)

LATER = NOON + timedelta(hours=1)


def start(runner: User, check: Assessment) -> Plan:
    return open_plan(
        person=runner,
        assessment_id=check.pk,
        time_zone="UTC",
        reminder_times=[time(9), time(13), time(18)],
        no_ice=False,
        no_compression=False,
        at=LATER,
    )


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
