from http import HTTPStatus

import pytest
from django.contrib import admin
from django.test import Client

from accounts.admin import PatientRecordAdmin
from accounts.admin.search import MOST_FOUND, MOST_WORDS, TOO_MANY, PrefixSearch
from accounts.models import CareLink, Clinic, User
from tests.factories import NOON, a_clinic, a_runner

pytestmark = pytest.mark.django_db

RUNNERS = "/admin/rehab/patient/"
LINKS = "/admin/accounts/carelink/"


def found(client: Client, said: str, *, where: str = RUNNERS) -> list[object]:
    page = client.get(where, {"q": said})
    assert page.status_code == HTTPStatus.OK
    return [*page.context["cl"].result_list]


@pytest.fixture
def ada(physio: User, clinic: Clinic) -> User:
    return a_runner(clinic=clinic, name="Ada Lovelace", email="countess@example.org")


@pytest.mark.parametrize(
    "said",
    [
        "ada",
        "LOVE",
        "love ada",
        " lovelace  Ada ",
        "countess@example.org",
        "Countess@",
        "ada countess",
        "ada ada",
    ],
)
def test_a_runner_is_found_by_how_each_word_begins(
    client: Client, ada: User, said: str
) -> None:
    assert found(client, said) == [ada]


@pytest.mark.parametrize(
    "said", ["ovelace", "example.org", "ada grace", "%", "ada_", "a b c d e f g h i"]
)
def test_a_runner_is_found_by_nothing_else(client: Client, ada: User, said: str) -> None:
    assert found(client, said) == []


def test_more_words_than_any_name_has_find_nobody(client: Client, ada: User) -> None:
    words = ["ada", *("lovelace"[:n] for n in range(1, MOST_WORDS + 1))]

    assert found(client, " ".join(words[1:])) == [ada]
    assert found(client, " ".join(words)) == []


def test_of_very_many_some_are_found_and_more_letters_are_asked_for(
    client: Client, ada: User, clinic: Clinic
) -> None:
    people = User.objects.bulk_create(
        User(email=f"runner{n}@example.org", name="Grace") for n in range(MOST_FOUND + 1)
    )
    CareLink.objects.bulk_create(
        CareLink(patient=person, clinic=clinic, begun_at=NOON) for person in people
    )

    page = client.get(RUNNERS, {"q": "grace"})
    fewer = client.get(RUNNERS, {"q": "grace runner20"})

    assert TOO_MANY in page.content.decode()
    assert len(page.context["cl"].result_list) == PatientRecordAdmin.list_per_page
    assert len(fewer.context["cl"].result_list) == 2
    assert TOO_MANY not in fewer.content.decode()


def test_a_search_stays_with_the_runners_in_ones_care(client: Client, ada: User) -> None:
    a_runner(clinic=a_clinic(), name="Ada Lovelace")

    assert found(client, "ada") == [ada]


def test_rows_are_found_by_their_runner(client: Client, ada: User, clinic: Clinic) -> None:
    a_runner(clinic=clinic, name="Grace Hopper")

    assert found(client, "ada", where=LINKS) == [CareLink.objects.get(patient=ada)]
    assert len(found(client, "", where=LINKS)) == 2


def test_what_a_database_cannot_read_is_refused_kindly(client: Client, ada: User) -> None:
    page = client.get(RUNNERS, {"q": "ada\0"})

    assert page.status_code == HTTPStatus.OK
    assert "Null characters are not allowed." in page.content.decode()


def test_every_list_about_runners_is_searched_by_beginnings_alone() -> None:
    """Django's own search looks for a text anywhere in a column: no index serves that."""
    pages = [
        page
        for page in admin.site._registry.values()  # noqa: SLF001 # the admin's own list
        if isinstance(page, PatientRecordAdmin)
    ]

    assert len(pages) > 9
    assert {page.search_fields[0] for page in pages} == {*PrefixSearch.search_fields}
    assert {len(page.search_fields) for page in pages} == {1}
