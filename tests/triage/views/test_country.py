import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.factories import a_runner
from tests.triage.views.small import begin, tell
from triage.models import Assessment
from triage.protocols.medial_knee import UNDER_18

pytestmark = pytest.mark.django_db

UNKNOWN = "Call your local emergency number. 112 works on most mobiles."
CHECKED = "checked on 22 November 2026"
NOT_CHECKED = "we have not checked this number yet"
CALM = {page.key: "none-of-these" for page in UNDER_18.pages if page.when is None}
COLD = CALM | {"emergency": "limb"}


def choose(client: Client, code: str, **sent: str) -> Any:
    return client.post("/country/", {"country": code} | sent)


def words(client: Client, path: str) -> str:
    """Return the words of a page, in one line."""
    return plain(client.get(path).content.decode())


def plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split()).replace(" .", ".")


def button(page: str) -> str:
    """Return what the button in the band calls."""
    found = re.search(r'button--call" href="tel:([^"]+)"', page)
    return found[1] if found else ""


def an_emergency(client: Client) -> str:
    """Return the page of a result that is an emergency."""
    begin(client)
    tell(client, "/check/1/", "cold")
    return client.get("/check/result/").content.decode()


def test_without_a_country_a_page_says_so_and_calls_112(client: Client) -> None:
    page = an_emergency(client)

    assert UNKNOWN in plain(page)
    assert button(page) == "112"


@pytest.mark.parametrize(
    ("code", "number", "says"),
    [
        ("GB", "999", f"United Kingdom: {NOT_CHECKED}. If it does not work, call 112."),
        ("DE", "112", f"Germany: {CHECKED}."),
        ("TR", "112", f"Türkiye: {NOT_CHECKED}."),
        ("AU", "000", f"Australia: {NOT_CHECKED}. If it does not work, call 112."),
    ],
)
def test_the_button_calls_the_number_of_the_country(
    client: Client, code: str, number: str, says: str
) -> None:
    choose(client, code)

    page = an_emergency(client)

    text = plain(page)
    assert says in text
    assert button(page) == number
    assert UNKNOWN not in text


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        (
            "IE",
            [
                "Ireland Emergency checked on 22 November 2026 112",
                "Also for an emergency not checked yet 999",
                "Advice only: Call your GP.",
            ],
        ),
        (
            "AU",
            [
                "Australia Emergency not checked yet 000",
                "Also for an emergency: from most mobiles not checked yet 112",
                "Advice only: Healthdirect not checked yet 1800 022 222",
            ],
        ),
        ("US", ["United States Emergency not checked yet 911", "Advice only: Many"]),
    ],
)
def test_each_number_says_if_it_was_checked(
    client: Client, code: str, lines: list[str]
) -> None:
    choose(client, code)

    assert " ".join(lines) in words(client, "/help/")


@pytest.mark.parametrize(("code", "told"), [("US", True), ("GB", False)])
def test_where_112_is_not_listed_it_is_named_as_the_way_out(
    client: Client, code: str, *, told: bool
) -> None:
    choose(client, code)

    text = words(client, "/help/")

    assert ("It does not work? 112 works on most mobiles." in text) is told


def test_every_page_with_numbers_lists_those_of_other_countries(client: Client) -> None:
    text = words(client, "/help/")

    assert f"All countries of the EU {CHECKED} 112" in text
    assert "Japan not checked yet 119" in text


def test_the_form_on_a_page_leads_back_to_it(client: Client) -> None:
    page = an_emergency(client)
    here = '<input type="hidden" name="next" value="/check/result/">'

    answer = choose(client, "GB", next="/check/result/")

    assert page.count(here) == 1
    assert page.count('action="/country/"') == 1
    assert answer.headers["Location"] == "/check/result/"


def test_the_form_on_a_page_can_be_sent(client: Client) -> None:
    browser = Client(enforce_csrf_checks=True)
    page = browser.get("/help/").content.decode()
    [token] = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)

    refused = browser.post("/country/", {"country": "GB"})
    taken = browser.post("/country/", {"country": "GB", "csrfmiddlewaretoken": token})

    assert (refused.status_code, taken.status_code) == (403, 302)
    assert browser.session["country"] == "GB"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "///evil.example/",
        "javascript:alert(1)",
        "check/",
        "http://testserver/check/",
    ],
)
def test_nobody_is_led_to_another_site(client: Client, address: str) -> None:
    asked = client.get("/country/", {"next": address})

    answer = choose(client, "GB", next=address)

    assert asked.context["back"] == "/help/"
    assert answer.headers["Location"] == "/help/"


def test_an_odd_address_of_ours_is_led_to_unharmed(client: Client) -> None:
    answer = choose(client, "GB", next="/check/\r\nSet-Cookie: a=b\x00")

    assert answer.headers["Location"] == "/check/%0D%0ASet-Cookie:%20a=b%00"


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "Choose the country you are in now."),
        ({"country": ""}, "Choose the country you are in now."),
        ({"country": "XX"}, "Choose a country from the list."),
        ({"country": "\x00"}, "Choose a country from the list."),
        ({"country": "gb"}, "Choose a country from the list."),
    ],
)
def test_what_is_no_country_is_refused_kindly_and_nothing_is_lost(
    client: Client, sent: dict[str, str], says: str
) -> None:
    choose(client, "IE")

    page = client.post("/country/", sent | {"next": "/check/result/"})

    text = page.content.decode()
    assert page.status_code == 422
    assert page.context["form"].errors == {"country": [says]}
    assert "<title>Error:" in text
    assert 'name="next" value="/check/result/"' in text
    assert client.session["country"] == "IE"


def test_another_country_forgets_the_one_before(client: Client) -> None:
    choose(client, "GB")

    choose(client, "ZZ")

    assert "country" not in client.session
    assert UNKNOWN in words(client, "/help/")


def test_the_page_that_asks_shows_the_country_so_far(client: Client) -> None:
    choose(client, "GB")

    page = client.get("/country/", {"next": "/check/result/"})

    assert page.status_code == 200
    assert page.context["form"]["country"].value() == "GB"
    assert page.context["back"] == "/check/result/"


def test_to_look_at_numbers_keeps_nothing(client: Client) -> None:
    for path in ("/help/", "/country/"):
        client.get(path)

    assert client.cookies.keys() <= {settings.CSRF_COOKIE_NAME}


def test_the_young_may_name_their_country_beside_the_list(client: Client) -> None:
    asked = client.get("/check/under-18/").content.decode()

    page = client.post("/check/under-18/", COLD | {"country": "GB"}).content.decode()

    assert asked.count('name="country"') == 1
    assert button(page) == "999"
    assert 'name="country"' not in page
    assert dict(client.session.items()) == {"country": "GB"}
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("country", ["", "XX", "\x00"])
def test_the_young_need_not_name_a_country(client: Client, country: str) -> None:
    page = client.post("/check/under-18/", COLD | {"country": country})

    assert page.status_code == 200
    assert button(page.content.decode()) == "112"
    assert dict(client.session.items()) == {}


def test_a_country_outlives_signing_in(client: Client) -> None:
    choose(client, "GB")

    client.force_login(a_runner())

    assert client.session["country"] == "GB"
