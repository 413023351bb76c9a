from datetime import timedelta

import pytest

from rehab.models import Plan, Reminder, SeenAnswer
from rehab.plans import (
    AnsweredOften,
    RedFlagUncleared,
    ask_missed,
    newest_answer,
    offered_assessment,
    record_seen_answer,
)
from tests.factories import (
    NOON,
    a_clearance,
    a_follow_up,
    a_plan,
    a_question,
    an_assessment,
)
from tests.rehab.steps import changes, days_owed, november, told_to_be_seen

pytestmark = pytest.mark.django_db

Said = SeenAnswer.Said
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_who_was_seen_is_asked_no_more_whatever_the_day() -> None:
    follow_up = a_follow_up()
    asked = a_question(follow_up=follow_up, state="SENT", settled_at=NOON)
    a_question(follow_up=follow_up, local_on=NOON.date() + DAY)

    answer = record_seen_answer(reminder=asked, said=Said.SEEN, at=NOON + HOUR)

    assert (answer.reminder, answer.said, answer.at) == (asked, Said.SEEN, NOON + HOUR)
    assert days_owed(follow_up.person) == []
    assert Reminder.objects.latest("pk").reason == "The runner was seen."
    assert ask_missed(at=NOON + HOUR) == []


def test_to_send_the_same_answer_twice_keeps_it_once() -> None:
    asked = a_question()

    first, again = (
        record_seen_answer(reminder=asked, said=Said.NOT_YET, at=NOON) for _ in range(2)
    )

    assert first == again
    assert SeenAnswer.objects.count() == 1


def test_the_same_answer_to_another_mail_is_another_answer() -> None:
    first = a_question()
    second = a_question(follow_up=first.follow_up, local_on=NOON.date() + DAY)
    for asked in (first, second, first):
        record_seen_answer(reminder=asked, said=Said.NOT_YET, at=NOON)

    answers = SeenAnswer.objects.order_by("pk").values_list("reminder", flat=True)
    assert [*answers] == [first.pk, second.pk, first.pk]


def test_who_was_not_seen_yet_is_asked_again() -> None:
    follow_up = a_follow_up()
    asked = a_question(follow_up=follow_up, state="SENT", settled_at=NOON)

    record_seen_answer(reminder=asked, said=Said.NOT_YET, at=NOON + 20 * HOUR)

    assert days_owed(follow_up.person) == november(23, 25)


def test_who_takes_seen_back_is_asked_on_the_days_that_are_left() -> None:
    follow_up = a_follow_up()
    asked = a_question(follow_up=follow_up, state="SENT", settled_at=NOON)
    record_seen_answer(reminder=asked, said=Said.SEEN, at=NOON + DAY)

    record_seen_answer(reminder=asked, said=Said.NOT_YET, at=NOON + DAY + HOUR)

    assert days_owed(follow_up.person) == november(25)


def test_who_stopped_the_mails_can_answer_and_is_not_asked_again() -> None:
    follow_up = a_follow_up(agreed=False)
    asked = a_question(follow_up=follow_up, state="SENT", settled_at=NOON)

    record_seen_answer(reminder=asked, said=Said.NOT_YET, at=NOON)

    assert days_owed(follow_up.person) == []


@pytest.mark.parametrize(
    ("said", "paused"), [(Said.SEEN, False), (Said.NOT_YET, False), (Said.WORSE, True)]
)
def test_who_got_worse_has_their_plan_paused(said: str, *, paused: bool) -> None:
    plan = a_plan()
    asked = a_question(follow_up=a_follow_up(person=plan.person))

    record_seen_answer(reminder=asked, said=said, at=NOON + HOUR)

    assert Plan.objects.exclude(paused_at=None).exists() is paused
    why = "Asked if they were seen, the runner said: it got worse."
    assert changes(plan) == ([("PAUSED", why, None)] if paused else [])


def test_who_gets_worse_again_after_a_visit_has_their_plan_paused_again() -> None:
    plan = a_plan()
    asked = a_question(follow_up=a_follow_up(person=plan.person))
    first = record_seen_answer(reminder=asked, said=Said.WORSE, at=NOON + HOUR)
    a_clearance(person=plan.person, at=NOON + DAY)
    Plan.objects.update(paused_at=None)

    again, twice = (
        record_seen_answer(reminder=asked, said=Said.WORSE, at=NOON + 2 * DAY)
        for _ in range(2)
    )

    assert first != again == twice
    assert Plan.objects.get().paused_at == NOON + 2 * DAY


def test_the_newest_answer_counts_until_something_urgent_is_told_after_it() -> None:
    asked = a_question()
    runner = asked.person
    before = newest_answer(runner)
    for said in (Said.NOT_YET, Said.SEEN):
        record_seen_answer(reminder=asked, said=said, at=NOON + HOUR)

    answer = newest_answer(runner)
    told_to_be_seen(runner, at=NOON + DAY)

    assert before is None
    assert answer
    assert answer.said == Said.SEEN
    assert newest_answer(runner) is None


def test_to_have_been_seen_opens_no_plan_yet() -> None:
    asked = a_question()
    record_seen_answer(reminder=asked, said=Said.SEEN, at=NOON)
    an_assessment(patient=asked.person, at=NOON + HOUR)

    with pytest.raises(RedFlagUncleared):
        offered_assessment(person=asked.person, at=NOON + 2 * HOUR)


def test_a_mail_takes_10_answers_and_then_only_that_it_got_worse() -> None:
    asked = a_question()
    for number in range(10):
        said = (Said.SEEN, Said.NOT_YET)[number % 2]
        record_seen_answer(reminder=asked, said=said, at=NOON + number * HOUR)

    again = record_seen_answer(reminder=asked, said=Said.NOT_YET, at=NOON + 11 * HOUR)
    with pytest.raises(AnsweredOften):
        record_seen_answer(reminder=asked, said=Said.SEEN, at=NOON + 12 * HOUR)
    worse, twice = (
        record_seen_answer(reminder=asked, said=Said.WORSE, at=NOON + 13 * HOUR)
        for _ in range(2)
    )

    told = [*SeenAnswer.objects.order_by("at", "pk")]
    assert told[9:] == [again, worse]
    assert (worse.said, twice) == (Said.WORSE, worse)


def test_two_mails_answered_in_turn_take_no_more() -> None:
    first = a_question()
    second = a_question(follow_up=first.follow_up, local_on=NOON.date() + DAY)

    for _ in range(15):
        for asked in (first, second):
            record_seen_answer(reminder=asked, said=Said.WORSE, at=NOON)

    assert SeenAnswer.objects.count() == 20
