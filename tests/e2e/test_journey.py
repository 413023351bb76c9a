"""The whole journey: questions, result, plan, a real mail, the diary, the physio."""

import re

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import Browser

from tests.e2e.visitor import Visitor, next_mail, text_of
from tests.sites import Site

pytestmark = pytest.mark.e2e

PLACE = "Inner side: on the shin, 2 or 3 fingers below the joint"
STAIRS = "Stairs, or getting up from a chair"
LONG_RUN = "One run had been clearly longer than any in the month before it"
LONG_AGO = "More than 6 weeks, and not getting worse"


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_from_the_first_question_to_the_physio(
    browser: Browser, site: Site, *, java_script_enabled: bool
) -> None:
    with_or_without = "with" if java_script_enabled else "without"
    runner_email = f"runner-{with_or_without}@journey.example"
    physio_email = f"physio-{with_or_without}@journey.example"
    clinic = f"CLINIC-{with_or_without}".upper()
    site.manage("add_clinic", f"Clinic {with_or_without}", clinic)
    site.manage("add_staff", physio_email, clinic, "PHYSIO")

    with browser.new_context(java_script_enabled=java_script_enabled) as context:
        runner = Visitor(context.new_page(), site, by_keyboard=True)
        _gets_a_positive_result(runner)
        _reads_why(runner)
        _prints_a_page_for_the_visit(runner)
        _looks_up_the_rules(runner)
        _starts_a_plan(runner, runner_email, clinic)
        next_mail(site, to=runner_email, subject="Your plan is ready")

    site.manage("bring_forward", "--email", runner_email)
    care = text_of(next_mail(site, to=runner_email, subject="A short break for you"))
    with browser.new_context(java_script_enabled=java_script_enabled) as context:
        _tells_how_it_went(Visitor(context.new_page(), site), _link(care, "/r/"))

    with browser.new_context(java_script_enabled=java_script_enabled) as context:
        physio = Visitor(context.new_page(), site)
        _signs_in_with_two_steps(physio, physio_email)
        _finds_the_history(physio, runner_email)


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_who_had_to_be_seen_is_asked_if_they_were(
    browser: Browser, site: Site, *, java_script_enabled: bool
) -> None:
    email = f"urgent-{'with' if java_script_enabled else 'without'}@journey.example"
    with browser.new_context(java_script_enabled=java_script_enabled) as context:
        runner = Visitor(context.new_page(), site, by_keyboard=True)
        runner.begins_the_check()
        runner.answers_until_the_end("The knee gets stuck and I can't straighten it")
        runner.reads_heading("Be seen today")

        runner.follows("See about these emails")
        runner.signs_in_by_code(email)
        runner.picks("Where are you? Choose your time zone", "London")
        runner.ticks("I agree")
        runner.goes_on()
        runner.reads_heading("We will ask you by email")

    site.manage("bring_forward", "--email", email)
    asks = text_of(next_mail(site, to=email, subject="A short question for you"))
    with browser.new_context(java_script_enabled=java_script_enabled) as context:
        runner = Visitor(context.new_page(), site, by_keyboard=True)
        runner.opens(_link(asks, "/s/"))
        runner.chooses("Yes, I was seen")
        runner.goes_on()
        runner.reads_heading("Thank you. We have kept it")


def _gets_a_positive_result(runner: Visitor) -> None:
    runner.begins_the_check()
    runner.answers_until_the_end("Right knee", PLACE, STAIRS, LONG_RUN, LONG_AGO, "3")
    runner.reads_heading("Check your answers")
    runner.presses("See my result")
    runner.reads_heading("Be seen within 2 weeks")


def _reads_why(runner: Visitor) -> None:
    """Read the new result through: reasons, causes, strain, and what may change it."""
    for words in (
        "Pain that lasts more than 6 weeks should be looked at.",
        "Right knee shown, inner side",
        "Pes anserine bursitis or tendinopathy",
        "What counted for it",
        "Stairs or getting up from a chair bring it on.",
        "It could also be",
        "What would change our mind",
        "This stands out in your answers: A jump in your running",
        "What we can't tell you",
        "No clinician has signed these rules off yet.",
    ):
        runner.reads(words)


def _prints_a_page_for_the_visit(runner: Visitor) -> None:
    runner.follows("Open the page for your visit")
    runner.reads_heading("Knee pain in a runner: self-check")
    for words in (
        "Be seen within 2 weeks",
        "Right knee",
        PLACE,
        STAIRS,
        "Not a diagnosis.",
    ):
        runner.reads(words)
    runner.follows("Back")
    runner.reads_heading("Be seen within 2 weeks")


def _looks_up_the_rules(runner: Visitor) -> None:
    runner.follows("Our rules")
    runner.reads_heading("Our rules")
    for words in (
        "Pain that lasts more than 6 weeks should be looked at.",
        "Stairs or getting up from a chair bring it on.",
        PLACE,
        "No clinician has signed them off yet.",
    ):
        runner.reads(words)
    runner.page.go_back()


def _starts_a_plan(runner: Visitor, email: str, clinic: str) -> None:
    runner.follows("Start my plan")
    runner.signs_in_by_code(email)
    runner.picks("Where are you? Choose your time zone", "London")
    runner.ticks("None of these", of="Does any of this fit you? Then leave out ice")
    runner.ticks("None of these", of="Does any of this fit you? Then leave out the bandage")
    runner.types("What should we call you? (optional)", "Robin")
    runner.types("Code of your clinic (optional)", clinic.lower())
    runner.ticks("I agree")
    runner.goes_on()
    runner.reads_heading("Robin, today: rest and gentle care")


def _tells_how_it_went(runner: Visitor, link: str) -> None:
    runner.opens(link)
    runner.chooses("Yes", of="Did you do it?")
    runner.chooses("3", of="How bad is the pain right now, at rest?")
    runner.chooses("No", of="Has it got worse since last time?")
    runner.ticks("None of these")
    runner.goes_on()
    runner.reads_heading("Thank you. We have kept it")


def _signs_in_with_two_steps(physio: Visitor, email: str) -> None:
    physio.opens("/admin/")
    physio.signs_in_by_code(email)
    physio.follows("Set up an app")
    secret = physio.page.locator("#authenticator_secret").input_value()
    physio.page.locator("#id_code").fill(_one_time_code(secret))
    physio.goes_on()


def _one_time_code(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def _finds_the_history(physio: Visitor, runner_email: str) -> None:
    _opens_the_list_of(physio, "triage", "Assessments")
    physio.reads(runner_email)
    _opens_the_first_row(physio)
    physio.reads("Where does it hurt most?")
    physio.reads(PLACE)
    _opens_the_list_of(physio, "rehab", "Plans")
    _opens_the_first_row(physio)
    for words in ("The runner started it.", "welcome, with the plan", "none of them"):
        physio.reads(words)
    _opens_the_list_of(physio, "rehab", "Diary entries")
    physio.reads(runner_email)


def _opens_the_list_of(physio: Visitor, app: str, kind: str) -> None:
    physio.opens(f"/admin/{app}/")
    lists = physio.page.locator("#content-main")
    lists.get_by_role("link", name=kind, exact=True).click()


def _opens_the_first_row(physio: Visitor) -> None:
    physio.page.locator("#result_list tbody th a").first.click()


def _link(text: str, prefix: str) -> str:
    """Return the path of the link in a mail that begins with ``prefix``."""
    found = re.search(rf"https?://\S+?({prefix}\S+)", text)
    assert found is not None
    return found[1]
