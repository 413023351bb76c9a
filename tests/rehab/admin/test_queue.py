"""Needs attention: whom a physio should look at first, and what to do about it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import AccessLog, CareLink, Clinic, Membership, User
from rehab.attention import Rule, close_attention
from rehab.models import Attention, CareNote
from rehab.oversight import queue as queue_module
from tests.factories import (
    a_clinic,
    a_physio,
    a_plan,
    a_runner,
    sign_in_staff,
)
from tests.rehab.attention.steps import asking
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

QUEUE = "/admin/rehab/attention/"
DAY = timedelta(days=1)
AT_MOST = 12  # queries, however long the queue is


def listed(client: Client, **asked: str | int) -> list[User]:
    page = client.get(QUEUE, asked)
    return [waiting.person for waiting, _ in page.context["people"]]


def text(client: Client, path: str = QUEUE, **asked: str | int) -> str:
    return " ".join(client.get(path, asked).content.decode().split())


@pytest.fixture
def runner(clinic: Clinic) -> User:
    return a_runner(clinic=clinic, name="Ada")


def test_whoever_treats_people_lands_on_the_queue(client: Client, physio: User) -> None:
    answer = client.get("/admin/")

    assert (answer.status_code, answer["Location"]) == (302, QUEUE)


def test_whoever_treats_nobody_lands_on_the_front_page_and_sees_no_queue(
    client: Client,
) -> None:
    administrator = a_physio(
        clinic=a_clinic(), role=Membership.Role.ADMINISTRATOR, is_superuser=True
    )
    sign_in_staff(client, administrator)

    assert client.get("/admin/").status_code == 200
    assert client.get(QUEUE).status_code == 403


def test_an_empty_queue_says_kind_words(client: Client, physio: User) -> None:
    assert "Nobody needs attention right now." in text(client)
    assert "Show the whole queue." in text(client, rule="SILENT")
    assert not AccessLog.objects.exists()


def test_the_most_urgent_stands_first_and_of_equals_who_has_waited_longest(
    client: Client, clinic: Clinic
) -> None:
    calm, lately, long, urgent = (a_runner(clinic=clinic) for _ in range(4))
    asking(calm, Rule.SILENT, level=Level.SELF_CARE, days=99)
    asking(lately, days=1)
    asking(long, days=2)
    asking(urgent, Rule.RED_FLAG, level=Level.SAME_DAY, days=0.1)

    assert listed(client) == [urgent, long, lately, calm]


def test_somebody_for_whom_several_rules_fire_is_one_row_with_all_of_them(
    client: Client, clinic: Clinic, runner: User
) -> None:
    between = a_runner(clinic=clinic)
    asking(runner, Rule.SILENT, level=Level.SELF_CARE, days=9)
    asking(runner, Rule.RED_FLAG, level=Level.SAME_DAY, days=3)
    asking(between)

    page = client.get(QUEUE)

    [(first, rows), (second, _)] = page.context["people"]
    assert (first.person, second.person) == (runner, between)
    assert [(row.rule, age) for row, age in rows] == [
        ("RED_FLAG", "3\xa0days"),
        ("SILENT", "1\xa0week"),
    ]
    words = " ".join(page.content.decode().split())
    assert f"warning sign of {runner.email}." in words
    assert "Be seen today" in words


def test_what_is_closed_and_who_is_another_clinic_s_is_not_there(
    client: Client, runner: User
) -> None:
    asking(runner)
    close_attention(person_id=runner.pk, rules=[Rule.VISIT], at=timezone.now())
    asking(a_runner(clinic=a_clinic()))
    asking(a_runner())

    assert listed(client) == []


def test_each_runner_shown_is_one_row_in_the_access_log(
    client: Client, physio: User, runner: User
) -> None:
    asking(runner)
    asking(runner, Rule.SILENT)

    client.get(QUEUE)

    log = AccessLog.objects.get()
    assert (log.viewer, log.person, log.what) == (physio, runner, "needs attention")


def test_each_person_has_their_page_the_acts_and_the_last_note(
    client: Client, physio: User, runner: User
) -> None:
    row = asking(runner)
    plan = a_plan(person=runner)
    CareNote.objects.create(
        person=runner, by=physio, at=timezone.now(), kind="CALL", text="No answer."
    )
    planless = a_runner(clinic=physio.memberships.get().clinic)
    asking(planless)

    page = text(client)

    for act in ("acknowledge", "call", "close"):
        assert f'href="{QUEUE}{row.pk}/{act}/"' in page
    assert f'href="/admin/rehab/clearance/add/?attention={row.pk}"' in page
    assert f'href="/admin/rehab/plan/{plan.pk}/write/"' in page
    assert f'href="/admin/rehab/patient/{runner.pk}/change/"' in page
    for act in ("pause", "phase", "exercises", "hold-runs"):
        assert page.count(f"/{act}/") == 1
    assert page.count("/overrule/") == 2
    assert page.count(">Message<") == 1
    assert f"Last note: call by {physio.email}" in page
    assert "“No answer.”" in page


def test_a_paused_plan_can_go_on_and_a_finished_one_is_left_alone(
    client: Client, clinic: Clinic
) -> None:
    now = timezone.now()
    paused, over = (a_runner(clinic=clinic) for _ in range(2))
    a_plan(person=paused, paused_at=now)
    a_plan(person=over, finished_at=now)
    for person in (paused, over):
        asking(person)

    page = text(client)

    assert page.count("/resume/") == page.count("/phase/") == 1
    assert "/pause/" not in page
    assert page.count(">Message<") == 2


def test_a_visit_is_recorded_for_the_runner_of_a_row(client: Client, runner: User) -> None:
    mine, foreign = asking(runner), asking(a_runner())
    page = "/admin/rehab/clearance/add/"

    assert f'value="{runner.email}"' in text(client, page, attention=mine.pk)
    assert "@" not in text(client, page, attention=foreign.pk).split("id_person")[1][:200]


def test_the_queue_is_narrowed_by_rule_by_who_has_seen_it_and_by_whom_it_names(
    client: Client, clinic: Clinic, physio: User
) -> None:
    silent, seen, mine = (a_runner(clinic=clinic) for _ in range(3))
    asking(silent, Rule.SILENT)
    asking(seen).person.attention.update(
        acknowledged_at=timezone.now(), acknowledged_by=physio
    )
    asking(mine, Rule.PAIN_UP)
    CareLink.objects.filter(patient=mine).update(physio=physio)

    assert listed(client, rule="SILENT") == [silent]
    assert listed(client, acknowledged="yes") == [seen]
    assert {*listed(client, acknowledged="no")} == {silent, mine}
    assert listed(client, mine="yes") == [mine]
    assert len(listed(client, rule="nonsense", acknowledged="maybe", after="x")) == 3
    assert f"Acknowledged by {physio.email}" in text(client, acknowledged="yes")


def test_a_narrowed_queue_still_shows_all_that_asks_about_somebody(
    client: Client, runner: User
) -> None:
    asking(runner, Rule.RED_FLAG, level=Level.SAME_DAY)
    asking(runner, Rule.SILENT, level=Level.SELF_CARE)

    page = client.get(QUEUE, {"rule": "SILENT"})

    [(_, rows)] = page.context["people"]
    assert [row.rule for row, _ in rows] == ["RED_FLAG", "SILENT"]


def test_a_long_queue_goes_on_where_the_page_before_ended(
    client: Client, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_module, "PAGE", 2)
    people = [a_runner(clinic=clinic) for _ in range(5)]
    for days, person in enumerate(reversed(people)):
        asking(person, days=days + 1)
        asking(person, Rule.SILENT, level=Level.SELF_CARE, days=50)

    first = client.get(QUEUE)
    second = client.get(f"{QUEUE}{first.context['more']}")
    last = client.get(f"{QUEUE}{second.context['more']}")

    pages = [
        [waiting.person for waiting, _ in page.context["people"]]
        for page in (first, second, last)
    ]
    assert pages == [people[:2], people[2:4], people[4:]]
    assert last.context["more"] is None
    assert "Back to the most urgent" not in first.content.decode()
    assert "Back to the most urgent" in last.content.decode()


def test_the_next_page_keeps_what_the_queue_was_narrowed_by(
    client: Client, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_module, "PAGE", 1)
    for _ in range(2):
        asking(a_runner(clinic=clinic), Rule.SILENT)

    more = client.get(QUEUE, {"rule": "SILENT", "acknowledged": "no"}).context["more"]

    last = Attention.objects.order_by("pk").first()
    assert last
    assert more == f"?rule=SILENT&acknowledged=no&after={last.pk}"


@pytest.mark.parametrize("after", ["0", "999999999999999999", "9" * 30, "-1", "x", "٣"])
def test_a_place_that_nobody_knows_begins_at_the_top(
    client: Client, runner: User, after: str
) -> None:
    asking(runner)

    assert listed(client, after=after) == [runner]


def test_the_end_of_the_queue_says_so(client: Client, runner: User) -> None:
    row = asking(runner)
    close_attention(person_id=runner.pk, rules=[Rule.VISIT], at=timezone.now())

    assert "This is the end of the queue." in text(client, after=row.pk)


def test_fifty_people_take_as_many_queries_as_two(
    client: Client,
    clinic: Clinic,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(2):
        asking(a_runner(clinic=clinic))
    client.get(QUEUE)
    with CaptureQueriesContext(connection) as few:
        client.get(QUEUE)
    for _ in range(50):
        asking(a_runner(clinic=clinic))

    with django_assert_num_queries(len(few)):
        assert len(listed(client)) == 50

    assert len(few) <= AT_MOST


def test_the_list_of_rules_stands_below_the_queue(client: Client, physio: User) -> None:
    page = text(client)

    assert "What brings somebody here, and what ends it" in page
    assert [rule.label for rule in Rule if rule.label.capitalize() not in page] == []
