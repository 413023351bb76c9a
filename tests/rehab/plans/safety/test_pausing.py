import pytest

from rehab.models import Plan
from rehab.plans import has_red_flag, pause_open_plan, pause_plan
from tests.factories import NOON, a_plan, a_reminder, a_runner
from tests.rehab.steps import LATER, changes, told
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db


def test_a_second_reason_to_pause_is_noted_too() -> None:
    plan = a_plan()
    pause_plan(plan=plan, why="It got worse.", at=NOON)

    paused = pause_plan(plan=plan, why="Pain at rest: 9 out of 10.", at=LATER)

    assert paused.paused_at == NOON
    assert [why for _, why, _ in changes(plan)] == [
        "It got worse.",
        "Pain at rest: 9 out of 10.",
    ]


@pytest.mark.parametrize("why", ["It got worse.", "again and " * 100])
def test_the_same_reason_is_noted_once(why: str) -> None:
    plan = a_plan()

    for at in (NOON, LATER):
        pause_plan(plan=plan, why=why, at=at)

    assert plan.changes.get().at == NOON


def test_the_same_reason_is_noted_again_if_it_is_more_urgent() -> None:
    plan = a_plan()
    levels = (Level.WITHIN_A_WEEK, Level.SAME_DAY, Level.WITHIN_2_DAYS, None)

    for level in levels:
        pause_plan(plan=plan, why="It is swollen.", at=NOON, level=level)

    assert [*plan.changes.order_by("pk").values_list("level", flat=True)] == [
        Level.WITHIN_A_WEEK,
        Level.SAME_DAY,
    ]
    assert has_red_flag(plan.person)


def test_a_finished_plan_is_not_paused() -> None:
    plan = a_plan(finished_at=NOON)

    paused = pause_plan(plan=plan, why="It got worse.", at=LATER)
    told(a_reminder(plan=plan), worse=True)

    plan.refresh_from_db()
    assert (paused.paused_at, plan.paused_at) == (None, None)
    assert changes(plan) == []


def test_who_has_no_plan_has_none_to_pause() -> None:
    assert pause_open_plan(person_id=a_runner().pk, why="Worse.", at=LATER) is None


def test_a_long_reason_is_cut_to_fit() -> None:
    plan = a_plan()

    pause_plan(plan=plan, why="again and " * 100, at=NOON)

    [(_, why, _)] = changes(plan)
    assert len(why) <= 300
    assert why.endswith(" …")


def test_a_reason_from_before_it_went_on_is_a_reason_anew() -> None:
    plan = a_plan()
    pause_plan(plan=plan, why="It got worse.", at=NOON)
    Plan.objects.update(paused_at=None)

    pause_plan(plan=plan, why="It got worse.", at=LATER)

    assert [why for _, why, _ in changes(plan)] == ["It got worse."] * 2
