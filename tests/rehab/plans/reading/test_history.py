"""What was told, as the rules read it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rehab.models import DiaryEntry, Plan, PlanChange
from rehab.plans import (
    CheckDone,
    RunDone,
    SessionDone,
    history_of,
    record_check_in,
    record_run,
    record_session,
)
from rehab.plans.reading.history import LOOK_BACK, SESSIONS
from rehab.programme.told import (
    Amount,
    CheckInTold,
    Day,
    Feeling,
    History,
    RunTold,
    SessionTold,
    Swelling,
    Tried,
)
from tests.factories import NOON, a_plan, a_reminder, a_session, an_entry
from tests.rehab.steps import LATER, november, telling, told
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
TODAY = NOON.date()


def tell_session(plan: Plan, *, on: date, at: datetime, **given: Any) -> None:
    session = a_session(plan=plan, on=on, number=plan.sessions.count())
    report = SessionDone(amount=Amount.MOST, hard=6, clean=False, painkiller=True)
    record_session(
        plan=plan, session=session, telling=telling(**given), report=report, at=at
    )


def tell_run(plan: Plan, *, on: date, at: datetime, **given: Any) -> None:
    run = RunDone(on=on, minutes=20, pain=2)
    record_run(plan=plan, telling=telling(**given), run=run, at=at)


def test_of_a_new_plan_nothing_is_told() -> None:
    assert history_of(a_plan()) == History()


def test_a_day_holds_what_was_told_last_and_the_worst_level() -> None:
    plan = a_plan()
    first, second = (a_reminder(plan=plan, slot=slot) for slot in (1, 2))
    told(first, pain=4, done=True, swelling="MORE", night_pain=True)
    told(second, pain=2, done=False, signs={}, morning_pain=3)

    [day] = history_of(plan).days

    assert day == Day(
        on=TODAY,
        pain=2,
        level=Level.SELF_CARE,
        care_done=True,
        list_answered=True,
        morning=3,
        swelling=Swelling.MORE,
        night_pain=True,
    )


def test_a_sign_taken_back_keeps_its_level_and_no_more() -> None:
    plan = a_plan()
    reminder = a_reminder(plan=plan)
    told(reminder, worse=True, pain=6)
    told(reminder)

    [day] = history_of(plan).days

    assert (day.pain, day.worse, day.level) == (2, False, Level.WITHIN_A_WEEK)


def test_worse_stays_though_another_mail_of_the_day_says_no() -> None:
    plan = a_plan()
    told(a_reminder(plan=plan, slot=1), worse=True)
    told(a_reminder(plan=plan, slot=2))

    [day] = history_of(plan).days

    assert day.worse


def test_a_day_whose_list_stayed_open_says_so() -> None:
    plan = a_plan()
    told(a_reminder(plan=plan), signs={}, done=False)

    [day] = history_of(plan).days

    assert (day.list_answered, day.care_done) == (False, False)


@pytest.mark.parametrize(
    "change",
    [
        {"what": "RESUMED"},
        {"what": "PROTECT", "before": "protect", "after": "full"},
        {"what": "VISIT", "subject": "seen"},
    ],
)
def test_what_was_told_before_a_visit_is_no_sign_any_more(change: dict[str, str]) -> None:
    plan = a_plan()
    told(a_reminder(plan=plan, slot=1), worse=True)
    PlanChange.objects.create(plan=plan, at=LATER + HOUR, why="Seen.", **change)

    seen = history_of(plan).days[-1]
    told(a_reminder(plan=plan, slot=2), worse=True, at=LATER + 2 * HOUR)
    again = history_of(plan).days[-1]

    assert (seen.level, seen.worse) == (Level.SELF_CARE, False)
    assert (again.level, again.worse) == (Level.WITHIN_A_WEEK, True)


def test_a_session_and_a_run_tell_of_their_own_day_and_of_the_pain_of_today() -> None:
    plan = a_plan(phase=1)
    tell_session(plan, on=TODAY - 2 * DAY, at=NOON, pain=3, swelling="SAME")
    tell_run(plan, on=TODAY - DAY, at=NOON, pain=4, signs={})

    history = history_of(plan)

    assert [(day.on, day.pain) for day in history.days] == [(TODAY, 4)]
    assert history.sessions == (
        SessionTold(
            on=TODAY - 2 * DAY,
            amount=Amount.MOST,
            hard=6,
            clean=False,
            painkiller=True,
            swelling=Swelling.SAME,
        ),
    )
    assert history.runs == (RunTold(on=TODAY - DAY, minutes=20, pain=2, counts=False),)
    assert history.owed == (TODAY - 2 * DAY, TODAY)


def test_a_session_tells_of_each_exercise() -> None:
    session = a_session()
    tried = {"X05": (Amount.SOME, 4), "X04": (Amount.ALL, 0)}
    report = SessionDone(amount=Amount.ALL, hard=3, tried=tried)
    record_session(
        plan=session.plan, session=session, telling=telling(), report=report, at=NOON
    )

    [entry] = history_of(session.plan).sessions

    assert entry.tried == (
        Tried(exercise="X04", amount=Amount.ALL, pain=0),
        Tried(exercise="X05", amount=Amount.SOME, pain=4),
    )


def test_a_check_in_tells_all_it_asks() -> None:
    plan = a_plan()
    check = CheckDone(
        worst=5, feeling=Feeling.BETTER, running=4, activities=[1, 9], limps=True
    )
    record_check_in(plan=plan, which="day-2", telling=telling(), check=check, at=NOON)

    assert history_of(plan).check_ins == (
        CheckInTold(
            on=TODAY,
            now=1,
            worst=5,
            feeling=Feeling.BETTER,
            running=4,
            activities=(1, 9),
            limps=True,
        ),
    )


def test_what_is_long_ago_is_left_out_but_check_ins_are_not() -> None:
    plan = a_plan()
    check = CheckDone(worst=5, feeling=Feeling.SAME)
    record_check_in(plan=plan, which="day-2", telling=telling(), check=check, at=NOON)
    an_entry(plan=plan, local_on=TODAY, at=NOON)
    for days in (0, 1):
        on = TODAY + LOOK_BACK + days * DAY
        an_entry(plan=plan, local_on=on, at=NOON + LOOK_BACK + days * DAY)

    history = history_of(plan)

    assert [day.on for day in history.days] == [
        TODAY,
        TODAY + LOOK_BACK,
        TODAY + LOOK_BACK + DAY,
    ]
    assert len(history.check_ins) == 1
    assert not history.days[0].care_done


def test_of_sessions_owed_the_last_ones_are_read() -> None:
    plan = a_plan(phase=1)
    for number in range(SESSIONS + 1):
        a_session(plan=plan, number=number, on=TODAY + number * DAY)

    owed = history_of(plan).owed

    assert (len(owed), owed[0]) == (SESSIONS, TODAY + DAY)


def test_an_answer_of_another_day_is_of_that_day() -> None:
    reminder = a_reminder(local_on=TODAY)
    told(reminder, pain=1)
    told(reminder, pain=3, at=LATER + DAY)

    history = history_of(reminder.of_plan)

    assert [(day.on.day, day.pain) for day in history.days] == [(22, 1), (23, 3)]
    assert november(22, 23) == [day.on for day in history.days]


@pytest.mark.parametrize("entries", [1, 20])
def test_a_history_takes_two_queries_however_long_it_is(entries: int) -> None:
    plan = a_plan(phase=1)
    for days in range(entries):
        an_entry(plan=plan, local_on=TODAY + days * DAY)
    plan = Plan.objects.select_related("person").get()

    with CaptureQueriesContext(connection) as queries:
        history_of(plan)

    assert DiaryEntry.objects.count() == entries
    assert len(queries) == 2
