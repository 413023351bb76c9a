import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.template import RequestContext
from django.test import RequestFactory

from triage.emergency_numbers import BY_CODE, EU, OUTSIDE_EU
from triage.sessions import choose_country
from triage.templatetags.emergency import emergency_help


def a_context(method: str, *, country: str = "") -> RequestContext:
    """Return what a part of a page is given that was included with ``only``."""
    request: HttpRequest = RequestFactory().generic(method, "/check/result/?again")
    request.session = SessionStore()
    choose_country(request.session, country)
    return RequestContext(request).new({})


def test_a_part_of_a_page_knows_the_country_and_asks_for_another() -> None:
    here = emergency_help(a_context("GET", country="GB"))

    assert here.form
    assert (here.country, here.eu, here.others) == (BY_CODE["GB"], EU, OUTSIDE_EU)
    assert here.form["country"].value() == "GB"
    assert here.back == "/check/result/?again"
    assert here.csrf_token != ""


def test_without_a_country_it_asks_for_one() -> None:
    here = emergency_help(a_context("HEAD"))

    assert here.form
    assert here.country is None
    assert here.form["country"].value() == ""


@pytest.mark.parametrize("country", ["", "GB"])
def test_a_page_that_answers_a_form_does_not_ask(country: str) -> None:
    here = emergency_help(a_context("POST", country=country))

    assert here.country == BY_CODE.get(country)
    assert (here.form, here.csrf_token) == (None, "")
