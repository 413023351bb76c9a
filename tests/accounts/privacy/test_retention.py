from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import ProgrammingError, connection
from django.utils import timezone

from accounts.models import AccessLog, BrokenGlass, Erasure, Invitation, User
from accounts.privacy import ask_to_be_erased, erase_due
from accounts.privacy.retention import (
    ask_for_the_silent,
    forget_old,
    forget_some,
    keep_who_came_back,
)
from accounts.services import log_view
from rehab.models import ReminderAct
from tests.factories import (
    a_clinic,
    a_physio,
    a_plan,
    a_reminder,
    a_result,
    a_runner,
    a_superuser,
    a_user,
    an_entry,
)

pytestmark = pytest.mark.django_db

YEARS = timedelta(days=1096)


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.mark.usefixtures("as_application")
def test_looks_are_kept_for_three_years(now: datetime) -> None:
    physio, runner = a_physio(clinic=a_clinic()), a_runner()
    log_view(viewer=physio, person=runner, what="old", at=now - YEARS)
    young = log_view(viewer=physio, person=runner, what="young", at=now - timedelta(1094))
    glass = {"user": a_superuser(), "person": runner, "why": "Asked."}
    for at in (now - YEARS, now):
        BrokenGlass.objects.create(at=at, until=at + timedelta(hours=1), **glass)

    forget_old(at=now)

    assert [*AccessLog.objects.all()] == [young]
    assert BrokenGlass.objects.get().at == now


@pytest.mark.usefixtures("as_application")
def test_many_old_looks_go_some_at_a_time(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    physio, runner = a_physio(clinic=a_clinic()), a_runner()
    for _ in range(5):
        log_view(viewer=physio, person=runner, what="old", at=now - YEARS)
    monkeypatch.setattr("accounts.privacy.retention.MOST_AT_ONCE", 2)

    forget_old(at=now)

    assert AccessLog.objects.count() == 0


@pytest.mark.parametrize("function", ["accounts_forget_looks", "rehab_forget_mails"])
@pytest.mark.usefixtures("as_application")
def test_the_database_deletes_nothing_that_is_younger_than_a_year(
    now: datetime, function: str
) -> None:
    with pytest.raises(ProgrammingError, match="kept for a year at least"):
        forget_some(function, now - timedelta(days=364))


@pytest.mark.parametrize("function", ["accounts_forget_looks", "rehab_forget_mails"])
@pytest.mark.usefixtures("as_application")
def test_the_database_deletes_nothing_without_a_date(function: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="kept for a year at least"),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SELECT {function}(NULL, 10)")  # names of our own


def test_what_the_admin_noted_goes_with_the_looks(now: datetime) -> None:
    for days in (1096, 1):
        LogEntry.objects.create(
            user=a_user(), action_flag=CHANGE, action_time=now - timedelta(days=days)
        )

    forget_old(at=now)

    assert LogEntry.objects.get().action_time == now - timedelta(days=1)


def test_invitations_nobody_accepted_go_a_month_after_they_ended(now: datetime) -> None:
    clinic, physio, runner = a_clinic(), a_user(), a_runner()
    made = now - timedelta(days=60)
    given = {"clinic": clinic, "by": physio, "made_at": made, "email": "ada@example.org"}
    ended = now - timedelta(days=31)
    Invitation.objects.create(ends_at=ended, **given)
    young = Invitation.objects.create(ends_at=now - timedelta(days=29), **given)
    accepted = Invitation.objects.create(
        ends_at=ended, accepted_at=made, accepted_by=runner, **given
    )

    forget_old(at=now)

    assert {*Invitation.objects.all()} == {young, accepted}


def a_silent_runner(now: datetime, **given: Any) -> User:
    """Return a runner who joined years ago, and did nothing since."""
    runner = a_runner(**given)
    User.objects.filter(pk=runner.pk).update(joined_at=now - YEARS)
    return runner


def test_for_whoever_was_silent_for_years_we_ask_and_give_a_month(now: datetime) -> None:
    silent = a_silent_runner(now, last_login=now - YEARS)
    a_runner()

    [asked] = ask_for_the_silent(at=now)
    again = ask_for_the_silent(at=now)

    assert (asked.person_number, asked.why) == (silent.pk, Erasure.Why.UNUSED)
    assert asked.due_at == now + timedelta(days=30)
    assert again == []


@pytest.mark.parametrize("sign", ["sign-in", "consent", "check", "diary", "press"])
def test_any_sign_of_life_counts(now: datetime, sign: str) -> None:
    runner = a_silent_runner(now)
    long_ago = now - YEARS
    result = a_result(patient=runner, at=now if sign == "check" else long_ago)
    plan = a_plan(person=runner, assessment=result, mails=sign == "consent")
    if sign == "sign-in":
        User.objects.filter(pk=runner.pk).update(last_login=now)
    if sign == "diary":
        an_entry(plan=plan, at=now)
    if sign == "press":
        mail = a_reminder(plan=plan)
        ReminderAct.objects.create(reminder=mail, what="SKIPPED", at=now)

    assert ask_for_the_silent(at=now) == []


def test_a_plan_of_years_ago_is_no_sign_of_life(now: datetime) -> None:
    runner = a_silent_runner(now)
    result = a_result(patient=runner, at=now - YEARS)
    a_plan(person=runner, assessment=result, mails=False, opened_at=now - YEARS)

    [asked] = ask_for_the_silent(at=now)

    assert asked.person_number == runner.pk


def test_staff_are_never_silent(now: datetime) -> None:
    a_silent_runner(now, is_staff=True)

    assert ask_for_the_silent(at=now) == []


def test_whoever_comes_back_after_the_mail_keeps_everything(now: datetime) -> None:
    back, away = a_silent_runner(now), a_silent_runner(now)
    asked_at = now - timedelta(days=31)
    for runner in (back, away):
        ask_to_be_erased(
            person=runner, at=asked_at, why=Erasure.Why.UNUSED, grace=timedelta(days=30)
        )
    User.objects.filter(pk=back.pk).update(last_login=now - timedelta(days=2))

    kept = keep_who_came_back(at=now)
    erased = erase_due(at=now)

    assert (kept, erased) == (1, 1)
    assert [*User.objects.all()] == [back]


def test_whoever_asked_and_signs_in_is_forgotten_all_the_same(now: datetime) -> None:
    runner = a_runner(last_login=now)
    ask_to_be_erased(person=runner, at=now - timedelta(days=8))

    assert keep_who_came_back(at=now) == 0
