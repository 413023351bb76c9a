"""The links of a mail in a browser: by keyboard, and with nothing that the pages refuse."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.faults import faults_in
from tests.e2e.visitor import Visitor, next_mail, text_of
from tests.sites import Site

pytestmark = pytest.mark.e2e

SUBJECTS = ("A short break for you", "Your session for today", "Shall we change something?")


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_every_link_of_a_mail_leads_to_a_page_that_works(
    browser: Browser, site: Site, *, java_script_enabled: bool
) -> None:
    how = "with" if java_script_enabled else "without"
    people = [f"{kind}-{how}@mails.example" for kind in ("care", "session", "barrier")]
    code = f"from tests.e2e.past import get_mails; get_mails(*{people})"
    site.manage("shell", "--no-imports", "--command", code)
    care, session, barrier = (
        text_of(next_mail(site, to=email, subject=subject))
        for email, subject in zip(people, SUBJECTS, strict=True)
    )
    with browser.new_context(java_script_enabled=java_script_enabled) as context:
        faults = faults_in(context)
        runner = Visitor(context.new_page(), site, by_keyboard=True)

        _has_it_come_later(runner, _link(care, "l"))
        _tells_that_it_is_done(runner, _link(care, "r"))
        _skips_today(runner, _link(session, "k"))
        _tells_that_it_hurt_too_much(runner, _link(session, "p"))
        _tells_what_gets_in_the_way(runner, _link(barrier, "b"))
        _changes_times(runner, _link(care, "t"))
        _stops_the_mails(runner, _link(care, "u"))

    assert faults == []


def _link(mail: str, letter: str) -> str:
    found = re.search(rf"https?://[^/\s]+(/{letter}/\S+)", mail)
    assert found, mail
    return found[1]


def _has_it_come_later(runner: Visitor, link: str) -> None:
    runner.opens(link)
    runner.reads_heading("When should we write again?")
    runner.goes_on()
    runner.reads_heading("We write again later")
    runner.opens(link)
    runner.reads("The email comes again: 1")  # in the afternoon


def _tells_that_it_is_done(runner: Visitor, link: str) -> None:
    runner.opens(link)
    runner.reads_heading("How did it go?")
    runner.chooses("Yes", of="Did you do it?")
    _tells_of_the_knee(runner)
    runner.reads_heading("Thank you. We have kept it")


def _skips_today(runner: Visitor, link: str) -> None:
    runner.opens(link)
    runner.reads_heading("Not today?")
    runner.presses("Skip today")
    runner.reads_heading("You skip today")


def _tells_that_it_hurt_too_much(runner: Visitor, link: str) -> None:
    """Forget one answer first: all others are kept, also what is folded away."""
    runner.opens(link)
    runner.reads_heading("Was it too painful?")
    more = runner.page.get_by_text("Tell us more, if you like")
    hard = runner.page.get_by_role("group", name="How hard was it?")
    expect(hard).to_be_hidden()
    more.focus()
    runner.page.keyboard.press("Enter")
    expect(hard).to_be_visible()
    runner.page.reload()
    _tells_of_the_knee(runner)
    runner.reads("Choose the worst pain, or “I did not start”.")
    expect(runner.page.get_by_role("radio", name="2", exact=True).first).to_be_checked()
    runner.picks("How bad was the worst pain in it?", "6")
    runner.goes_on()
    runner.reads_heading("Thank you. We have kept it")


def _tells_of_the_knee(runner: Visitor) -> None:
    runner.chooses("2", of="How bad is the pain right now, at rest?")
    runner.chooses("As before", of="Is the knee swollen?")
    runner.chooses("No", of="Has it got worse since last time?")
    runner.ticks("None of these")
    runner.goes_on()


def _tells_what_gets_in_the_way(runner: Visitor, link: str) -> None:
    runner.opens(link)
    runner.reads_heading("What gets in the way?")
    runner.chooses("I forget")
    runner.goes_on()
    runner.reads_heading("Thank you. We have kept it")
    runner.reads("You get all your emails.")


def _changes_times(runner: Visitor, link: str) -> None:
    runner.opens(link)
    runner.reads_heading("When emails come")
    runner.presses("Keep my times")
    runner.reads("Your times are kept.")
    runner.presses("Pause all emails")
    runner.reads("All emails are paused. Only what can't wait still comes.")


def _stops_the_mails(runner: Visitor, link: str) -> None:
    runner.opens(link)
    runner.reads_heading("Stop these emails?")
    runner.presses("Stop these emails")
    runner.reads_heading("The emails have stopped")
