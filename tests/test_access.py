"""Who may open what: every address of the site times everybody who may ask for it.

An address without a line in ``access.txt`` fails. See ``World`` for who they are.
"""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.world import PEOPLE, World, all_addresses, all_rows

pytestmark = pytest.mark.django_db


def read_table() -> dict[str, list[str]]:
    """Return what each of ``PEOPLE`` gets of each address."""
    kinds: dict[str, list[str]] = {}
    table: dict[str, list[str]] = {}
    for line in Path(__file__).with_name("access.txt").read_text().splitlines():
        match line.split():
            case ["=", kind, *outcomes]:
                kinds[kind] = outcomes
            case [address, kind] if not address.startswith("#"):
                table[address] = kinds[kind]
            case [address, *outcomes] if not address.startswith("#"):
                table[address] = outcomes
    return table


LINES = read_table()
METHODS = ("HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "NONSENSE")
# The one-click link of RFC 8058: mail programs post to it, and know nothing of our tokens.
NEEDS_NO_TOKEN = {"stop_mails"}
# These work where the runner is cared for, so they know that there is one.
CARE_FOR_THE_RUNNER = {"runner", "physio", "lead", "glass"}
# What is not about one runner: others may see it, and it may be there or not.
NOT_OF_A_RUNNER = re.compile(r"past_rules|mfa_|admin.(accounts.clinic|triage.protocol)")
BY_NUMBER = re.compile(r"admin.accounts.(accesslog|brokenglass)")  # superusers have these


@pytest.fixture
def world() -> World:
    return World()


def outcome(answer: Any) -> str:
    to = answer.headers.get("Location", "")
    if to.startswith(("/sign-in/?", "/admin/login/?")):
        return "in"
    return "step" if to.startswith("/two-step/reauth") else str(answer.status_code)


def test_every_address_has_a_line() -> None:
    assert {*all_addresses()} == {*LINES}


def test_every_line_speaks_of_everybody() -> None:
    assert {address for address, line in LINES.items() if len(line) != len(PEOPLE)} == set()


@pytest.mark.parametrize("who", PEOPLE)
def test_everybody_opens_what_is_theirs_and_nothing_else(world: World, who: str) -> None:
    browser = world.browser_of(who)
    before = all_rows()

    pages = {address: browser.get(world.path_to(address)) for address in LINES}

    column = PEOPLE.index(who)
    opened = {address: outcome(page) for address, page in pages.items()}
    assert opened == {address: line[column] for address, line in LINES.items()}
    assert who in CARE_FOR_THE_RUNNER or telling(world, pages) == set()
    assert all_rows() == before  # to read changes nothing


def telling(world: World, pages: dict[str, Any]) -> set[str]:
    """Return the addresses whose page tells who the runner is."""
    return {
        address
        for address, page in pages.items()
        for told in [page.content.decode(errors="replace")]
        if world.runner.email in told or world.runner.name in told
    }


@pytest.mark.parametrize("act", ["get", "post"])
@pytest.mark.parametrize("who", ["other", "colleague", "super"])
def test_what_is_somebody_elses_answers_like_what_is_not_there(
    world: World, who: str, act: str
) -> None:
    browser = world.browser_of(who)
    of_a_row = [
        address
        for address in LINES
        if world.path_to(address) != world.path_to(address, missing=True)
        and not NOT_OF_A_RUNNER.match(address)
        and not (who == "super" and BY_NUMBER.match(address))
    ]

    differing = [
        address
        for address in of_a_row
        for theirs, missing in [
            (world.path_to(address), world.path_to(address, missing=True))
        ]
        if said(getattr(browser, act)(theirs), theirs)
        != said(getattr(browser, act)(missing), missing)
    ]

    assert differing == []
    assert len(of_a_row) > 20


def said(answer: Any, path: str) -> tuple[int, str, str]:
    """Return what is answered, but for the path that was asked for and form tokens."""
    to = answer.headers.get("Location", "").replace(path, "PATH")
    page = re.sub(
        r'value="[A-Za-z0-9]{64}"', "TOKEN", answer.content.decode(errors="replace")
    )
    return answer.status_code, to, page.replace(path, "PATH")


@pytest.mark.parametrize("who", ["nobody", "runner", "physio", "glass"])
def test_a_form_that_is_not_ours_changes_nothing(world: World, who: str) -> None:
    browser = world.browser_of(who, check_csrf=True)
    before = all_rows()

    statuses = {
        browser.post(world.path_to(address), {"done": "yes", "pain": "0"}).status_code
        for address in LINES.keys() - NEEDS_NO_TOKEN
    }

    assert all_rows() == before
    assert max(statuses) < 500


def test_a_method_nobody_expects_changes_nothing(world: World) -> None:
    browser = world.browser_of("runner")
    before = all_rows()

    statuses = {
        browser.generic(method, world.path_to(address)).status_code
        for address in LINES
        for method in METHODS
    }

    assert all_rows() == before
    assert max(statuses) < 500


HOSTILE = [
    "id__regex=(((",
    "email=%00",
    "submitted_at__year=999999999",
    "reasons__contains=x",
    "level__exact=%00",
    "level__exact=99999999999999999999",
    "level__regex=(((",
    "submitted_at__gte=%00",
    "submitted_at__gte=9999-12-31T23:59:59-12:00",
    "submitted_at__isnull=%00",
    "q=%00",
    "o=99.-99",
    "p=-1",
    "_to_field=%00",
]


@pytest.mark.parametrize("who", ["lead", "super"])
def test_no_query_string_breaks_a_list_of_the_admin(world: World, who: str) -> None:
    browser = world.browser_of(who)

    statuses = {
        (address, query): browser.get(f"{world.path_to(address)}?{query}").status_code
        for address in LINES
        if address.endswith("_changelist")
        for query in HOSTILE
    }

    assert {asked for asked, status in statuses.items() if status >= 500} == set()


def test_no_query_string_breaks_a_page_of_the_admin(world: World) -> None:
    browser = world.browser_of("lead")

    statuses = {
        address: browser.get(f"{world.path_to(address)}?_to_field=%00&o=x").status_code
        for address in LINES
        if address.endswith("_change")
    }

    assert {address for address, status in statuses.items() if status >= 500} == set()
