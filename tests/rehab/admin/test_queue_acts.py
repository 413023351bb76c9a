"""To acknowledge, to close, to note a call: each asks first, and says who was quicker."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import AccessLog, CareLink, Clinic, User
from rehab.attention import Rule, close_attention
from rehab.models import Attention, CareNote
from tests.factories import a_clinic, a_physio, a_runner
from tests.rehab.attention.steps import asking

pytestmark = pytest.mark.django_db

QUEUE = "/admin/rehab/attention/"


@pytest.fixture
def runner(clinic: Clinic) -> User:
    return a_runner(clinic=clinic, name="Ada")


def post(client: Client, row: Attention, act: str, **told: Any) -> Any:
    words = {"why": "I call today.", "seen": row.renewed_at.isoformat()} | told
    return client.post(f"{QUEUE}{row.pk}/{act}/?rule=VISIT", words)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("acknowledge", ("ACK", "acknowledged")),
        ("close", ("CLOSED", "closed")),
        ("call", ("CALL", "call noted")),
    ],
)
def test_each_act_asks_first_and_leads_back_to_the_queue_as_it_was(
    client: Client, runner: User, act: str, said: tuple[str, str]
) -> None:
    row, (kind, done) = asking(runner), said
    physio = User.objects.get(is_staff=True)

    asked = client.get(f"{QUEUE}{row.pk}/{act}/?rule=VISIT")
    answer = post(client, row, act)

    row.refresh_from_db()
    note = CareNote.objects.get()
    assert asked.status_code == 200
    assert (answer.status_code, answer["Location"]) == (302, f"{QUEUE}?rule=VISIT")
    assert (note.by, note.kind, note.text, note.attention) == (
        physio,
        kind,
        "I call today.",
        row,
    )
    assert (row.closed_by == physio) is (act == "close")
    assert (row.acknowledged_by == physio) is (act != "close")
    looks = AccessLog.objects.order_by("pk").values_list("what", flat=True)
    assert [*looks] == [f"attention {row.pk}", f"attention {row.pk}, {done}"]
    assert f"A visit is called for: {done}." in client.get(QUEUE).content.decode()


@pytest.mark.parametrize("act", ["acknowledge", "close", "call"])
@pytest.mark.parametrize("words", ["", "   ", "x" * 4001, "x" * 1_000_000])
def test_an_act_without_words_or_with_too_many_is_refused_kindly(
    client: Client, runner: User, act: str, words: str
) -> None:
    row = asking(runner)

    answer = post(client, row, act, why=words)

    row.refresh_from_db()
    assert answer.status_code == 422
    assert "Nothing was changed." in answer.content.decode()
    assert (row.acknowledged_at, row.closed_at) == (None, None)
    assert AccessLog.objects.filter(person=runner).count() == 1


def test_whoever_comes_second_reads_who_did_what_meanwhile(
    client: Client, clinic: Clinic, runner: User
) -> None:
    row = asking(runner)
    colleague = a_physio(clinic=clinic, name="Grace")
    Attention.objects.update(acknowledged_at=timezone.now(), acknowledged_by=colleague)

    acknowledged = post(client, row, "acknowledge")
    close_attention(
        person_id=runner.pk, rules=[Rule.VISIT], at=timezone.now(), by=colleague
    )
    closed = post(client, row, "close")

    assert [answer.status_code for answer in (acknowledged, closed)] == [409, 409]
    assert "Grace acknowledged it meanwhile." in acknowledged.content.decode()
    assert "Grace closed it meanwhile." in closed.content.decode()


def test_what_is_over_or_fired_again_meanwhile_is_said(
    client: Client, runner: User
) -> None:
    row = asking(runner)
    asking(runner, days=0.5)
    again = post(client, row, "acknowledge")
    close_attention(person_id=runner.pk, rules=[Rule.VISIT], at=timezone.now())

    over = post(client, row, "close")

    assert [answer.status_code for answer in (again, over)] == [409, 409]
    assert "The rule has fired again" in again.content.decode()
    assert "By itself it was over: nobody closed it meanwhile." in over.content.decode()


@pytest.mark.parametrize("act", ["acknowledge", "close", "call"])
def test_a_foreign_row_answers_like_one_that_is_not_there(
    client: Client, physio: User, act: str
) -> None:
    row = asking(a_runner(clinic=a_clinic()))

    found = [
        client.get(f"{QUEUE}{key}/{act}/").status_code
        for key in (row.pk, row.pk + 1, "x", "9" * 30)
    ]
    posted = post(client, row, act).status_code

    assert (found, posted) == ([404] * 4, 404)
    assert not AccessLog.objects.exists()


def test_whoever_loses_the_runner_while_the_page_is_open_changes_nothing(
    client: Client, runner: User
) -> None:
    row = asking(runner)
    CareLink.objects.update(ended_at=timezone.now())

    assert post(client, row, "acknowledge").status_code == 404
    assert not CareNote.objects.exists()
