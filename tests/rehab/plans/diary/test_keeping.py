from datetime import timedelta

import pytest

from rehab.models import Plan, Reminder
from rehab.plans import (
    Judgement,
    ListLeftOpen,
    judge_entry,
)
from tests.factories import NOON, a_reminder
from tests.rehab.steps import LATER, NOTHING_NEW, changes, told
from triage.protocols.medial_knee import FOLLOW_UP
from triage.rules.answers import Answer, Silence
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db


CALF, CHEST, HOT, POP, BLOCK = (
    FOLLOW_UP.questions[f"new_{sign}"].text
    for sign in ("calf", "chest", "hot_joint", "pop_or_swelling", "block")
)


@pytest.mark.parametrize(
    ("pain", "worse", "ticked", "level", "reasons"),
    [
        (0, False, None, Level.SELF_CARE, ()),
        (6, False, None, Level.SELF_CARE, ()),
        (7, False, None, Level.WITHIN_2_DAYS, ("Pain at rest: 7 out of 10.",)),
        (8, False, None, Level.SAME_DAY, ("Pain at rest: 8 out of 10.",)),
        (
            8,
            False,
            "new_calf",
            Level.EMERGENCY,
            ("Pain at rest: 8 out of 10.", f"New: {CALF}."),
        ),
        (0, True, None, Level.WITHIN_A_WEEK, ("It got worse.",)),
        (
            0,
            False,
            "new_chest",
            Level.EMERGENCY,
            (f"New: {CHEST}.",),
        ),
        (
            9,
            True,
            "new_block",
            Level.SAME_DAY,
            (
                f"New: {BLOCK}.",
                "Pain at rest: 9 out of 10.",
                "It got worse.",
            ),
        ),
    ],
)
def test_the_worst_of_the_list_and_the_numbers_counts(
    *,
    pain: int,
    worse: bool,
    ticked: str | None,
    level: Level,
    reasons: tuple[str, ...],
) -> None:
    signs = NOTHING_NEW | ({ticked: True} if ticked else {})

    assert judge_entry(pain=pain, worse=worse, signs=signs) == Judgement(level, reasons)


def test_not_sure_is_not_read_as_no() -> None:
    signs = NOTHING_NEW | {"new_pop_or_swelling": Silence.NOT_SURE}

    judgement = judge_entry(pain=0, worse=False, signs=signs)

    assert judgement == Judgement(
        Level.WITHIN_2_DAYS,
        (f"New, but not sure: {POP}.",),
    )


def test_a_list_left_open_on_a_good_day_says_nothing() -> None:
    assert judge_entry(pain=5, worse=False, signs={}) == Judgement(Level.SELF_CARE, ())


@pytest.mark.parametrize(
    ("pain", "worse", "signs"),
    [(6, False, {}), (0, True, {}), (0, False, {"new_calf": False})],
    ids=["strong pain", "worse", "half a list"],
)
def test_a_bad_day_or_half_a_list_is_not_taken(
    *, pain: int, worse: bool, signs: dict[str, Answer]
) -> None:
    with pytest.raises(ListLeftOpen):
        judge_entry(pain=pain, worse=worse, signs=signs)


def test_an_emergency_needs_no_more_answers() -> None:
    judgement = judge_entry(pain=9, worse=True, signs={"new_chest": True})

    assert judgement.level is Level.EMERGENCY


def test_a_good_day_is_kept_and_the_plan_goes_on() -> None:
    reminder = a_reminder()

    entry = told(reminder)

    assert (entry.done, entry.pain, entry.worse, entry.level) == (True, 2, False, 1)
    assert (entry.local_on, entry.at) == (reminder.local_on, LATER)
    assert (entry.given, entry.counts) == (NOTHING_NEW, True)
    assert entry.release.protocol == FOLLOW_UP
    assert entry.plan.paused_at is None
    assert changes(entry.plan) == []


def test_an_open_list_is_kept_but_does_not_count() -> None:
    entry = told(a_reminder(), signs={})

    assert (entry.given, entry.counts) == ({}, False)


def test_a_red_flag_pauses_the_plan_and_withdraws_what_is_owed() -> None:
    reminder = a_reminder(state=Reminder.State.SENT, settled_at=NOON)
    owed = a_reminder(plan=reminder.plan, slot=2, due_at=NOON + timedelta(days=1))

    entry = told(reminder, signs=NOTHING_NEW | {"new_hot_joint": True}, pain=3)

    plan = Plan.objects.get()
    owed.refresh_from_db()
    assert (entry.level, entry.reasons) == (
        Level.EMERGENCY,
        [f"New: {HOT}."],
    )
    assert plan.paused_at == LATER
    assert changes(plan) == [("PAUSED", f"New: {HOT}.", None)]
    assert (owed.state, owed.reason) == ("WITHDRAWN", "The plan is paused.")


def test_worse_pauses_the_plan() -> None:
    entry = told(a_reminder(), worse=True)

    assert entry.level == Level.WITHIN_A_WEEK
    assert Plan.objects.get().paused_at == LATER
