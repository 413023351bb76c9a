from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import AccessLog, Clinic, User
from rehab.models import Reminder, SeenAnswer, SeenFollowUp
from tests.factories import NOON, a_follow_up, a_question, a_runner

pytestmark = pytest.mark.django_db

FOLLOW_UPS = "/admin/rehab/seenfollowup/"
LATER = NOON + timedelta(hours=1)


def asked(person: User, *said: str) -> SeenFollowUp:
    """Return a follow-up of ``person`` with a mail that was sent, answered in turn."""
    follow_up = a_follow_up(person=person)
    first, second = follow_up.ask_on
    sent = a_question(
        follow_up=follow_up,
        local_on=first,
        state=Reminder.State.SENT,
        settled_at=NOON,
    )
    a_question(
        follow_up=follow_up,
        local_on=second,
        state=Reminder.State.MISSED,
        settled_at=NOON,
        reason="Not sent in time.",
    )
    for number, one in enumerate(said):
        at = LATER + timedelta(minutes=number)
        SeenAnswer.objects.create(reminder=sent, said=one, at=at)
    return follow_up


@pytest.mark.parametrize("page", ["list", "page"])
def test_a_physio_reads_who_was_asked_if_they_were_seen_and_what_they_said(
    client: Client, clinic: Clinic, page: str
) -> None:
    follow_up = asked(a_runner(clinic=clinic), "NOT_YET", "SEEN")
    a_question(follow_up=follow_up, local_on=NOON.date() + timedelta(days=9))
    urls = {
        "list": FOLLOW_UPS,
        "page": f"{FOLLOW_UPS}{follow_up.pk}/change/",
    }

    text = client.get(urls[page]).content.decode()

    assert "Be seen today" in text
    assert "23 Nov 2026: <b>sent</b><br>" in text
    assert "25 Nov 2026: <b>missed</b> (Not sent in time.)<br>" in text
    assert "22 Nov 2026, 1 p.m.: <b>not yet</b><br>" in text
    assert "22 Nov 2026, 1:01 p.m.: <b>yes, was seen</b><br>" in text
    assert "1 Dec" not in text
    assert "_save" not in text


def test_of_whom_nobody_asked_yet_the_list_says_so(client: Client, clinic: Clinic) -> None:
    a_follow_up(person=a_runner(clinic=clinic))

    text = client.get(FOLLOW_UPS).content.decode()

    assert "nothing is owed" in text
    assert "no answer" in text


def test_the_newest_stands_first_whatever_was_answered(
    client: Client, clinic: Clinic
) -> None:
    worse, silent, seen = (
        asked(a_runner(clinic=clinic), *said) for said in (["WORSE"], [], ["SEEN"])
    )

    listed = client.get(FOLLOW_UPS).context["cl"].result_list

    assert [*listed] == [seen, silent, worse]


def test_a_physio_sees_the_follow_ups_of_their_own_runners_only(
    client: Client, clinic: Clinic
) -> None:
    ours, theirs = asked(a_runner(clinic=clinic), "WORSE"), asked(a_runner(), "WORSE")

    text = client.get(FOLLOW_UPS).content.decode()

    assert ours.person.email in text
    assert theirs.person.email not in text
    assert client.get(f"{FOLLOW_UPS}{theirs.pk}/change/").status_code == 404
    assert client.get(f"{FOLLOW_UPS}add/").status_code == 403


def test_each_look_at_a_follow_up_is_logged(client: Client, clinic: Clinic) -> None:
    follow_up = asked(a_runner(clinic=clinic), "SEEN")

    client.get(f"{FOLLOW_UPS}{follow_up.pk}/change/")
    client.get(FOLLOW_UPS)

    looks = AccessLog.objects.order_by("pk").values_list("person", "what")
    assert [*looks] == [
        (follow_up.person_id, f"follow-up {follow_up.pk}"),
        (follow_up.person_id, "list of follow-ups"),
    ]


def test_a_longer_list_of_follow_ups_takes_no_more_queries(
    client: Client, clinic: Clinic
) -> None:
    asked(a_runner(clinic=clinic), "SEEN")
    client.get(FOLLOW_UPS)
    with CaptureQueriesContext(connection) as few:
        client.get(FOLLOW_UPS)
    for _ in range(3):
        asked(a_runner(clinic=clinic), "NOT_YET")

    with CaptureQueriesContext(connection) as more:
        client.get(FOLLOW_UPS)

    assert len(more) == len(few)
