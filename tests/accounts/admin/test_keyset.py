import re
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.db.models import F, OrderBy
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from accounts.admin import PatientRecordAdmin
from accounts.admin.keyset import KeysetList, Order
from accounts.models import CareLink, Clinic, User
from tests.factories import NOON, a_clinic, a_runner

pytestmark = pytest.mark.django_db

RUNNERS = "/admin/rehab/patient/"
LINKS = "/admin/accounts/carelink/"
QUEUE = "attention"  # it is paged in a way of its own
PAGE = PatientRecordAdmin.list_per_page


def runners(count: int, clinic: Clinic) -> list[User]:
    """Return runners in the order of their addresses."""
    people = User.objects.bulk_create(
        User(email=f"runner{n:04}@example.org") for n in range(count)
    )
    CareLink.objects.bulk_create(
        CareLink(patient=person, clinic=clinic, begun_at=NOON + timedelta(days=n // 40))
        for n, person in enumerate(people)
    )
    return people


def shown(client: Client, address: str) -> KeysetList:
    page = client.get(address)
    assert page.status_code == HTTPStatus.OK
    listed: KeysetList = page.context["cl"]
    return listed


def walk(client: Client, where: str, way: str) -> list[list[Any]]:
    """Return the rows of each page from ``where`` on, as long as there is a ``way``."""
    pages, address = [], where
    while address:
        listed = shown(client, address)
        pages.append([*listed.result_list])
        query = getattr(listed, way)
        address = query and where.split("?", maxsplit=1)[0] + query
    return pages


def test_pages_forth_and_back_show_each_row_once(
    client: Client, physio: User, clinic: Clinic
) -> None:
    people = runners(2 * PAGE + 3, clinic)

    forth = walk(client, RUNNERS, "after")
    back = walk(client, f"{RUNNERS}?after={people[2 * PAGE - 1].pk}", "before")

    assert forth == [people[:PAGE], people[PAGE : 2 * PAGE], people[2 * PAGE :]]
    assert back == forth[::-1]


def test_rows_of_one_instant_keep_their_places(
    client: Client, physio: User, clinic: Clinic
) -> None:
    runners(2 * PAGE, clinic)
    newest_first = [*CareLink.objects.order_by("-begun_at", "-pk")]

    assert walk(client, LINKS, "after") == [newest_first[:PAGE], newest_first[PAGE:]]


def test_going_back_never_cuts_the_first_page_short(
    client: Client, physio: User, clinic: Clinic
) -> None:
    people = runners(PAGE + 1, clinic)

    listed = shown(client, f"{RUNNERS}?before={people[10].pk}")

    assert [*listed.result_list] == people[:PAGE]
    assert (listed.before, listed.after) == (None, f"?after={people[PAGE - 1].pk}")


def test_a_page_leads_to_its_neighbours(
    client: Client, physio: User, clinic: Clinic
) -> None:
    people = runners(3 * PAGE, clinic)

    page = client.get(f"{RUNNERS}?after={people[PAGE - 1].pk}&q=runner").content.decode()

    links = re.findall(r'<a href="([^"]+)" rel="(\w+)">([\w ]+)</a>', page)
    assert links == [
        (f"?before={people[PAGE].pk}&amp;q=runner", "prev", "Previous page"),
        (f"?after={people[2 * PAGE - 1].pk}&amp;q=runner", "next", "Next page"),
    ]
    assert f"more than {PAGE} patients" in page
    assert "Show all" in page


def test_a_search_or_a_filter_starts_anew(
    client: Client, physio: User, clinic: Clinic
) -> None:
    people = runners(PAGE + 1, clinic)

    listed = shown(client, f"{RUNNERS}?after={people[0].pk}&o=1&all=")

    assert (listed.params, listed.get_query_string()) == ({}, "?")
    assert [*listed.result_list] == people[1:]


@pytest.mark.parametrize(
    "place", ["", "x", "-1", "1.5", "٣", "%00", "9" * 18, "9" * 40, "0"]
)
@pytest.mark.parametrize("way", ["after", "before"])
@pytest.mark.usefixtures("physio")
def test_what_is_no_place_leads_to_the_first_page(
    client: Client, clinic: Clinic, way: str, place: str
) -> None:
    runners(2, clinic)

    page = client.get(f"{RUNNERS}?{way}={place}")

    assert (page.status_code, page.headers["Location"]) == (302, f"{RUNNERS}?e=1")
    assert len([*shown(client, page.headers["Location"]).result_list]) == 2


def test_the_place_of_somebody_elses_runner_is_none(
    client: Client, physio: User, clinic: Clinic
) -> None:
    runners(2, clinic)
    theirs = a_runner(clinic=a_clinic())

    page = client.get(f"{RUNNERS}?after={theirs.pk}")

    assert page.headers["Location"] == f"{RUNNERS}?e=1"


def test_a_place_stays_when_its_row_is_filtered_out(
    client: Client, physio: User, clinic: Clinic
) -> None:
    people = runners(3, clinic)
    User.objects.filter(pk=people[0].pk).update(name="Ada")
    User.objects.filter(pk=people[2].pk).update(name="Grace")

    listed = shown(client, f"{RUNNERS}?after={people[0].pk}&q=grace")

    assert [*listed.result_list] == [people[2]]


@pytest.mark.parametrize(("count", "said"), [(1, "1 patient"), (PAGE, f"{PAGE} patients")])
@pytest.mark.usefixtures("physio")
def test_a_list_of_one_page_says_how_long_it_is(
    client: Client, clinic: Clinic, count: int, said: str
) -> None:
    runners(count, clinic)

    page = client.get(RUNNERS).content.decode()

    assert f"<span>{said}</span>" in page
    assert "more than" not in page


def test_a_longer_list_is_neither_counted_nor_passed_over(
    client: Client, physio: User, clinic: Clinic
) -> None:
    people = runners(PAGE + 1, clinic)

    with CaptureQueriesContext(connection) as sent:
        page = client.get(RUNNERS).content.decode()
        client.get(f"{RUNNERS}?after={people[0].pk}")

    assert f"more than {PAGE} patients" in page
    assert [q["sql"] for q in sent if re.search("COUNT|OFFSET", q["sql"])] == []


def test_nobody_sorts_a_list_otherwise(
    client: Client, physio: User, clinic: Clinic
) -> None:
    people = runners(3, clinic)

    page = client.get(f"{RUNNERS}?o=-1")

    assert [*page.context["cl"].result_list] == people
    assert "sortable" not in page.content.decode()


def test_every_list_about_runners_has_an_order_that_can_be_paged(
    rf: RequestFactory,
) -> None:
    """One way, over what is never NULL, and no two rows share the last of it."""
    for page in admin.site._registry.values():  # noqa: SLF001 # the admin's own list
        if isinstance(page, PatientRecordAdmin) and page.opts.model_name != QUEUE:
            order = Order.read(page.get_ordering(rf.get("/")))
            named = [key.name for key in order.keys if isinstance(key, F)]
            fields: list[Any] = [
                page.opts.pk if name == "pk" else page.opts.get_field(name)
                for name in named
            ]
            assert not any(field.null for field in fields), page
            assert fields[-1].unique, page


def test_an_order_that_rises_and_falls_is_refused() -> None:
    with pytest.raises(ValueError, match="too many values"):
        Order.read(["-level", "pk"])


def test_an_order_may_be_told_by_expressions() -> None:
    order = Order.read([OrderBy(F("level")), "pk"])

    assert (order.keys, order.falls) == ((F("level"), F("pk")), False)
    assert order.reversed().falls is True
