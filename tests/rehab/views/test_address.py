"""An address that took no mail, and its owner's word that it works."""

import pytest
from django.test import Client
from django.utils import timezone

from rehab import plans
from rehab.models import Plan
from tests.rehab.rows import everything

pytestmark = pytest.mark.django_db

URL = "/plan/address/"
SAYS = "Our last email to you came back"


@pytest.fixture
def refused(plan: Plan) -> Plan:
    """Return the plan of a runner who is signed in, and whose address took no mail."""
    plan.person.mail_refused_at = timezone.now()
    plan.person.save()
    return plan


def html_of(client: Client, url: str) -> str:
    return " ".join(client.get(url).content.decode().split())


@pytest.mark.parametrize(
    "page",
    [
        "/plan/",
        "/plan/day/",
        "/plan/session/",
        "/plan/run/",
        "/plan/week/",
        "/plan/check-in/day-14/",
        "/plan/check-in/week-12/",
        "/plan/gate/phase-2/",
        "/plan/settings/",
        "/plan/mails/",
        URL,
    ],
)
@pytest.mark.usefixtures("refused")
def test_the_next_visit_says_so_and_changes_nothing(client: Client, page: str) -> None:
    before = everything()

    html = html_of(client, page)

    assert html.count(SAYS) == 1
    assert f'action="{URL}"' in html
    assert everything() == before


def test_one_press_sends_mails_there_again(client: Client, refused: Plan) -> None:
    answers = [client.post(URL, follow=True) for _ in range(2)]

    refused.person.refresh_from_db()
    assert refused.person.mail_refused_at is None
    assert [each.redirect_chain for each in answers] == [[("/plan/", 302)]] * 2
    assert "We try your address again from now on." in answers[0].content.decode()
    assert SAYS not in html_of(client, "/plan/")


@pytest.mark.usefixtures("plan")
def test_where_no_mail_came_back_nothing_is_said(client: Client) -> None:
    assert SAYS not in html_of(client, "/plan/")
    assert client.get(URL)["Location"] == "/plan/"


def test_what_cannot_wait_stands_first(client: Client, refused: Plan) -> None:
    sent = {"pain": "9", "worse": "no"}

    html = " ".join(client.post("/plan/day/", sent).content.decode().split())

    assert "<h1>Be seen today</h1>" in html
    assert SAYS not in html


def test_a_paused_plan_says_it_below(client: Client, refused: Plan) -> None:
    plans.pause_plan(plan=refused, why="It got worse.", at=timezone.now())

    html = html_of(client, "/plan/")

    assert html.index("Be seen within a week") < html.index(SAYS)
