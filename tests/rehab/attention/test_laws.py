"""Laws: what acts raise is what a sweep would find, and a warning sign ends by a visit."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from rehab.attention import Rule, settle_missed
from rehab.models import Attention, Clearance, Heartbeat, Plan, Reminder, SeenAnswer
from rehab.models.heartbeat import ATTENTION
from rehab.plans import (
    SeenTooEarly,
    finish_plan,
    has_red_flag,
    heed_assessment,
    heed_red_flag,
    record_clearance,
    record_day,
    record_gate,
    record_run,
    record_seen_answer,
    review_plans,
    trust_address,
)
from rehab.plans.diary.telling import RunDone
from rehab.programme.phases.gates import RUN
from rehab.reminders.sending.claims import Batch
from rehab.reminders.sending.outcomes import stop_address
from tests.factories import (
    NOON,
    a_follow_up,
    a_plan,
    a_question,
    a_reminder,
    a_result,
    a_runner,
)
from tests.rehab.steps import telling
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
LETTER_ON = date(2026, 1, 1)  # of a mail that only lends its name
BY_TIME = (Rule.BEHIND, Rule.NOT_SEEN)
Act = Callable[[Plan, datetime], object]


def tell(plan: Plan, at: datetime, *, pain: int = 1, worse: bool = False) -> object:
    return record_day(plan=plan, telling=telling(pain=pain, worse=worse), done=True, at=at)


def run(plan: Plan, at: datetime) -> object:
    told = RunDone(on=at.date(), minutes=30, pain=1, metres=5000)
    return record_run(plan=plan, telling=telling(), run=told, at=at)


def go_through_the_list(plan: Plan, at: datetime, *, met: bool) -> object:
    open_items = [] if met else ["calm"]
    return record_gate(plan=plan, gate=RUN, open_items=open_items, at=at)


def check(plan: Plan, at: datetime, *, level: Level) -> None:
    pk = a_result(patient=plan.person, level=level, at=at).pk
    heed_assessment(assessment_id=pk, at=at)
    heed_red_flag(assessment_id=pk, at=at)


def answer(plan: Plan, at: datetime, *, said: str) -> None:
    asked = plan.person.reminders.filter(kind="SEEN").first() or _a_question(plan, at)
    record_seen_answer(reminder=asked, said=said, at=at)


def _a_question(plan: Plan, at: datetime) -> Reminder:
    """Return a question that was sent, on a day on which nothing else is."""
    check(plan, at, level=Level.SAME_DAY)
    follow_up = a_follow_up(
        person=plan.person,
        assessment=plan.person.assessments.urgent().latest("pk"),
        agreed=False,
        begun_at=at,
        begun_on=at.date(),
    )
    long_ago = NOON.date() - timedelta(days=30)
    sent = {"state": "SENT", "settled_at": at}
    return a_question(follow_up=follow_up, local_on=long_ago, due_at=at, **sent)


def be_seen(plan: Plan, at: datetime, *, may_exercise: bool) -> None:
    try:
        record_clearance(
            person=plan.person,
            by=plan.person,
            seen_on=at.date(),
            seen_after=at,
            who=Clearance.Who.DOCTOR,
            may_exercise=may_exercise,
            may_run=False,
            at=at,
        )
    except SeenTooEarly:  # pragma: no cover - the day of the runner's zone had turned
        return


def lose_the_address(plan: Plan, at: datetime) -> None:
    reminder = plan.person.reminders.filter(local_on=LETTER_ON).get()
    stop_address(Batch([reminder], lease_until=at), reminder, at=at, code="550")


def trust(plan: Plan, at: datetime) -> object:
    return trust_address(person=plan.person, at=at)


def wait(plan: Plan, at: datetime) -> object:
    return review_plans(at=at)


def finish(plan: Plan, at: datetime) -> object:
    return finish_plan(plan=plan, at=at)


ACTS: Sequence[Act] = (
    tell,
    partial(tell, pain=5),
    partial(tell, pain=9),
    partial(tell, worse=True),
    run,
    partial(go_through_the_list, met=False),
    partial(go_through_the_list, met=True),
    partial(check, level=Level.SAME_DAY),
    partial(check, level=Level.WITHIN_A_WEEK),
    partial(answer, said=SeenAnswer.Said.WORSE),
    partial(answer, said=SeenAnswer.Said.SEEN),
    partial(be_seen, may_exercise=True),
    partial(be_seen, may_exercise=False),
    lose_the_address,
    trust,
    wait,
    wait,
    finish,
)
LIVES = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(1, 240)), max_size=5)
BRISK = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def a_life(life: list[tuple[Act, int]]) -> tuple[User, datetime]:
    """Let a runner live so; return them, and when the last thing happened."""
    at = NOON
    plan = a_plan(person=a_runner(time_zone="UTC"), phase=2, reviewed_on=NOON.date())
    sent = {"state": "SENT", "settled_at": NOON}
    a_reminder(plan=plan, local_on=LETTER_ON, **sent)
    for act, hours in life:
        at += hours * HOUR
        act(plan, at)
    return plan.person, at


def raised(person: User) -> list[dict[str, Any]]:
    """Return what asks for a look, but for what only time brings.

    Days are reviewed before an answer is kept, both at one instant. So the pain told last
    may be of before that answer, or of it.
    """
    rows = Attention.objects.open().filter(person=person).exclude(rule__in=BY_TIME)
    columns = ("rule", "level", "why", "raised_at", "renewed_at")
    return [
        row | {"why": row["why"].partition(" Pain told last")[0]}
        for row in rows.order_by("rule").values(*columns)
    ]


@BRISK
@given(life=LIVES)
def test_acts_raise_what_a_sweep_finds_and_a_warning_sign_ends_only_by_a_visit(
    life: list[tuple[Act, int]],
) -> None:
    person, at = a_life(life)
    made = raised(person)

    person.attention.filter(closed_at=None).delete()
    Heartbeat.objects.filter(name=ATTENTION).delete()
    settle_missed(at=at)

    flags = person.attention.filter(rule=Rule.RED_FLAG)
    visits = person.clearances.filter(may_exercise=True)
    ended = {flag.closed_at for flag in flags if flag.closed_at}
    assert raised(person) == made
    assert ended <= {visit.at for visit in visits}
    assert flags.exists() or not has_red_flag(person)
