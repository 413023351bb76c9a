"""A physio writes to a runner from the page of a plan."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from accounts.models import AccessLog, Clinic, User
from accounts.services import withdraw_consent
from rehab.models import Message, Plan, Reminder
from rehab.models.message import LONGEST
from tests.factories import NOON, a_plan, a_runner
from tests.rehab.rows import everything

pytestmark = pytest.mark.django_db

WORDS = "Well done. It's <b>your</b> week."
BY_MAIL = "by email, with your words in it, and on the page of their plan."


@pytest.fixture
def plan(clinic: Clinic) -> Plan:
    return a_plan(person=a_runner(clinic=clinic))


def to(plan: Plan) -> str:
    return f"/admin/rehab/plan/{plan.pk}/write/"


def page_of(client: Client, plan: Plan) -> str:
    return client.get(f"/admin/rehab/plan/{plan.pk}/change/").content.decode()


def a_message(plan: Plan, by: User, *, at: datetime = NOON, **mail: Any) -> Message:
    message = Message.objects.create(person=plan.person, by=by, text=WORDS, at=at)
    if mail:
        facts = {"local_on": at.date(), "slot": 1, "due_at": at, "message": message}
        useful_until = at + timedelta(days=1)
        Reminder.objects.create(
            person=plan.person,
            kind="MESSAGE",
            useful_until=useful_until,
            **facts | mail,
        )
    return message


def test_a_physio_writes_to_a_runner(client: Client, plan: Plan, physio: User) -> None:
    response = client.post(to(plan), {"text": WORDS})

    message = Message.objects.get()
    page = client.get(response.headers["Location"]).content.decode()
    assert response.headers["Location"] == f"/admin/rehab/plan/{plan.pk}/change/"
    assert (message.person, message.by, message.text) == (plan.person, physio, WORDS)
    assert message.reminder.kind == Reminder.Kind.MESSAGE
    assert AccessLog.objects.order_by("pk").values_list("what", flat=True)[0] == (
        f"plan {plan.pk}, message written"
    )
    assert "Done: message written." in page
    assert escape(WORDS) in page
    assert WORDS not in page


def test_to_look_at_the_form_writes_nothing_and_is_logged(
    client: Client, plan: Plan
) -> None:
    before = everything()

    page = client.get(to(plan), {"text": "By address."})

    assert everything() == before
    assert "By address." not in page.content.decode()
    assert AccessLog.objects.get().what == f"plan {plan.pk}"


def test_the_plan_leads_to_the_form_also_when_it_is_over(
    client: Client, clinic: Clinic
) -> None:
    over = a_plan(person=a_runner(clinic=clinic), finished_at=timezone.now())

    client.post(to(over), {"text": WORDS})

    assert to(over) in page_of(client, over)
    assert Message.objects.get().person == over.person


def test_the_form_says_how_the_message_reaches_the_runner(
    client: Client, plan: Plan, clinic: Clinic
) -> None:
    stopped, refused = (a_plan(person=a_runner(clinic=clinic)) for _ in range(2))
    withdraw_consent(person=stopped.person, kind="MAILS", at=timezone.now())
    User.objects.filter(pk=refused.person_id).update(mail_refused_at=NOON)

    pages = [client.get(to(each)).content.decode() for each in (plan, stopped, refused)]

    only = "on the page of their plan only, with no email:"
    assert [BY_MAIL in page for page in pages] == [True, False, False]
    assert f"{only} they did not agree to emails, or stopped them." in pages[1]
    assert f"{only} their mail server says that it takes none" in pages[2]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Write something first."),
        ({"text": " \r\n "}, "Write something first."),
        ({"text": "x" * 2001}, "Write at most 2000 characters."),
        ({"text": "x" * 1_000_000}, "Write at most 2000 characters."),
        ({"text": "a\0b"}, "Null characters are not allowed."),
    ],
)
def test_what_is_no_message_is_refused_kindly_and_kept_on_the_page(
    client: Client, plan: Plan, given: dict[str, str], said: str
) -> None:
    response = client.post(to(plan), given)

    assert response.status_code == 422
    assert response.context["form"].errors == {"text": [said]}
    assert response.context["form"]["text"].value() == given.get("text")
    assert not Message.objects.exists()


def test_the_end_of_a_line_counts_once_as_in_the_browser(
    client: Client, plan: Plan
) -> None:
    lines = "\r\n".join(["x"] * (LONGEST // 2))

    client.post(to(plan), {"text": lines})

    assert Message.objects.get().text == lines.replace("\r\n", "\n")


def test_whoever_treats_the_runner_no_more_writes_nothing(
    client: Client, plan: Plan
) -> None:
    plan.person.care_links.update(ended_at=timezone.now())

    response = client.post(to(plan), {"text": WORDS})

    assert response.status_code == 404
    assert not Message.objects.exists()


def test_messages_are_listed_newest_first_with_what_became_of_each_mail(
    client: Client, plan: Plan, physio: User
) -> None:
    physio.name = "Anna"
    physio.save()
    day = timedelta(days=1)
    stopped: dict[str, Any] = {"state": "WITHDRAWN", "reason": "Stopped."}
    a_message(plan, physio, state="SENT", settled_at=NOON + timedelta(minutes=1))
    a_message(plan, physio, at=NOON + day)
    a_message(plan, physio, at=NOON + 2 * day, state="DUE")
    a_message(plan, physio, at=NOON + 3 * day, settled_at=NOON, **stopped)

    page = page_of(client, plan)

    told = [
        "email withdrawn 22 Nov 2026, 12:00 (Stopped.)",
        "email due 24 Nov 2026, 12:00",
        "no email",
        "email sent 22 Nov 2026, 12:01",
    ]
    places = [page.index(f"<td>{words}</td>") for words in told]
    assert places == sorted(places)
    assert page.count("<td>Anna</td>") == 4


def test_without_messages_the_page_says_none(client: Client, plan: Plan) -> None:
    [_, rest] = page_of(client, plan).split("Messages:")

    assert rest.partition("</div>")[0].split()[-1] == "none"


def test_a_physio_without_a_name_is_told_what_the_runner_reads(
    client: Client, plan: Plan, physio: User
) -> None:
    pages = []
    for name in ("", "Grace"):
        User.objects.filter(pk=physio.pk).update(name=name)
        pages.append(client.get(to(plan)).content.decode())

    words = "You have no name here, so the runner reads “Your physio”."
    assert [words in page for page in pages] == [True, False]
