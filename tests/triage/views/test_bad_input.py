"""What no form of ours sends: refused in words, nothing half stored, answers kept."""

from collections.abc import Iterable

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from tests.triage.views.small import (
    at,
    newest,
    published,
    tell,
)
from triage.models import Assessment

pytestmark = pytest.mark.django_db

# Page and field by kind: a list, a choice, a scale, and yes or no.
FIELDS = {1: "danger", 2: "place", 3: "pain", 4: "injured"}
FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=line"

TEXTS = {
    "empty": "",
    "spaces": "   ",
    "nothing to see": "\u200b\u2060\ufeff",
    "nul": "no\x00ne",
    "right to left": "\u202eon",
    "an isolate": "\u2067no\u2069",
    "a flood of marks": "n" + "\u0301" * 500,
    "a family": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "full width": "\uff4e\uff4f",
    "a decomposed letter": "e\u0301",
    "a dotless i": "\u0131nner",
    "another letter that looks alike": "\u0456nner",
    "markup": "<svg onload=alert(1)>",
    "a template": "{{ 7|add:7 }}{% now %}",
    "two lines": "no\r\nyes",
    "a tab": "no\t",
    "long": "no" * 50_000,
    "other case": "YES",
    "a boolean": "True",
    "a list": "['no']",
    "JSON": '{"silence": "not sure"}',
}
NUMBERS = (
    *("-1", "11", "5.5", "5,5", "1e309", "1e1", "NaN", "inf", "-0", "0x10", "1_0", "007"),
    *(" 7", "+7", "\u0667", "\uff17", "\u00b2", "0000-00-00"),
    *("9" * 400, str(2**63), str(10**20)),
)


def refusals(client: Client, path: str, field: str, values: Iterable[str]) -> set[int]:
    """Send each value in turn, and return with which statuses the page said no."""
    pages = [client.post(path, {field: value}) for value in values]
    assert all(page.content.count(b"There is a problem") == 1 for page in pages)
    assert all(page.content.count(b"<svg onload") == 0 for page in pages)
    return {page.status_code for page in pages}


# Text and encoding


@pytest.mark.parametrize("number", FIELDS)
def test_a_text_that_is_no_choice_is_refused_in_words(client: Client, number: int) -> None:
    path = at(client, number)
    before = newest().answers

    assert refusals(client, path, FIELDS[number], TEXTS.values()) == {422}
    assert newest().answers == before


@pytest.mark.parametrize(
    ("path", "field"), [("/check/", "age"), ("/check/under-18/", "warnings")]
)
def test_strange_text_on_the_way_in_is_refused_in_words(
    client: Client, path: str, field: str
) -> None:
    published()

    assert refusals(client, path, field, TEXTS.values()) == {422}
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        b"danger=\xff\xfe",
        b"danger=%ff%fe",
        b"danger=%ed%a0%80",
        b"danger=%c0%af",
        b"d\xe4nger=cold",
        "danger=cold".encode("utf-16"),
        b"danger",
        b"&&&===",
        b"\x00",
    ],
)
def test_bytes_that_are_no_text_store_nothing(client: Client, body: bytes) -> None:
    path = at(client, 1)

    answer = client.post(path, body, content_type=FORM)

    assert answer.status_code in {400, 422}
    assert newest().answers == {}


@pytest.mark.parametrize(
    ("content_type", "body", "statuses"),
    [
        (PARTS, b"", {400, 422}),
        (PARTS, b"--other\r\nno end", {400, 422}),
        ("multipart/form-data", b"--line--", {400}),
        ("application/json", b'{"danger": ["cold"]}', {422}),
        ("application/json", b"[" * 100_000, {422}),
        ("text/plain", b"danger=cold", {422}),
        (f"{FORM}; charset=utf-16", b"danger=cold", {400}),
        (FORM, b"&".join([b"danger=cold"] * 5_000), {400}),
        (FORM, b"danger=" + b"x" * 10_000_000, {400, 413}),
    ],
    ids=[
        "no parts",
        "wrong boundary",
        "no boundary",
        "JSON",
        "deep JSON",
        "plain",
        "UTF-16",
        "5,000 fields",
        "10 MB",
    ],
)
def test_a_body_of_another_make_is_refused(
    client: Client, content_type: str, body: bytes, statuses: set[int]
) -> None:
    path = at(client, 1)

    answer = client.generic("POST", path, body, content_type=content_type)

    assert answer.status_code in statuses
    assert newest().answers == {}


def test_what_is_sent_twice_must_not_contradict_itself(client: Client) -> None:
    path = at(client, 1)

    page = client.post(path, {"danger": ["none-of-these", "cold"]})
    tell(client, path, "pop", "pop", "pop")

    assert page.status_code == 422
    assert newest().answers == {"cold": False, "pop": True, "stuck": False}


def test_of_two_answers_to_one_question_the_last_counts(client: Client) -> None:
    client.post(at(client, 2), {"place": ["outer", "inner"]})

    assert newest().answers["place"] == "inner"


def test_fields_of_other_pages_and_of_the_row_are_left_alone(client: Client) -> None:
    path = at(client, 1)
    pk = newest().pk

    client.post(
        path,
        {
            "danger": "none-of-these",
            "pain": "9",
            "level": "1",
            "patient": "1",
            "submitted_at": "2020-01-01",
            "answers": '{"pain": 0}',
        },
    )

    row = Assessment.objects.get()
    assert (row.pk, row.patient, row.submitted_at) == (pk, None, None)
    assert row.answers == {"cold": False, "pop": False, "stuck": False}


# Numbers


def test_a_number_that_is_not_on_the_scale_is_refused(client: Client) -> None:
    path = at(client, 3)
    before = newest().answers

    assert refusals(client, path, "pain", NUMBERS) == {422}
    assert newest().answers == before


@pytest.mark.parametrize("number", ["-1", "0", "99", str(10**20), "9" * 400])
def test_a_step_that_does_not_exist_leads_to_the_open_one_or_nowhere(
    client: Client, number: str
) -> None:
    at(client, 2)

    for path in (f"/check/{number}/", f"/check/1/{number}/", f"/check/{number}/unsure/"):
        answer = client.post(path, {"danger": "cold"})

        assert answer.status_code in {302, 404}
        assert answer.headers.get("Location", "/check/2/") == "/check/2/"
    assert "cold" not in {key for key, told in newest().answers.items() if told}
