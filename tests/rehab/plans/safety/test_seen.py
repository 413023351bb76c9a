from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Consent, User
from accounts.services import NoSuchClinic, give_consent, take_back
from rehab.models import Reminder, SeenAnswer, SeenFollowUp
from rehab.plans import (
    NothingToAskAbout,
    Terms,
    ask_missed,
    begin_to_ask,
    heed_red_flag,
    newest_urgent,
    record_seen_answer,
    stop_asking,
    stop_asking_missed,
)
from tests.factories import (
    NOON,
    a_clinic,
    a_question,
    a_runner,
    an_assessment,
)
from tests.rehab.rows import everything
from tests.rehab.steps import (
    an_unfinished_check,
    days_owed,
    november,
    told_to_be_seen,
)
from triage.models import Assessment

pytestmark = pytest.mark.django_db

SEEN = Consent.Kind.SEEN
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TERMS = Terms(
    time_zone="Europe/London", seen_wording="Ask me.", clinic_wording="Show them."
)
STOPPED = "The runner stopped mails."


def who_agreed() -> User:
    runner = a_runner()
    give_consent(kind=SEEN, wording="Ask me.", at=NOON - DAY, person=runner)
    return runner


def test_who_agrees_is_asked_after_one_day_and_after_three() -> None:
    runner = a_runner()
    check = told_to_be_seen(runner)

    follow_up = begin_to_ask(person=runner, terms=TERMS, at=NOON + HOUR)

    runner.refresh_from_db()
    assert (follow_up.person, follow_up.assessment) == (runner, check)
    assert (follow_up.begun_at, follow_up.begun_on) == (NOON + HOUR, NOON.date())
    assert days_owed(runner) == november(23, 25)
    assert runner.time_zone == "Europe/London"
    assert runner.consents.in_force(SEEN).get().wording == "Ask me."
    assert not runner.care_links.exists()


def test_the_role_of_production_may_do_what_asking_does(as_application: None) -> None:
    runner = a_runner()
    told_to_be_seen(runner)
    begin_to_ask(person=runner, terms=TERMS, at=NOON)
    first, second = runner.reminders.order_by("due_at")

    record_seen_answer(reminder=first, said=SeenAnswer.Said.SEEN, at=NOON + DAY)

    second.refresh_from_db()
    assert second.state == Reminder.State.WITHDRAWN


def test_day_0_is_the_day_where_the_runner_is() -> None:
    runner = a_runner()
    late = datetime(2026, 11, 22, 18, tzinfo=UTC)
    told_to_be_seen(runner, at=late)
    terms = Terms(time_zone="Asia/Tokyo", seen_wording="Ask.", clinic_wording="Show.")

    follow_up = begin_to_ask(person=runner, terms=terms, at=late)

    assert follow_up.begun_on == date(2026, 11, 23)
    assert days_owed(runner) == november(24, 26)


def test_to_agree_twice_begins_once() -> None:
    runner = a_runner()
    told_to_be_seen(runner)

    first, again = (
        begin_to_ask(person=runner, terms=TERMS, at=NOON + HOUR) for _ in range(2)
    )

    assert first == again
    assert (Consent.objects.filter(kind=SEEN).count(), len(days_owed(runner))) == (1, 2)


def test_who_agrees_again_on_another_day_is_asked_twice_more() -> None:
    runner = a_runner()
    told_to_be_seen(runner)
    begin_to_ask(person=runner, terms=TERMS, at=NOON)
    take_back(person=runner, kind=SEEN, at=NOON + HOUR)
    stop_asking(person_id=runner.pk, at=NOON + HOUR)

    begin_to_ask(person=runner, terms=TERMS, at=NOON + DAY)

    assert days_owed(runner) == november(24, 26)


def test_the_code_of_a_clinic_lets_it_see_the_answers() -> None:
    runner, clinic = a_runner(), a_clinic()
    told_to_be_seen(runner)
    terms = Terms(
        time_zone="UTC",
        seen_wording="Ask.",
        clinic_wording="Show.",
        clinic_code=clinic.code,
    )

    begin_to_ask(person=runner, terms=terms, at=NOON)

    assert runner.care_links.get().clinic == clinic


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"time_zone": "Mars/Base"}, ValidationError),
        ({"clinic_code": "NOWHERE"}, NoSuchClinic),
    ],
)
def test_with_wrong_terms_nothing_begins(
    wrong: dict[str, str], fault: type[Exception]
) -> None:
    runner = a_runner()
    told_to_be_seen(runner)
    before = everything()
    terms = {"time_zone": "UTC", "seen_wording": "Ask.", "clinic_wording": "Show."}

    with pytest.raises(fault):
        begin_to_ask(person=runner, terms=Terms(**terms | wrong), at=NOON)

    assert everything() == before


def test_whose_answers_were_calm_is_not_asked() -> None:
    runner = a_runner()
    an_assessment(patient=runner)

    with pytest.raises(NothingToAskAbout):
        begin_to_ask(person=runner, terms=TERMS, at=NOON)

    assert not runner.consents.in_force(SEEN).exists()


def test_the_newest_urgent_check_counts_whatever_came_after_it() -> None:
    runner = a_runner()
    told_to_be_seen(runner)
    newest = told_to_be_seen(runner, at=NOON + HOUR)
    an_assessment(patient=runner, at=NOON + 2 * HOUR)

    assert newest_urgent(runner) == newest


def test_who_agreed_before_is_asked_about_each_new_urgent_check() -> None:
    runner = who_agreed()
    first = told_to_be_seen(runner)
    later = told_to_be_seen(runner, at=NOON + 2 * DAY)

    begun = [
        heed_red_flag(assessment_id=first.pk, at=NOON),
        heed_red_flag(assessment_id=later.pk, at=NOON + 2 * DAY),
    ]

    assert [each and each.assessment for each in begun] == [first, later]
    assert days_owed(runner) == november(23, 25, 27)


def test_an_urgent_check_is_heeded_once() -> None:
    runner = who_agreed()
    check = told_to_be_seen(runner)

    begun = [heed_red_flag(assessment_id=check.pk, at=NOON + day * DAY) for day in (0, 1)]

    assert [each is None for each in begun] == [False, True]
    assert days_owed(runner) == november(23, 25)


def test_what_was_told_before_asking_began_is_covered() -> None:
    runner = who_agreed()
    first, second = told_to_be_seen(runner), told_to_be_seen(runner, at=NOON + HOUR)
    heed_red_flag(assessment_id=second.pk, at=NOON + HOUR)

    assert heed_red_flag(assessment_id=first.pk, at=NOON + 2 * HOUR) is None
    assert SeenFollowUp.objects.get().assessment == second


def test_without_consent_or_a_red_flag_nobody_is_asked() -> None:
    urgent, calm = told_to_be_seen(a_runner()), an_assessment(patient=who_agreed())

    begun = [heed_red_flag(assessment_id=check.pk, at=NOON) for check in (urgent, calm)]

    assert begun == [None, None]
    assert not SeenFollowUp.objects.exists()


def test_nobodys_check_asks_nobody() -> None:
    check = an_assessment(locking=True)

    assert heed_red_flag(assessment_id=check.pk, at=NOON) is None


def test_what_no_signal_told_of_is_found_later_and_once() -> None:
    runner = who_agreed()
    check = told_to_be_seen(runner)
    told_to_be_seen(a_runner())
    an_assessment(patient=who_agreed())

    begun = ask_missed(at=NOON + HOUR)

    assert [each.assessment for each in begun] == [check]
    assert ask_missed(at=NOON + 2 * HOUR) == []
    assert days_owed(runner) == november(23, 25)


def test_a_sign_in_a_check_that_was_never_finished_is_found_too() -> None:
    runner = who_agreed()
    check = an_unfinished_check(runner, at=NOON, locking=True)
    begun = ask_missed(at=NOON + HOUR)

    another_answer = NOON + 2 * HOUR
    Assessment.objects.filter(pk=check.pk).update(answered_at=another_answer)

    assert [each.assessment for each in begun] == [check]
    assert ask_missed(at=another_answer) == []


def test_to_begin_when_the_last_mail_would_have_gone_is_too_late() -> None:
    told_to_be_seen(who_agreed())

    assert ask_missed(at=NOON + 3 * DAY) == []


def test_who_takes_the_consent_back_is_asked_no_more() -> None:
    asked, theirs = a_question(), a_question()
    take_back(person=asked.person, kind=SEEN, at=NOON)

    counts = [stop_asking(person_id=asked.person_id, at=NOON + HOUR) for _ in range(2)]

    asked.refresh_from_db()
    assert counts == [1, 0]
    assert (asked.state, asked.reason) == (Reminder.State.WITHDRAWN, STOPPED)
    assert days_owed(theirs.person) == november(22)


def test_who_agreed_again_is_still_asked() -> None:
    asked = a_question()

    assert stop_asking(person_id=asked.person_id, at=NOON) == 0
    assert days_owed(asked.person) == november(22)


def test_a_withdrawal_that_no_signal_told_of_is_found_later() -> None:
    asked, theirs = a_question(), a_question()
    take_back(person=asked.person, kind=SEEN, at=NOON)

    assert [stop_asking_missed(at=NOON + HOUR) for _ in range(2)] == [1, 0]
    assert days_owed(theirs.person) == november(22)
