"""A physio's day: what asks for a look, what is done about it, and what the runner sees."""

import re

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import Browser, Locator, expect

from tests.e2e.faults import faults_in
from tests.e2e.visitor import Visitor, next_mail, text_of
from tests.sites import Site

pytestmark = pytest.mark.e2e

SECRET = "JBSWY3DPEHPK3PXP"  # noqa: S105 - of a physio who is made up
SEEN = "I called Robin. The knee is being looked at this afternoon."
FIRMER = "You told us on the phone that the knee gave way twice."
NOT_NOW = "Leave this one until the knee has been looked at."
MESSAGE = "Please bring your running shoes this afternoon."
WELL = "The knee moves freely. Come back in two weeks."


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_the_runner_sees_all_that_a_physio_does_and_who_looked(
    browser: Browser, site: Site, *, java_script_enabled: bool
) -> None:
    runner_email, physio_email = _a_sign_was_told(site, java_script_enabled)

    with browser.new_context(java_script_enabled=java_script_enabled) as context:
        faults = faults_in(context)
        physio = Visitor(context.new_page(), site)
        _signs_in_with_two_steps(physio, physio_email)
        _acknowledges_the_sign(physio)
        _overrules_the_level(physio)
        _leaves_an_exercise_out(physio)
        _writes_to_the_runner(physio)
        _prints_the_sheet(physio)
        assert faults == []

    site.manage(
        *_shell(f"from tests.e2e.past import get_messages as g; g({runner_email!r})")
    )
    mail = next_mail(site, to=runner_email, subject="A message for you")
    assert MESSAGE in text_of(mail)
    with browser.new_context(java_script_enabled=java_script_enabled) as context:
        faults = faults_in(context)
        runner = Visitor(context.new_page(), site)
        _reads_what_was_done(runner, runner_email)
        _reads_who_looked(runner)
        assert faults == []


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_somebody_without_an_account_reads_and_answers_by_a_code_until_it_is_ended(
    browser: Browser, site: Site, *, java_script_enabled: bool
) -> None:
    email = f"code-{'with' if java_script_enabled else 'without'}@physio.example"
    site.manage(*_shell(f"from tests.e2e.past import begin; begin({email!r})"))

    with (
        browser.new_context(java_script_enabled=java_script_enabled) as at_home,
        browser.new_context(java_script_enabled=java_script_enabled) as elsewhere,
    ):
        faults = [faults_in(at_home), faults_in(elsewhere)]
        runner = Visitor(at_home.new_page(), site)
        outsider = Visitor(elsewhere.new_page(), site)
        runner.opens("/share/")
        runner.signs_in_by_code(email)
        runner.presses("Make a code")
        code = runner.page.locator(".sheet-code__code").inner_text()
        _sees_squares(runner.page.locator(".qr path").last)

        _records_a_visit(outsider, code)
        runner.opens("/share/")
        for words in ("saw the runner.", "Sam Outside", "(not verified)", WELL):
            runner.reads(words)
        runner.presses("Stop sharing")
        runner.reads("Nobody can open your sheet by a code now.")

        outsider.opens("/sheet/read/")
        outsider.reads_heading("Open a runner's sheet")
        assert faults == [[], []]


def _a_sign_was_told(site: Site, java_script_enabled: bool) -> tuple[str, str]:  # noqa: FBT001 - the case of a test
    """Let a runner have told of a new sign; return their address, and their physio's."""
    how = "with" if java_script_enabled else "without"
    runner, physio = f"told-{how}@physio.example", f"ada-{how}@physio.example"
    told = f"{runner!r}, physio_email={physio!r}, secret={SECRET!r}"
    site.manage(*_shell(f"from tests.e2e.past import tell_of_a_sign as t; t({told})"))
    return runner, physio


def _shell(code: str) -> tuple[str, ...]:
    return "shell", "--no-imports", "--command", code


def _signs_in_with_two_steps(physio: Visitor, email: str) -> None:
    physio.opens("/admin/")
    physio.signs_in_by_code(email)
    physio.reads_heading("Your second step")
    counter = next(iter(yield_hotp_counters_from_time()))
    number = str(format_hotp_value(hotp_value(SECRET, counter)))
    physio.types("The number, or the code", number)
    physio.presses("Sign in")


def _acknowledges_the_sign(physio: Visitor) -> None:
    physio.reads_heading("Needs attention")
    physio.reads("Warning sign")
    physio.follows("Acknowledge")
    physio.types("What you make of it", SEEN)
    physio.presses("Acknowledge")
    physio.reads("Warning sign: acknowledged.")
    physio.reads("Acknowledged by Dr Ada Reed")


def _overrules_the_level(physio: Visitor) -> None:
    physio.follows("Robin")
    physio.reads_heading("Robin")
    physio.reads(SEEN)
    _begins_to(physio, "Give the result another level")
    physio.picks("Level", "Be seen within 2 days")
    physio.types("Why", FIRMER)
    physio.presses("Give it this level")
    physio.reads("Done: level overruled.")


def _leaves_an_exercise_out(physio: Visitor) -> None:
    _begins_to(physio, "Change the exercises")
    physio.page.get_by_label("Exercise").select_option("X04")
    physio.picks("It is", "left out")
    physio.types("Why", NOT_NOW)
    physio.presses("Change them")
    physio.reads("Done: exercises changed.")


def _begins_to(physio: Visitor, act: str) -> None:
    physio.page.locator(".acts summary").click()
    physio.follows(act)
    physio.reads_heading(act)


def _writes_to_the_runner(physio: Visitor) -> None:
    physio.follows("Write to the runner")
    physio.types("Message", MESSAGE)
    physio.presses("Send it")
    physio.reads("Done: message written.")


def _prints_the_sheet(physio: Visitor) -> None:
    physio.opens("/admin/")
    physio.follows("Robin")
    physio.reads(MESSAGE)
    physio.follows("Sheet for a visit")
    physio.reads_heading("Knee pain in a runner: self-check")
    physio.reads("Be seen within 2 days")

    printed = physio.page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


def _reads_what_was_done(runner: Visitor, email: str) -> None:
    runner.opens("/plan/")
    runner.signs_in_by_code(email)
    for words in ("Dr Ada Reed", MESSAGE, FIRMER, NOT_NOW):
        runner.reads(words)
    runner.opens("/check/result/")
    runner.reads("Dr Ada Reed says: be seen within 2 days.")
    runner.reads(f"Why: {FIRMER}")


def _reads_who_looked(runner: Visitor) -> None:
    runner.opens("/my-data/")
    looks = runner.page.locator(".looks li")
    expect(looks.first).to_contain_text("Dr Ada Reed")
    runner.follows("All who looked")
    for what in ("needs attention", "acknowledged", "level overruled", "sheet"):
        runner.reads(what)


def _sees_squares(drawn: Locator) -> None:
    """See that the picture of a code is not drawn with the lines of other drawings."""
    for name, value in {"stroke-width": "1px", "stroke-linecap": "butt"}.items():
        expect(drawn).to_have_css(name, value)


def _records_a_visit(outsider: Visitor, code: str) -> None:
    outsider.opens("/sheet/")
    outsider.types("The code on the sheet", code)
    outsider.presses("Open the sheet")
    outsider.reads_heading("Knee pain in a runner: self-check")
    outsider.reads("The runner sees that you looked.")
    outsider.chooses("I saw this runner")
    outsider.types("Your words to the runner", WELL)
    outsider.types("Your name", "Sam Outside")
    outsider.types("Your registration number", "HCPC PH123456")
    outsider.presses("Save")
    outsider.reads("Kept. The runner can read it.")
