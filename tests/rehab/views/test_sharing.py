"""The runner makes a code for their sheet, sees what came of it, and ends it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from rehab.models import SharedSheet
from rehab.oversight.sheets import Signature, code_of, log_look, record_on_sheet
from tests.factories import a_runner, an_assessment

pytestmark = pytest.mark.django_db

ANNA = Signature(name="Anna <b>Berg</b>", registration="HCPC PH1")


@pytest.fixture
def runner(client: Client) -> User:
    runner = a_runner()
    client.force_login(runner)
    return runner


def test_without_a_result_there_is_nothing_to_share(client: Client, runner: User) -> None:
    page = client.get("/share/")
    pressed = client.post("/share/")

    assert "You have no result yet" in page.text
    assert (pressed.status_code, SharedSheet.objects.count()) == (200, 0)


def test_a_press_makes_the_code_of_the_newest_result(client: Client, runner: User) -> None:
    early = timezone.now() - timedelta(days=3)
    an_assessment(patient=runner, at=early)
    newest = an_assessment(patient=runner, at=early + timedelta(days=1))

    before = client.get("/share/").text
    pressed = client.post("/share/")
    page = client.get("/share/").text

    sheet = SharedSheet.objects.get()
    assert "Make a code" in before
    assert (pressed.status_code, pressed["Location"]) == (302, "/share/")
    assert sheet.assessment == newest
    assert code_of(sheet) in page
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in page
    assert " style=" not in page


def test_the_printed_sheet_carries_the_code(client: Client, runner: User) -> None:
    an_assessment(patient=runner, at=timezone.now())
    client.post("/share/")

    page = client.get("/share/print/")

    assert code_of(SharedSheet.objects.get()) in page.text
    assert "Not a diagnosis" in page.text


def test_there_is_nothing_to_print_without_a_code(client: Client, runner: User) -> None:
    an_assessment(patient=runner)

    assert client.get("/share/print/")["Location"] == "/share/"


def test_the_runner_sees_who_looked_and_what_they_wrote(
    client: Client, runner: User
) -> None:
    now = timezone.now()
    an_assessment(patient=runner, at=now)
    client.post("/share/")
    sheet = SharedSheet.objects.get()
    record_on_sheet(sheet=sheet, kind="CHANGE", by=ANNA, text="Fewer squats.", at=now)
    log_look(sheet=sheet, at=now)

    page = client.get("/share/").text

    assert "Fewer squats." in page
    assert "Anna &lt;b&gt;Berg&lt;/b&gt;" in page
    assert "not verified" in page


def test_a_press_ends_the_code(client: Client, runner: User) -> None:
    an_assessment(patient=runner, at=timezone.now())
    client.post("/share/")

    ended = client.post("/share/end/", follow=True)

    assert "Nobody can open your sheet by a code now" in ended.text
    assert "Make a code" in ended.text


def test_a_code_under_an_older_key_is_not_shown(client: Client, runner: User) -> None:
    now = timezone.now()
    SharedSheet.objects.create(
        person=runner,
        assessment=an_assessment(patient=runner, at=now),
        nonce="n",
        fingerprint="of another key",
        made_at=now,
        ends_at=now + timedelta(days=1),
    )

    assert "Make a code" in client.get("/share/").text
