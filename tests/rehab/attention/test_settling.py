"""Rows follow from what is stored, and acts of physios end what was told before them."""

from datetime import timedelta

import pytest

from rehab.attention import EVERY, RULES, TOLD, Rule, renew, settle
from rehab.models import Attention
from rehab.oversight.acts import RenewedSince, close
from tests.factories import NOON, a_clinic, a_physio, a_plan, a_result, a_runner, an_entry
from tests.rehab.attention.steps import rules
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def test_the_list_names_every_rule_with_what_ends_it_and_who_says_so() -> None:
    assert set(RULES) == set(Rule) == set(EVERY)
    assert all(asks.fires and asks.ends and asks.source for asks in RULES.values())


def test_to_settle_again_changes_nothing() -> None:
    runner = a_runner()
    a_result(patient=runner, level=Level.SAME_DAY)
    settle(person_id=runner.pk, at=NOON)
    before = Attention.objects.values().get()

    settle(person_id=runner.pk, at=NOON + DAY)

    assert Attention.objects.values().get() == before


def test_only_what_is_open_can_be_looked_at() -> None:
    plan = a_plan()
    an_entry(plan=plan, level=Level.SAME_DAY)

    settle(person_id=plan.person_id, at=NOON, only_open=True)

    assert rules(plan.person) == []


def test_what_a_physio_closed_comes_again_only_for_something_new() -> None:
    clinic = a_clinic()
    plan = a_plan(person=a_runner(clinic=clinic))
    an_entry(plan=plan, level=Level.WITHIN_A_WEEK)
    settle(person_id=plan.person_id, at=NOON, rules=TOLD)
    row = plan.person.attention.get()

    close(attention=row, by=a_physio(clinic=clinic), why="Was in the clinic.", at=NOON)
    settle(person_id=plan.person_id, at=NOON + DAY, rules=TOLD)
    after_closing = rules(plan.person)
    an_entry(plan=plan, level=Level.WITHIN_A_WEEK, at=NOON + DAY)
    settle(person_id=plan.person_id, at=NOON + DAY, rules=TOLD)

    assert after_closing == []
    assert rules(plan.person) == ["VISIT"]


def test_what_is_told_again_has_not_been_acknowledged() -> None:
    clinic = a_clinic()
    plan = a_plan(person=a_runner(clinic=clinic))
    an_entry(plan=plan, level=Level.SAME_DAY)
    settle(person_id=plan.person_id, at=NOON, rules=TOLD)
    physio = a_physio(clinic=clinic)
    plan.person.attention.update(acknowledged_at=NOON, acknowledged_by=physio)
    settle(person_id=plan.person_id, at=NOON, rules=TOLD)
    kept = plan.person.attention.get().acknowledged_by

    an_entry(plan=plan, level=Level.SAME_DAY, at=NOON + DAY)
    settle(person_id=plan.person_id, at=NOON + DAY, rules=TOLD)

    row = plan.person.attention.get()
    assert kept == physio
    assert (row.acknowledged_by, row.raised_at, row.renewed_at) == (None, NOON, NOON + DAY)


def test_a_sign_that_no_signal_told_of_is_not_closed_with_an_older_one() -> None:
    runner = a_runner(clinic=a_clinic())
    physio = a_physio(clinic=runner.care_links.get().clinic)
    a_result(patient=runner, level=Level.SAME_DAY)
    settle(person_id=runner.pk, at=NOON)
    row = Attention.objects.get()
    a_result(patient=runner, level=Level.EMERGENCY, at=NOON + DAY)

    with pytest.raises(RenewedSince):
        close(attention=row, by=physio, why="Seen.", at=NOON + 2 * DAY, seen=row.renewed_at)

    now = Attention.objects.get()
    assert (now.closed_at, now.level, now.renewed_at) == (
        None,
        Level.EMERGENCY,
        NOON + DAY,
    )


def test_who_closes_what_asks_for_nothing_else_closes_it() -> None:
    runner = a_runner(clinic=a_clinic())
    physio = a_physio(clinic=runner.care_links.get().clinic)
    a_result(patient=runner, level=Level.WITHIN_A_WEEK)
    settle(person_id=runner.pk, at=NOON)
    row = Attention.objects.get()

    close(attention=row, by=physio, why="Seen.", at=NOON + DAY, seen=row.renewed_at)
    renew(person_id=runner.pk, rule=Rule.VISIT, at=NOON + DAY)

    assert not Attention.objects.open().exists()
