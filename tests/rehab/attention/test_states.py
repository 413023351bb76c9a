"""Not seen, silent, out of reach, behind: what asks by how things stand."""

from datetime import date, timedelta

import pytest

from rehab.attention import Rule, settle
from rehab.models import Plan, PlanChange, Reminder, SeenAnswer, SeenFollowUp
from rehab.plans import (
    pause_plan,
    record_clearance,
    record_day,
    record_gate,
    record_seen_answer,
    review_plan,
    trust_address,
)
from rehab.plans.changes import note
from rehab.plans.course.finishing import finish_plan
from rehab.plans.mails.rhythm import set_rhythm
from rehab.programme.phases.gates import gate_of
from rehab.programme.review import SILENCE
from tests.factories import (
    NOON,
    a_follow_up,
    a_plan,
    a_question,
    a_result,
    a_runner,
    an_entry,
)
from tests.rehab.attention.steps import asks, rules
from tests.rehab.steps import telling
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
Said = SeenAnswer.Said


def look(plan_or_follow_up: Plan | SeenFollowUp, rule: Rule, *, days: float) -> list[str]:
    """Look so many days after noon if ``rule`` asks; return the words if it does."""
    person = plan_or_follow_up.person
    settle(person_id=person.pk, at=NOON + days * DAY, rules=[rule])
    return [why for _, _, why in asks(person)]


def silence(plan: Plan, *, days: int = 7) -> None:
    visit = PlanChange.What.VISIT
    note(plan, visit, "Silent.", at=NOON + days * DAY, subject=SILENCE)


@pytest.fixture
def follow_up() -> SeenFollowUp:
    return a_follow_up(person=a_runner(time_zone="Europe/Berlin"))


def test_no_answer_asks_once_the_days_are_over_on_which_mails_ask(
    follow_up: SeenFollowUp,
) -> None:
    midnight = (11 - 24) / 24 + 4  # in Berlin, where noon UTC is one in the afternoon

    before = look(follow_up, Rule.NOT_SEEN, days=midnight - 0.01)
    after = look(follow_up, Rule.NOT_SEEN, days=midnight)

    assert before == []
    assert after == ["No answer if they were seen, 3 days after 22 November."]
    assert [level for _, level, _ in asks(follow_up.person)] == [5]


@pytest.mark.parametrize(
    ("said", "words"), [(Said.NOT_YET, "“not yet”"), (Said.WORSE, "“got worse”")]
)
def test_not_yet_and_got_worse_ask_at_once(
    follow_up: SeenFollowUp, said: str, words: str
) -> None:
    asked = a_question(follow_up=follow_up)

    record_seen_answer(reminder=asked, said=said, at=NOON + DAY)

    assert asks(follow_up.person) == [
        (
            "NOT_SEEN",
            5,
            f"Asked on 23 November if they were seen: {words}.",
        )
    ]


def test_who_says_that_they_were_seen_is_asked_about_no_more(
    follow_up: SeenFollowUp,
) -> None:
    asked = a_question(follow_up=follow_up)
    record_seen_answer(reminder=asked, said=Said.NOT_YET, at=NOON + DAY)

    record_seen_answer(reminder=asked, said=Said.SEEN, at=NOON + DAY + HOUR)

    assert look(follow_up, Rule.NOT_SEEN, days=9) == []


def test_a_visit_ends_that_nobody_knows_if_they_were_seen(
    follow_up: SeenFollowUp,
) -> None:
    person = follow_up.person
    look(follow_up, Rule.NOT_SEEN, days=5)
    before = rules(person)

    record_clearance(
        person=person,
        by=person,
        seen_on=(NOON + 5 * DAY).date(),
        who="DOCTOR",
        may_exercise=True,
        may_run=False,
        at=NOON + 5 * DAY,
    )

    assert before == ["NOT_SEEN"]
    assert look(follow_up, Rule.NOT_SEEN, days=9) == []


def test_who_told_of_it_anew_after_being_seen_has_not_answered_yet(
    follow_up: SeenFollowUp,
) -> None:
    asked = a_question(follow_up=follow_up)
    record_seen_answer(reminder=asked, said=Said.SEEN, at=NOON + DAY)
    again = a_result(patient=follow_up.person, level=Level.EMERGENCY, at=NOON + 2 * DAY)
    a_follow_up(
        person=follow_up.person,
        assessment=again,
        agreed=False,
        begun_at=NOON + 2 * DAY,
        begun_on=(NOON + 2 * DAY).date(),
    )

    assert look(follow_up, Rule.NOT_SEEN, days=7) == [
        "No answer if they were seen, 3 days after 24 November."
    ]


def test_a_silence_tells_since_when_until_it_is_broken() -> None:
    plan = a_plan()
    an_entry(plan=plan)

    silence(plan)
    before = asks(plan.person)
    record_day(plan=plan, telling=telling(), done=True, at=NOON + 8 * DAY)

    assert before == [("SILENT", 1, "Nothing told since 22 November.")]
    assert asks(plan.person) == []


def test_who_tells_before_the_plan_was_reviewed_that_day_is_not_silent() -> None:
    plan = a_plan(reviewed_on=NOON.date())

    record_day(plan=plan, telling=telling(), done=True, at=NOON + 7 * DAY)

    assert plan.changes.filter(subject=SILENCE).exists()
    assert asks(plan.person) == []


def test_who_never_told_anything_is_silent_and_a_list_of_a_gate_breaks_it() -> None:
    plan = a_plan(reviewed_on=date(2026, 12, 1))

    silence(plan)
    before = asks(plan.person)
    record_gate(plan=plan, gate=gate_of(1), open_items=["x"], at=NOON + 8 * DAY)

    assert before == [("SILENT", 1, "Nothing told yet.")]
    assert asks(plan.person) == []


def test_who_answers_no_mail_for_three_weeks_is_silent_until_they_do() -> None:
    plan = a_plan()
    silence(plan)

    set_rhythm(plan, 3, since=NOON.date(), why="Quiet.", at=NOON + 21 * DAY)
    before = asks(plan.person)
    record_day(plan=plan, telling=telling(), done=True, at=NOON + 22 * DAY)

    assert before == [("SILENT", 1, "No answer for 3 weeks: emails stopped.")]
    assert asks(plan.person) == []


def test_nobody_is_silent_once_the_plan_is_finished() -> None:
    plan = a_plan()
    silence(plan)

    finish_plan(plan=plan, at=NOON + 8 * DAY)

    assert look(plan, Rule.SILENT, days=9) == []


def test_an_address_that_takes_no_mail_asks_until_it_is_trusted() -> None:
    plan = a_plan()
    plan.person.mail_refused_at = NOON
    plan.person.save()

    words = look(plan, Rule.REFUSED, days=1)
    trust_address(person=plan.person, at=NOON + 2 * DAY)

    assert words == ["Emails come back since 22 November. Ask for another address."]
    assert asks(plan.person) == []


def test_out_of_reach_without_a_plan_asks_and_after_the_last_plan_does_not() -> None:
    urgent, over = a_follow_up(), a_plan(finished_at=NOON)
    for person in (urgent.person, over.person):
        person.mail_refused_at = NOON
        person.save()

    assert len(look(urgent, Rule.REFUSED, days=1)) == 1
    assert look(over, Rule.REFUSED, days=1) == []


def test_a_plan_that_is_not_reviewed_for_two_days_asks_until_it_is() -> None:
    plan = a_plan(person=a_runner(time_zone="UTC"), reviewed_on=NOON.date())

    before = look(plan, Rule.BEHIND, days=1.49)
    words = look(plan, Rule.BEHIND, days=1.5)
    review_plan(plan_id=plan.pk, at=NOON + 1.6 * DAY)

    assert before == []
    assert words == ["The plan was not reviewed since 22 November: a fault of ours."]
    assert look(plan, Rule.BEHIND, days=1.7) == []


def test_a_plan_that_was_never_reviewed_is_behind_and_one_that_waits_is_not() -> None:
    plan = a_plan(begun_on=date(2026, 1, 2))

    before = look(plan, Rule.BEHIND, days=0)
    pause_plan(plan=plan, why="Look.", at=NOON)

    assert before == ["The plan was not reviewed since 1 January: a fault of ours."]
    assert rules(plan.person) == ["VISIT"]
    assert "Look." in look(plan, Rule.BEHIND, days=1)


def test_a_question_that_was_withdrawn_still_waits_for_its_answer(
    follow_up: SeenFollowUp,
) -> None:
    follow_up.person.consents.update(withdrawn_at=NOON + HOUR)

    assert Reminder.objects.count() == 0
    assert len(look(follow_up, Rule.NOT_SEEN, days=5)) == 1
