import pytest
from django.contrib.sessions.backends.db import SessionStore

from triage.emergency_numbers import BY_CODE
from triage.sessions import choose_country, country_chosen


def test_a_browser_remembers_the_country_that_was_chosen_last() -> None:
    session = SessionStore()
    before = country_chosen(session)

    for code in ("GB", "IE"):
        choose_country(session, code)

    assert before is None
    assert country_chosen(session) == BY_CODE["IE"]
    assert dict(session.items()) == {"country": "IE"}


@pytest.mark.parametrize("code", ["ZZ", "", "GBR"])
def test_a_country_that_we_do_not_have_is_none(code: str) -> None:
    session = SessionStore()
    choose_country(session, "GB")

    choose_country(session, code)

    assert country_chosen(session) is None
    assert dict(session.items()) == {}


def test_a_country_that_we_had_once_is_none() -> None:
    session = SessionStore()
    session["country"] = "XX"

    assert country_chosen(session) is None
