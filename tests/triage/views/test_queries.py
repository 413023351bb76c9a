"""How often a page asks the database, with the real rules and somebody signed in."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import NOON, a_movement_check
from triage.models import Assessment
from triage.protocols.medial_knee import FOLLOW_UP, MEDIAL_KNEE, UNDER_18
from triage.services import publish_protocol

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        # Each takes 2 for the session and who it is of, and 2 for the newest result and
        # anything urgent before it; beside those:
        # what a physio said of it, if there are tests, which were done, the pages about
        ("/check/result/", 8),
        ("/check/result/handover/", 5),  # what a physio said of it, too
        ("/check/movement/", 6),  # the tests that are open, or else those in force
    ],
)
@pytest.mark.usefixtures("result")
def test_a_result_and_what_leads_on_from_it_take_few_queries(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    path: str,
    queries: int,
) -> None:
    with django_assert_num_queries(queries):
        assert client.get(path).status_code == 200


def test_tests_that_are_open_are_read_once(
    client: Client, result: Assessment, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    a_movement_check(assessment=result, finished=False)

    with django_assert_num_queries(5):
        assert client.get("/check/movement/").status_code == 200
    with django_assert_num_queries(7):
        assert client.get("/check/result/").status_code == 200


@pytest.mark.parametrize(
    ("path", "queries"), [("/about/", 2), ("/about/causes/1/", 1), ("/rules/", 4)]
)
def test_the_pages_about_the_rules_read_them_once(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    path: str,
    queries: int,
) -> None:
    for protocol in (MEDIAL_KNEE, UNDER_18, FOLLOW_UP):
        publish_protocol(protocol=protocol, at=NOON)

    with django_assert_num_queries(queries):
        assert client.get(path).status_code == 200


def test_the_rules_beside_those_shown_are_named_without_their_long_text(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for protocol in (MEDIAL_KNEE, UNDER_18, FOLLOW_UP):
        publish_protocol(protocol=protocol, at=NOON)

    with django_assert_num_queries(4) as asked:
        client.get("/rules/")

    texts = [query["sql"].count('"text"') for query in asked.captured_queries]
    assert sum(texts) == 1
