from datetime import UTC, date, datetime, time

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from accounts.privacy import holdings, kinds
from accounts.privacy.kinds import Plain, in_text
from accounts.privacy.overview import overview_of
from rehab.models import DiaryEntry, Plan
from tests.accounts.privacy.people import columns_of, kind_of, models_about_people, table_of
from tests.factories import a_plan, a_runner, an_entry
from tests.factories.everything import somebody_with_everything

pytestmark = pytest.mark.django_db

# What leads to a person and is not theirs to read, with the reason.
NOT_EXPORTED = {
    "accounts_personword": "the words of name and address once more, to be found by",
    "accounts_user_groups": "nobody is in a group: roles are memberships",
    "accounts_user_user_permissions": "nobody has a permission of their own",
}
SECRETS = {
    "about-you": {"password"},
    "email-codes": {"key"},
    "second-steps": {"data"},
    "shared-sheets": {"nonce", "fingerprint"},
}


def test_whatever_leads_to_a_person_is_theirs_to_read() -> None:
    missed = {
        table_of(model)
        for model in models_about_people() - {kind.model for kind in kinds()}
    }

    assert missed == set(NOT_EXPORTED)


def test_of_somebody_with_everything_each_kind_holds_something() -> None:
    person = somebody_with_everything()

    assert {kind.file for kind in kinds() if not kind.rows_of(person).exists()} == set()


def test_somebody_else_holds_none_of_it() -> None:
    somebody_with_everything()
    other = a_runner()

    held = {kind.file for kind in kinds() if kind.rows_of(other).exists()}

    assert held == {"about-you"}


def test_every_column_that_is_no_secret_is_told() -> None:
    person = somebody_with_everything()

    told = {
        kind.file: len(kind.in_words(row)) - len(kind.worked_out)
        for kind in kinds()
        for row in kind.rows_of(person)[:1]
    }

    assert told == {
        kind.file: len(columns_of(kind.model)) - len(kind.secret) for kind in kinds()
    }


def test_only_these_columns_are_secret() -> None:
    secret = {kind.file: set(kind.secret) for kind in kinds() if kind.secret}

    assert secret == SECRETS


def test_each_kind_has_a_file_and_a_title_of_its_own() -> None:
    every = [*kinds()]

    assert len({kind.file for kind in every}) == len(every)
    assert len({kind.title for kind in every}) == len(every)


def test_the_apps_forget_from_the_top_down() -> None:
    assert [holding.forget for holding in holdings()] == [
        "rehab_erase",
        "triage_erase",
        "accounts_erase",
    ]


def test_a_row_reads_in_words() -> None:
    person = a_runner(time_zone="Europe/Berlin")
    entry = an_entry(plan=a_plan(person=person), pain=2)
    diary = kind_of()[DiaryEntry]

    with timezone.override("Europe/Berlin"):
        read = diary.for_reading(entry)
    told = diary.in_words(entry)

    assert read["At"] == "22 November 2026, 13:00"
    assert read["Pain at rest, 0 to 10"] == "2"
    assert read["It got worse"] == "no"
    assert read["Answers in words"].splitlines()[0].endswith("? No")
    assert {"Signs", "Number", "Plan", "Release"}.isdisjoint(read)
    assert "Reasons" not in read
    assert (told["at"], told["kind"], told["done"]) == (
        "2026-11-22T12:00:00+00:00",
        "a day",
        True,
    )
    assert told["signs"] == entry.signs


def test_who_did_something_reads_as_a_name_or_an_address() -> None:
    named, unnamed = a_runner(name="Ada"), a_runner()

    said = [kind_of()[Plan].in_words(a_plan(person=p))["person"] for p in (named, unnamed)]

    assert said == ["Ada", unnamed.email]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ([], ""),
        ({}, ""),
        (True, "yes"),
        (False, "no"),
        (0, "0"),
        (["a", 1], "a; 1"),
        ({"question": "How old?", "answer": "30"}, "How old? 30"),
        ({"a": [1]}, '{"a": [1]}'),
    ],
)
def test_values_read_as_text(value: Plain, text: str) -> None:
    assert in_text(value) == text


def test_times_of_day_and_lists_of_them_are_told() -> None:
    plan = a_plan(person=a_runner(), night_begins=time(21), last_ran_on=date(2026, 11, 1))

    told = kind_of()[Plan].in_words(Plan.objects.get(pk=plan.pk))
    read = kind_of()[Plan].for_reading(plan)

    assert told["night begins"] == "21:00"
    assert told["reminder times"] == ["09:00", "13:00", "18:00"]
    assert told["last run before the plan"] == "2026-11-01"
    assert read["Last run before the plan"] == "1 November 2026"
    assert read["Reminder times"] == "09:00\n13:00\n18:00"


def test_the_overview_counts_each_kind_and_shows_its_newest_row() -> None:
    person = a_runner(name="Ada")
    plan = a_plan(person=person)
    an_entry(plan=plan, pain=1)
    an_entry(plan=plan, pain=3, at=datetime(2026, 11, 22, 18, tzinfo=UTC))

    overview = {held.kind.file: held for held in overview_of(person)}

    assert {file: held.count for file, held in overview.items()} == {
        "about-you": 1,
        "agreements": 2,
        "checks": 1,
        "plans": 1,
        "diary": 2,
    }
    assert overview["diary"].newest["Pain at rest, 0 to 10"] == "3"
    assert overview["about-you"].newest["What to call you"] == "Ada"


def test_the_overview_reads_all_counts_at_once(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    person = a_runner()
    ContentType.objects.get_for_model(User)

    with django_assert_num_queries(3):  # the names of models, the counts, and one row
        overview_of(person)
