"""What becomes of a second answer to the same mail."""

from datetime import timedelta
from typing import Any

import pytest

from rehab.models import DiaryEntry, Plan
from rehab.plans import PAUSES_FROM, finish_plan, judge_entry
from tests.factories import a_plan, a_reminder, an_assessment
from tests.rehab.steps import LATER, NOTHING_NEW, changes, opened, told
from triage.protocols.medial_knee import NEW_SIGNS
from triage.rules.answers import Silence
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
POP = "new_pop_or_swelling"


@pytest.mark.parametrize("again", [{"pain": 6}, {"done": False}, {"signs": {}}])
def test_what_is_told_otherwise_is_kept_beside_the_first(again: dict[str, Any]) -> None:
    reminder = a_reminder()
    first = told(reminder)

    second = told(reminder, **again)

    assert [*DiaryEntry.objects.order_by("pk")] == [first, second]
    assert (first.adds_to, second.adds_to) == (None, first)
    assert Plan.objects.get().paused_at is None


def test_to_go_back_to_what_was_told_first_is_kept_too() -> None:
    reminder = a_reminder()
    first = told(reminder)
    told(reminder, pain=4)

    third = told(reminder)

    assert third != first
    assert DiaryEntry.objects.count() == 3


@pytest.mark.parametrize(
    ("again", "level"),
    [
        ({"worse": True}, Level.WITHIN_A_WEEK),
        ({"pain": 7}, Level.WITHIN_2_DAYS),
        ({"pain": 8}, Level.SAME_DAY),
        ({"signs": NOTHING_NEW | {"new_block": True}}, Level.SAME_DAY),
        ({"signs": NOTHING_NEW | {POP: Silence.NOT_SURE}}, Level.WITHIN_2_DAYS),
        ({"signs": {"new_chest": True}}, Level.EMERGENCY),
    ],
)
def test_what_came_up_since_is_kept_beside_the_first_and_pauses_the_plan(
    again: dict[str, Any], level: Level
) -> None:
    reminder = a_reminder()
    first = told(reminder)

    second = told(reminder, **again, at=LATER + 10 * MINUTE)

    assert second != first
    assert (second.reminder, second.adds_to, second.level) == (reminder, first, level)
    assert Plan.objects.get().paused_at == LATER + 10 * MINUTE


@pytest.mark.parametrize("sign", NEW_SIGNS.keys)
@pytest.mark.parametrize("answer", [True, Silence.NOT_SURE, Silence.LEFT_OPEN])
def test_no_new_sign_is_too_small_to_be_kept(sign: str, answer: Silence) -> None:
    judgement = judge_entry(pain=0, worse=False, signs=NOTHING_NEW | {sign: answer})

    assert judgement.level >= PAUSES_FROM


def test_a_double_click_makes_one_row_of_a_first_and_of_a_second_answer() -> None:
    reminder = a_reminder()

    first, again = told(reminder), told(reminder, at=LATER + MINUTE)
    worse, too = (told(reminder, worse=True, at=LATER + MINUTE) for _ in range(2))

    assert first == again
    assert worse == too
    assert DiaryEntry.objects.count() == 2
    assert [why for _, why, _ in changes(reminder.of_plan)] == ["It got worse."]


def test_a_second_answer_is_of_the_day_on_which_it_is_told() -> None:
    reminder = a_reminder()
    first = told(reminder)

    second = told(reminder, worse=True, at=LATER + timedelta(days=2))

    assert second.local_on - first.local_on == timedelta(days=2)


def test_a_mail_of_an_earlier_plan_pauses_the_plan_of_today() -> None:
    reminder = a_reminder(plan=a_plan())
    finish_plan(plan=reminder.of_plan, at=LATER)
    an_assessment(patient=reminder.person, at=LATER)
    today = opened(reminder.person, at=LATER + MINUTE)

    entry = told(reminder, worse=True, at=LATER + 2 * MINUTE)

    today.refresh_from_db()
    assert entry.plan == reminder.plan
    assert today.paused_at == LATER + 2 * MINUTE
