from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from accounts.models import AccessLog, Erasure, User
from accounts.privacy import (
    NotDue,
    ask_to_be_erased,
    erase,
    keeps_account,
    take_back_erasure,
)
from tests.accounts.privacy.people import (
    STAYS,
    held,
    rows_by_table,
    tables_that_refer_to,
    tables_with,
)
from tests.factories import (
    NOON,
    a_clearance,
    a_plan,
    a_runner,
    an_entry,
)
from tests.factories.everything import an_erasure, somebody_with_everything

pytestmark = pytest.mark.django_db

UNFORGETTABLE = "Zephyrine Quack"


@pytest.mark.usefixtures("as_application")
def test_all_that_is_held_of_somebody_goes_and_each_row_is_counted() -> None:
    person = somebody_with_everything()
    an_erasure(person=person)
    before = rows_by_table(person)

    done = erase(person=person, at=timezone.now())

    stay = {"accounts_accesslog", "accounts_erasure"}
    gone = {table: count for table, count in done.rows.items() if table in before}
    assert held(person) == set(STAYS)
    assert gone == {table: n for table, n in before.items() if table not in stay}


@pytest.mark.usefixtures("as_application")
def test_nothing_refers_to_them_any_more_and_no_table_has_their_name_or_address() -> None:
    person = somebody_with_everything(words=UNFORGETTABLE, email="zephyrine@example.org")
    an_erasure(person=person)
    named = tables_with("Zephyrine")

    erase(person=person, at=timezone.now())

    assert len(named) > 10
    assert tables_with("Zephyrine") == tables_with("zephyrine@example.org") == []
    assert tables_that_refer_to(person.pk) == ["accounts_accesslog.person_id"]


@pytest.mark.usefixtures("as_application")
def test_nobody_else_loses_anything() -> None:
    person, other = somebody_with_everything(), somebody_with_everything()
    an_erasure(person=person)
    before = rows_by_table(other)

    erase(person=person, at=timezone.now())

    assert rows_by_table(other) == before


@pytest.mark.usefixtures("as_application")
def test_who_looked_stays_by_number() -> None:
    person = somebody_with_everything()
    an_erasure(person=person)

    erase(person=person, at=timezone.now())

    assert [*AccessLog.objects.values_list("person_id", "what")] == [(person.pk, "plan 1")]


@pytest.mark.usefixtures("as_application")
def test_whoever_did_not_ask_is_not_forgotten() -> None:
    person = somebody_with_everything()
    before = rows_by_table(person)

    with pytest.raises(NotDue):
        erase(person=person, at=timezone.now())

    assert rows_by_table(person) == before


def test_nobody_is_forgotten_before_the_seventh_day() -> None:
    person = a_runner()
    asked = ask_to_be_erased(person=person, at=NOON)

    with pytest.raises(NotDue):
        erase(person=person, at=NOON + timedelta(days=7, seconds=-1))

    assert asked.due_at == NOON + timedelta(days=7)


@pytest.mark.usefixtures("as_application")
def test_the_database_goes_by_its_own_clock() -> None:
    person = a_runner()
    asked = ask_to_be_erased(person=person, at=timezone.now())

    with (
        pytest.raises(ProgrammingError, match="no erasure of person"),
        transaction.atomic(),
    ):
        erase(person=person, at=asked.due_at)

    assert User.objects.filter(pk=person.pk).exists()


FUNCTIONS = ["rehab_erase", "triage_erase", "accounts_erase"]


def asked_nothing(person: User) -> None:
    assert not Erasure.objects.filter(person_number=person.pk).exists()


def asked_today(person: User) -> None:
    an_erasure(person=person, days_ago=0)


def took_it_back(person: User) -> None:
    take_back_erasure(erasure=an_erasure(person=person), at=timezone.now())


def was_forgotten_before(person: User) -> None:
    an_erasure(person=person)
    erase(person=person, at=timezone.now())


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize(
    "before", [asked_nothing, asked_today, took_it_back, was_forgotten_before]
)
@pytest.mark.usefixtures("as_application")
def test_the_database_forgets_nobody_who_has_not_asked_and_waited(
    function: str, before: Callable[[User], None]
) -> None:
    person = a_runner()
    before(person)

    with (
        pytest.raises(ProgrammingError, match=r"no erasure of person .* is due"),
        connection.cursor() as cursor,
    ):
        cursor.callproc(function, [person.pk])


@pytest.mark.usefixtures("as_application")
def test_the_triggers_hold_again_after_an_erasure() -> None:
    person = somebody_with_everything()
    an_erasure(person=person)
    entry = an_entry()

    erase(person=person, at=timezone.now())

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        entry.delete()
    assert ignored() == "{}"


def test_what_was_ignored_before_an_erasure_is_ignored_after_it() -> None:
    person = a_runner()
    an_erasure(person=person)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{some}', true)")

    erase(person=person, at=timezone.now())

    assert ignored() == "{some}"


def ignored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('pgtrigger.ignore')")
        (names,) = cursor.fetchone()
    return str(names)


@pytest.mark.usefixtures("as_application")
def test_whoever_is_on_the_staff_keeps_the_account_and_nothing_they_told() -> None:
    person = somebody_with_everything(is_staff=True)
    an_erasure(person=person)

    done = erase(person=person, at=timezone.now())

    account = {"about-you", "email-addresses", "email-codes", "second-steps", "work"}
    assert keeps_account(person)
    assert held(person) == account | set(STAYS)
    assert "accounts_user" not in done.rows


@pytest.mark.usefixtures("as_application")
def test_whoever_signed_a_record_of_somebody_else_keeps_the_account() -> None:
    person, patient = somebody_with_everything(), a_runner()
    visit = a_clearance(person=patient, by=person)
    an_erasure(person=person)
    kept = keeps_account(person)

    erase(person=person, at=timezone.now())
    visit.refresh_from_db()

    assert kept
    assert visit.by == person


def test_a_runner_keeps_no_account_for_what_they_signed_themselves() -> None:
    assert not keeps_account(somebody_with_everything())


def test_a_plan_alone_is_forgotten_in_the_order_of_what_refers_to_what() -> None:
    person = a_runner()
    an_entry(plan=a_plan(person=person))
    an_erasure(person=person)

    done = erase(person=person, at=timezone.now())

    assert done.rows == {
        "rehab_diaryentry": 1,
        "rehab_plan": 1,
        "triage_assessment": 1,
        "accounts_consent": 2,
        "accounts_personword": 1,
        "accounts_user": 1,
    }
