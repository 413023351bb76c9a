import io
import re
from datetime import timedelta
from http import HTTPStatus
from zipfile import ZipFile

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import AccessLog, Erasure, User
from accounts.privacy import erase, kinds
from accounts.privacy.notices import token_of
from accounts.privacy.own import WHO_LOOKED
from accounts.services import log_view
from tests.factories import NOON, a_clinic, a_physio, a_plan, a_runner, an_entry
from tests.factories.everything import an_erasure, somebody_with_everything
from tests.reading import grade_of, words_of

pytestmark = pytest.mark.django_db

MY_DATA = "/my-data/"
DELETE = "/my-data/delete/"


@pytest.fixture
def runner(client: Client) -> User:
    runner = a_runner(name="Ada")
    client.force_login(runner)
    return runner


def keep(erasure: Erasure) -> str:
    return f"/my-data/keep/{token_of(erasure)}/"


def test_the_page_counts_each_kind_and_tells_the_newest(
    client: Client, runner: User
) -> None:
    plan = a_plan(person=runner)
    an_entry(plan=plan)
    an_entry(plan=plan, about="later", at=NOON + timedelta(hours=1))

    page = client.get(MY_DATA).content.decode()

    assert "Your diary: 2" in page
    assert "22 November 2026, 13:00" in page
    assert "/my-data/diary/" in page
    assert "Your runs" not in page
    assert "Nobody else has looked at your data." in page


def test_the_page_tells_who_looked_and_when(client: Client, runner: User) -> None:
    physio = a_physio(clinic=a_clinic(), name="Bea <b>")
    for minutes in (0, 1):
        at = NOON - timedelta(minutes=minutes)
        log_view(viewer=physio, person=runner, what="plan 1", at=at, why="Asked me.")
    AccessLog.objects.create(named="Dr Grey, PH 1", person=runner, what="sheet", at=NOON)
    log_view(viewer=a_physio(clinic=a_clinic()), person=a_runner(), what="x", at=NOON)

    page = client.get(MY_DATA).content.decode()

    told = re.sub(r"<[^>]+>", "", page.split('class="looks"', 1)[1].split("</ul>", 1)[0])
    assert " ".join(told.removeprefix(">").split()) == (
        "Dr Grey, PH 1 (we did not check the name) looked at your sheet "
        "22 November 2026, 12:00 "
        "Bea &lt;b&gt; looked at your plan (2 times that day) "
        "22 November 2026, 12:00. Reason: Asked me."
    )


@pytest.mark.parametrize("kind", [kind.file for kind in kinds() if kind is not WHO_LOOKED])
def test_each_kind_has_a_page_with_all_its_rows(client: Client, kind: str) -> None:
    person = somebody_with_everything()
    client.force_login(person)

    page = client.get(f"{MY_DATA}{kind}/")

    rows = next(each for each in kinds() if each.file == kind).rows_of(person).count()
    assert page.status_code == HTTPStatus.OK
    assert page.content.decode().count("card--plain") == rows


def test_the_page_of_looks_has_a_line_for_each_and_says_so_if_there_is_none(
    client: Client, runner: User
) -> None:
    nobody = client.get("/my-data/who-looked/").content.decode()
    physio = a_physio(clinic=a_clinic())
    for what in ("plan 1", "plan 1", "plan 2"):
        log_view(viewer=physio, person=runner, what=what, at=NOON)

    page = client.get("/my-data/who-looked/").content.decode()

    assert "Nobody else has looked at your data." in nobody
    assert page.count("looked at your plan") == 2
    assert page.count("(2 times that day)") == 1


def test_many_rows_are_shown_some_at_a_time(client: Client, runner: User) -> None:
    physio = a_physio(clinic=a_clinic())
    for number in range(21):
        log_view(viewer=physio, person=runner, what=f"page {number}.", at=NOON)

    first = client.get("/my-data/who-looked/").content.decode()
    second = client.get("/my-data/who-looked/?page=2").content.decode()
    strange = client.get("/my-data/who-looked/?page=%00").content.decode()

    assert ("page 20." in first, "page 0." in first) == (True, False)
    assert ("page 20." in second, "page 0." in second) == (False, True)
    assert "page 20." in strange


def test_there_is_no_page_for_another_kind(client: Client, runner: User) -> None:
    assert client.get("/my-data/secrets/").status_code == HTTPStatus.NOT_FOUND


def test_the_download_is_a_zip_with_a_name_that_tells_nothing(
    client: Client, runner: User
) -> None:
    answer = client.get("/my-data/download/")

    archive = ZipFile(io.BytesIO(answer.content))
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"] == (
        'attachment; filename="stridewell-my-data.zip"'
    )
    assert answer["Cache-Control"] == "no-store"
    assert "Ada" in archive.read("json/about-you.json").decode()


def test_to_delete_everything_needs_a_tick(client: Client, runner: User) -> None:
    asked = client.get(DELETE)
    refused = client.post(DELETE)

    assert asked.status_code == HTTPStatus.OK
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Tick the box to delete all." in refused.content.decode()
    assert Erasure.objects.count() == 0
    assert mail.outbox == []


def test_with_the_tick_it_is_asked_for_and_told_of_by_mail(
    client: Client, runner: User
) -> None:
    answer = client.post(DELETE, {"sure": "on"})
    page = client.get(DELETE).content.decode()

    asked = Erasure.objects.get()
    assert (answer.status_code, answer["Location"]) == (HTTPStatus.FOUND, DELETE)
    assert (asked.person_number, asked.told_at) == (runner.pk, asked.asked_at)
    assert "We will delete everything" in page
    assert "We sent you an email." in page
    assert keep(asked) in page
    assert [sent.to for sent in mail.outbox] == [[runner.email]]


def test_a_second_press_asks_and_tells_no_second_time(client: Client, runner: User) -> None:
    client.post(DELETE, {"sure": "on"})
    client.post(DELETE, {"sure": "on"})

    assert Erasure.objects.count() == len(mail.outbox) == 1


@pytest.mark.usefixtures("mail_server_refuses")
def test_without_a_mail_the_page_says_so_and_has_the_button(
    client: Client, runner: User
) -> None:
    client.post(DELETE, {"sure": "on"})

    page = client.get(DELETE).content.decode()

    assert "We could not send you an email yet." in page
    assert keep(Erasure.objects.get()) in page


def test_while_it_is_asked_for_my_data_says_when_and_how_to_keep_it(
    client: Client, runner: User
) -> None:
    asked = an_erasure(person=runner, days_ago=0)

    page = client.get(MY_DATA).content.decode()

    assert keep(asked) in page
    assert f"{asked.due_at:%-d %B %Y}" in page
    assert DELETE not in page


@pytest.mark.parametrize("staff", [True, False])
def test_whoever_keeps_the_account_reads_so(
    client: Client, runner: User, *, staff: bool
) -> None:
    User.objects.filter(pk=runner.pk).update(is_staff=staff)

    page = client.get(DELETE).content.decode()

    assert ("So your account stays" in page) == staff


def test_the_link_keeps_the_data_only_with_a_press_and_without_a_sign_in(
    client: Client,
) -> None:
    asked = an_erasure(person=a_runner(), days_ago=1)

    opened = client.get(keep(asked)).content.decode()
    untouched = Erasure.objects.get().taken_back_at
    pressed = client.post(keep(asked)).content.decode()
    again = client.post(keep(asked)).content.decode()

    assert "Keep your data?" in opened
    assert untouched is None
    assert "We keep your data" in pressed
    assert "We keep your data" in again
    assert Erasure.objects.get().taken_back_at


def test_a_link_that_comes_too_late_says_so(client: Client) -> None:
    person = a_runner()
    asked = an_erasure(person=person)
    erase(person=person, at=timezone.now())

    assert "Your data is gone" in client.post(keep(asked)).content.decode()


def test_a_link_nobody_made_says_what_to_do(client: Client) -> None:
    page = client.get("/my-data/keep/MQ:x:y/")

    assert page.status_code == HTTPStatus.NOT_FOUND
    assert "This link does not work" in page.content.decode()


HARDEST_ON_AVERAGE = 5


@pytest.mark.parametrize(
    "path", [MY_DATA, DELETE, "/my-data/diary/", "/my-data/who-looked/"]
)
@pytest.mark.parametrize("leaving", [True, False])
def test_the_pages_are_easy_to_read(
    client: Client, runner: User, path: str, *, leaving: bool
) -> None:
    if leaving:
        an_erasure(person=runner, days_ago=1)
    page = client.get(path).content.decode()
    main = page.split("<main", 1)[1].split("</main>", 1)[0]
    texts = [" ".join(text.split()) for text in re.findall(r">([^<>]+)<", main)]

    assert grade_of(filter(words_of, texts)) <= HARDEST_ON_AVERAGE


def test_what_a_page_shows_is_as_it_stands_where_the_runner_is(
    client: Client, runner: User
) -> None:
    User.objects.filter(pk=runner.pk).update(time_zone="Asia/Tokyo")
    an_entry(plan=a_plan(person=runner))

    page = client.get("/my-data/diary/").content.decode()

    assert "22 November 2026, 21:00" in page
