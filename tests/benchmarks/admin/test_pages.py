"""The benchmark with few runners and no clock, so that it still runs when it is asked."""

import pytest
from django.test import Client

from accounts.models import PersonWord, User
from rehab.models import DiaryEntry
from tests.benchmarks.admin.filling import MAILS, YEAR, fill
from tests.benchmarks.admin.looking import cost_of
from tests.benchmarks.admin.pages import MOST_QUERIES, lists, pages_of
from tests.factories import sign_in_staff

RUNNERS, DIARY = 1000, 12


@pytest.mark.django_db(transaction=True)
def test_no_page_about_runners_reads_a_table_whole_or_asks_too_often(
    client: Client,
) -> None:
    world = fill(runners=RUNNERS, diary=DIARY)
    sign_in_staff(client, world.everybody)
    pages = pages_of(world.runner)

    costs = {page.name: cost_of(client, page.address) for page in [*pages, *lists()]}

    assert {name: cost.forbidden for name, cost in costs.items() if cost.forbidden} == {}
    asked = {page.name: costs[page.name].queries for page in pages}
    assert {name: count for name, count in asked.items() if count > MOST_QUERIES} == {}


@pytest.mark.django_db(transaction=True)
def test_each_physio_sees_as_many_runners_as_the_benchmark_says() -> None:
    world = fill(runners=RUNNERS, diary=DIARY)

    seen = [
        User.objects.visible_to(who).count()
        for who in (world.everybody, world.some, world.named)
    ]

    assert seen == [RUNNERS, 1, 1]
    assert world.runner.plans.get().diary.count() == DIARY + YEAR
    assert world.runner.reminders.count() == MAILS + YEAR
    assert DiaryEntry.objects.count() == RUNNERS * DIARY + YEAR + 1
    assert {*PersonWord.objects.filter(person=world.runner).values_list("word")} == {
        ("baba",),
        ("bababa",),
        (world.runner.email,),
    }
