"""How the mails go, on a page of the admin that tells of nobody."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import AccessLog, Membership, User
from rehab.admin.watch import age_words, many_words
from rehab.models import Heartbeat
from rehab.models.heartbeat import REVIEW, TICK
from rehab.reminders.watch import MANY
from tests.factories import a_clinic, a_physio, a_plan, a_reminder, a_user, sign_in_staff

pytestmark = pytest.mark.django_db

PAGE = "/admin/rehab/heartbeat/"
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def administrator(client: Client) -> User:
    member = a_physio(clinic=a_clinic(), role=Membership.Role.ADMINISTRATOR)
    sign_in_staff(client, member)
    return member


def page_of(client: Client) -> str:
    response = client.get(PAGE)
    assert response.status_code == 200
    return str(response.content.decode())


def table(page: str, caption: str) -> list[list[str]]:
    """Return the cells of each row of the table with this caption, as words."""
    [_, rest] = page.split(f"<caption>{caption}</caption>")
    rows = re.findall(r"<tr>(.*?)</tr>", rest.partition("</table>")[0], re.DOTALL)
    cells = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows)
    return [[re.sub(r"<[^>]*>|\s+", " ", cell).strip() for cell in row] for row in cells]


def ended(state: str, *, ago: timedelta, **given: Any) -> int:
    at = timezone.now() - ago
    reason = "" if state == "SENT" else "Refused with code 550."
    told: dict[str, Any] = {
        "due_at": at,
        "settled_at": at,
        "state": state,
        "reason": reason,
    } | given
    return a_reminder(**told).pk


def test_the_page_tells_how_the_mails_go(client: Client, administrator: User) -> None:
    now = timezone.now()
    a_reminder(due_at=now - 125 * MINUTE, useful_until=now + MINUTE)
    a_user(mail_refused_at=now)
    Heartbeat.objects.create(name=TICK, at=now - 6 * MINUTE)

    page = page_of(client)

    assert [row[:2] for row in table(page, "Now")[1:]] == [
        ["Due", "1"],
        ["Being sent", "0"],
        ["Waiting for another try", "0"],
        ["Lag", "2 h 5 min"],
        ["Last tick", "6 min"],
        ["Last review", "never"],
        ["Fast clock", "never"],
        ["Refused addresses", "1"],
    ]
    assert '<p class="errornote">The last tick ran 6 minutes ago.</p>' in page
    assert "The oldest mail has been due for 125 minutes." in page
    assert "All goes well" not in page


def test_all_goes_well_when_ticks_run_and_nothing_is_late(
    client: Client, administrator: User
) -> None:
    for name in (TICK, REVIEW):
        Heartbeat.objects.create(name=name, at=timezone.now())

    page = page_of(client)

    assert "All goes well" in page
    assert "errornote" not in page
    assert table(page, "Parked last")[1:] == [["none"]]
    assert "The last hour, by kind" not in page


def test_the_last_hour_is_told_by_five_minutes_with_a_bar_for_each(
    client: Client, administrator: User
) -> None:
    for _ in range(4):
        ended("SENT", ago=2 * MINUTE)
    ended("SENT", ago=57 * MINUTE)
    ended("MISSED", ago=57 * MINUTE)

    page = page_of(client)

    rows = table(page, "The last hour, by five minutes")[1:]
    assert [row[1:5] for row in rows] == [
        ["1", "1", "0", "0"],
        *[["0", "0", "0", "0"]] * 10,
        ["4", "0", "0", "0"],
        ["5", "1", "0", "0"],
    ]
    bars = re.findall(r'<rect class="watch__(\w+)"(?: x="(\d+)")? width="(\d+)"', page)
    assert bars[:2] == [("sent", "", "25"), ("unsent", "25", "25")]
    assert bars[-2:] == [("sent", "", "100"), ("unsent", "100", "0")]


def test_the_last_hour_is_told_by_kind(client: Client, administrator: User) -> None:
    ended("SENT", ago=MINUTE)
    ended("PARKED", ago=MINUTE, kind="CHECK_IN", about="day-7")

    assert table(page_of(client), "The last hour, by kind")[1:] == [
        ["Rest, ice, compression, elevation", "1", "0", "0", "0"],
        ["A check-in", "0", "0", "1", "0"],
    ]


def test_what_was_parked_is_told_by_number_and_by_no_person(
    client: Client, administrator: User
) -> None:
    plan = a_plan()
    number = ended("PARKED", ago=MINUTE, plan=plan, attempts=5)

    page = page_of(client)

    [[mail, _, tries, why]] = table(page, "Parked last")[1:]
    assert (mail, tries, why) == (str(number), "5", "Refused with code 550.")
    assert plan.person.email not in page
    assert not AccessLog.objects.exists()


@pytest.mark.parametrize(
    ("role", "is_superuser", "status"),
    [
        (Membership.Role.PHYSIO, False, 403),
        (Membership.Role.LEAD, False, 403),
        (Membership.Role.ADMINISTRATOR, False, 200),
        (Membership.Role.PHYSIO, True, 200),
    ],
)
def test_it_is_for_superusers_and_administrators(
    client: Client, role: str, is_superuser: object, status: int
) -> None:
    member = a_physio(clinic=a_clinic(), role=role, is_superuser=is_superuser)
    sign_in_staff(client, member)

    assert client.get(PAGE).status_code == status
    listed = f'href="{PAGE}"' in client.get("/admin/rehab/").content.decode()
    assert listed == (status == 200)


def test_a_runner_is_sent_away(client: Client) -> None:
    client.force_login(a_user())

    assert client.get(PAGE).status_code == 403


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (None, "never"),
        (timedelta(), "0 s"),
        (59 * SECOND, "59 s"),
        (MINUTE, "1 min"),
        (59 * MINUTE + 59 * SECOND, "59 min"),
        (60 * MINUTE, "1 h 0 min"),
        (1502 * MINUTE, "25 h 2 min"),
    ],
)
def test_ages_are_told_as_far_as_anybody_reads_them(
    age: timedelta | None, words: str
) -> None:
    assert age_words(age) == words


def test_a_count_that_went_as_far_as_it_goes_says_so() -> None:
    assert [many_words(number) for number in (0, MANY, MANY + 1)] == [
        "0",
        "10,000",
        "more than 10,000",
    ]
