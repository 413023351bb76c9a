"""How often a shared sheet may be opened, and what is never refused for that."""

from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import AccessLog
from rehab.models import SharedSheet, SheetRecord
from rehab.oversight.sheets import code_of
from tests.rehab.views.test_shared import SIGNED, a_sheet, opened

pytestmark = pytest.mark.django_db

OFTEN = HTTPStatus.TOO_MANY_REQUESTS


@pytest.fixture(autouse=True)
def nothing_counted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def browsers(number: int, sheet: SharedSheet) -> list[Client]:
    """Return clients in each of which the sheet was opened by its code."""
    clients = [Client() for _ in range(number)]
    for each in clients:
        opened(each, sheet)
    return clients


def looked(client: Client, times: int) -> list[int]:
    return [client.get("/sheet/read/").status_code for _ in range(times)]


def test_a_browser_that_opens_a_sheet_too_often_is_shown_no_more_for_now() -> None:
    sheet, other = a_sheet(), a_sheet()
    [client] = browsers(1, sheet)

    looks = looked(client, 12)
    page = client.get("/sheet/read/")
    opened(client, other)

    assert looks == [200] * 12
    assert (page.status_code, page["Retry-After"]) == (OFTEN, "60")
    assert "This sheet was opened very often." in page.text
    assert "Ada" not in page.text
    assert AccessLog.objects.filter(person=sheet.person).count() == 12
    assert looked(client, 1) == [200]


def test_another_browser_reads_on_until_all_together_had_too_many() -> None:
    first, second, third, fourth = browsers(4, a_sheet())

    looks = [looked(each, 13)[-2:] for each in (first, second, third)]

    assert looks == [[200, OFTEN]] * 3
    assert looked(fourth, 1) == [OFTEN]
    assert AccessLog.objects.count() == 36


def test_what_somebody_records_is_kept_however_often_others_looked() -> None:
    first, second, third, fourth = browsers(4, a_sheet())
    for each in (first, second, third):
        looked(each, 13)

    for number, each in enumerate((first, fourth)):
        told = {"kind": "SEEN", **SIGNED, "registration": f"HCPC PH{number}"}
        sent = each.post("/sheet/read/", told)

        assert (sent.status_code, sent["Location"]) == (302, "/sheet/read/")
    assert SheetRecord.objects.count() == 2


def test_right_codes_of_a_whole_clinic_are_not_limited() -> None:
    told = {"code": code_of(a_sheet())}

    pages = [Client().post("/sheet/", told) for _ in range(25)]

    assert {page.status_code for page in pages} == {302}


def test_wrong_codes_are_limited_and_then_a_right_one_is_refused_too(
    client: Client,
) -> None:
    sheet = a_sheet()
    opened(client, sheet)

    wrong = [client.post("/sheet/", {"code": "AAAAA-AAAAA"}) for _ in range(11)]
    right = client.post("/sheet/", {"code": code_of(sheet)})

    assert [page.status_code for page in wrong] == [422] * 10 + [OFTEN]
    assert right.status_code == OFTEN
