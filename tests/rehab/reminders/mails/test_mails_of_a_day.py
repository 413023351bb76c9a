"""What the mails of a day hold: a session with its doses, and all the questions again."""

import re
from datetime import timedelta

import pytest
from django.conf import settings

from rehab.models import Reminder
from rehab.reminders.mails import compose
from tests.factories import NOON, a_plan, a_reminder, a_result, a_session
from tests.rehab.reminders.reading import a_mail_of, html_of, text_of, words_of

pytestmark = pytest.mark.django_db

TIMES = "\N{MULTIPLICATION SIGN}"


def test_a_session_names_each_exercise_with_its_dose_and_what_to_do_without_a_band() -> (
    None
):
    plan = a_plan(phase=4, exercises_began_on=NOON.date())
    items = [["X04", 0], ["X05", 1], ["X06", 1], ["X12", 1], ["X36", 1], ["X99", 1]]
    session = a_session(plan=plan, items=items)
    reminder = a_reminder(kind=Reminder.Kind.SESSION, plan=plan, session=session)

    mail = compose(reminder)

    text = " ".join(text_of(mail).replace(TIMES, "x").split())
    lines = re.findall(r"<li>(.*?)</li>", html_of(mail), re.DOTALL)
    listed = [words_of(line).replace(TIMES, "x").replace(" :", ":") for line in lines]
    assert listed == [
        (
            "Terminal knee extension: 3 x 12, each held for 2 seconds, on both sides."
            " Lie down, put a rolled towel under the knee and lift the heel."
        ),
        "Side-lying leg raise: 3 x 10, on both sides.",
        (
            "Band walk: 3 x 10 steps each way. No band? Take slow side steps in a half"
            " squat, 5 more each way."
        ),
        "Wall sit: 4 x 20 seconds.",
        "Bounding: 3 x 20 metres.",
    ]
    assert [line for line in listed if f"- {line}" not in text] == []


def test_a_gentle_movement_is_said_in_sets_and_repetitions() -> None:
    plan = a_plan()

    reminder = a_reminder(plan=plan, local_on=plan.begun_on + timedelta(days=1))
    text = " ".join(text_of(compose(reminder)).replace(TIMES, "x").split())

    assert "then slide it back. 3 x 10, on both sides." in text


def test_steps_of_metres_there_and_back_are_said_so() -> None:
    session = a_session(items=[["X27", 1]])
    reminder = a_reminder(kind=Reminder.Kind.SESSION, plan=session.plan, session=session)

    assert "3 x 6 metres each way." in text_of(compose(reminder)).replace(TIMES, "x")


@pytest.mark.parametrize("kind", Reminder.DAILY)
def test_once_all_is_asked_again_a_mail_leads_there_until_it_is_answered(
    kind: Reminder.Kind,
) -> None:
    reminder = a_mail_of(kind)
    plan = reminder.of_plan
    before = text_of(compose(reminder))
    plan.recheck_on = NOON.date()

    asked = text_of(compose(reminder))
    a_result(patient=plan.person, at=plan.opened_at + timedelta(hours=1))
    answered = text_of(compose(reminder))

    assert f"{settings.PUBLIC_URL}/check/" in asked
    assert before == answered
    assert "/check/" not in before


def test_what_was_answered_before_it_was_asked_does_not_count() -> None:
    reminder = a_mail_of(Reminder.Kind.CARE)
    plan = reminder.of_plan
    a_result(patient=plan.person, at=plan.opened_at + timedelta(hours=1))
    plan.recheck_on = NOON.date() + timedelta(days=2)

    assert plan.asks_again() is True


@pytest.mark.parametrize(
    "kind",
    [
        Reminder.Kind.SESSION,
        Reminder.Kind.CHECK_IN,
        Reminder.Kind.VISIT,
        Reminder.Kind.SEEN,
    ],
)
def test_a_mail_is_short_but_for_the_signs_that_cannot_wait(kind: Reminder.Kind) -> None:
    text = text_of(compose(a_mail_of(kind, name="Jo")))

    help_, foot = text.index("When to get help at once"), text.index("\n--\n")
    own = re.sub(r"https?://\S+", "", text[:help_] + text[foot:])
    assert len(own.split()) < 120
