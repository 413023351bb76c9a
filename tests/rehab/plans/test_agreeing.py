from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Consent
from accounts.services import NoSuchClinic
from rehab.plans.agreeing import agree_to_mails, settle_in, show_to_clinic
from tests.factories import NOON, a_clinic, a_plan, a_question, a_reminder, a_runner

pytestmark = pytest.mark.django_db

SEEN = Consent.Kind.SEEN


def test_where_somebody_is_is_kept_and_their_name_if_they_give_one() -> None:
    runner = a_runner(name="Kim")

    settle_in(runner, time_zone="Asia/Tokyo", at=NOON)
    unnamed = runner.name
    settle_in(runner, time_zone="Europe/London", at=NOON, name="Kit")

    runner.refresh_from_db()
    assert (unnamed, runner.name, runner.time_zone) == ("Kim", "Kit", "Europe/London")


def test_a_place_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValidationError):
        settle_in(a_runner(), time_zone="Mars/Base", at=NOON)


def test_who_agrees_twice_agreed_once_to_each_kind() -> None:
    runner = a_runner()
    for wording in ("Ask me.", "Ask me again."):
        agree_to_mails(runner, kind=SEEN, wording=wording, at=NOON)
    agree_to_mails(runner, kind=Consent.Kind.MAILS, wording="Write to me.", at=NOON)

    given = runner.consents.order_by("pk").values_list("kind", "wording")
    assert [*given] == [("SEEN", "Ask me."), ("MAILS", "Write to me.")]


def test_a_clinic_sees_somebody_by_its_code_only() -> None:
    runner, clinic = a_runner(), a_clinic()

    show_to_clinic(runner, code="", wording="Show them.", at=NOON)
    shown_to_nobody = runner.care_links.count()
    show_to_clinic(runner, code=clinic.code, wording="Show them.", at=NOON)

    assert shown_to_nobody == 0
    assert runner.care_links.get().clinic == clinic
    with pytest.raises(NoSuchClinic):
        show_to_clinic(runner, code="NOWHERE", wording="Show them.", at=NOON)


def test_in_another_place_what_is_owed_moves_out_of_the_night_there() -> None:
    runner = a_runner(time_zone="Europe/London")
    asks = a_question(person=runner, due_at=NOON + timedelta(hours=1))

    settle_in(runner, time_zone="Asia/Tokyo", at=NOON)

    asks.refresh_from_db()
    assert asks.due_at == NOON + timedelta(hours=11)


def test_what_a_plan_owes_moves_to_its_times_in_another_place() -> None:
    plan = a_plan()
    facts = {"kind": "CHECK_IN", "about": "day-7", "slot": 2}
    mail = a_reminder(plan=plan, due_at=NOON + timedelta(hours=1), **facts)

    settle_in(plan.person, time_zone="America/New_York", at=NOON)

    mail.refresh_from_db()
    assert mail.due_at == NOON + timedelta(hours=6)
