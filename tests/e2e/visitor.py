"""Somebody in front of a browser. What they read and press is all they know of the site."""

import re
import time
from collections.abc import Collection
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Final

from playwright.sync_api import Locator, Page, expect

from tests.sites import Site

MILD: Final = ("None of these", "No")  # elsewhere the mildest answer stands first
MOST_TABS: Final = 80
SHOWN_MAIL_WITHIN: Final = 90  # seconds: the worker is nudged, or else ticks each minute


@dataclass(frozen=True)
class Visitor:
    """One browser window on a site, worked by keyboard alone or by pointer."""

    page: Page
    site: Site
    by_keyboard: bool = False

    def opens(self, path: str) -> None:
        self.page.goto(self.site.url + path)

    def follows(self, link: str) -> None:
        self._activate(self.page.get_by_role("link", name=link, exact=True).first)

    def presses(self, button: str) -> None:
        self._activate(self.page.get_by_role("button", name=button, exact=True).first)

    def goes_on(self) -> None:
        self._activate(self.page.locator("main form button[type=submit]").first)

    def chooses(self, answer: str, *, of: str = "") -> None:
        """Choose a radio button by the words beside it, ``of`` a question if need be."""
        self._choose(self._asked(of).get_by_role("radio", name=answer, exact=True))

    def ticks(self, box: str, *, of: str = "") -> None:
        """Tick a box by the words beside it, ``of`` a list if there are more."""
        self._choose(self._asked(of).get_by_role("checkbox", name=box, exact=True))

    def _choose(self, wanted: Locator) -> None:
        if self.by_keyboard:
            self._focus(wanted)
            self.page.keyboard.press("Space")
        else:
            wanted.check()
        expect(wanted).to_be_checked()

    def _focus(self, wanted: Locator) -> None:
        """Go to a box by Tab; to a button by Tab into its group, then by the arrows."""
        if wanted.get_attribute("type") == "checkbox":
            self._tab_into(wanted)
            return
        group = self.page.locator(f"input[name='{wanted.get_attribute('name')}']")
        self._tab_into(group)
        for _ in range(group.count()):
            if not _has_focus(wanted):
                self.page.keyboard.press("ArrowDown")

    def picks(self, label: str, option: str) -> None:
        """Pick an option of a select by its words."""
        wanted = self.page.get_by_label(label)
        if self.by_keyboard:
            self._tab_into(wanted)
            self.page.keyboard.type(option)
        else:
            wanted.select_option(label=option)
        expect(wanted.locator("option:checked")).to_have_text(option)

    def types(self, label: str, text: str) -> None:
        wanted = self.page.get_by_label(label)
        if self.by_keyboard:
            self._tab_into(wanted)
            self.page.keyboard.type(text)
        else:
            wanted.fill(text)

    def reads(self, words: str) -> None:
        expect(self.page.locator("body")).to_contain_text(words)

    def reads_heading(self, words: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words)

    def signs_in_by_code(self, email: str) -> None:
        """Type an address, and then the code that comes to it."""
        self.types("Your email address", email)
        self.goes_on()
        mail = text_of(next_mail(self.site, to=email, subject="Your sign-in code"))
        [code] = re.findall(r"\d{4}-\d{4}", mail)
        self.types("The code from the email", code)
        self.goes_on()

    def begins_the_check(self, age: str = "18 to 44") -> None:
        """Tell the age and agree, up to the first question."""
        self.opens("/")
        self.follows("Start the check")
        self.chooses(age)
        self.goes_on()
        self.ticks("I agree")
        self.goes_on()

    def answers_until_the_end(self, *told: str) -> None:
        """Answer page after page: with those of ``told`` that stand there, or mildly.

        Each of ``told`` is the words beside a button or a box.
        """
        left = set(told)
        while re.search(r"/check/\d+/$", self.page.url):
            left -= self.answers_the_page(told)
            self.goes_on()
        assert not left

    def answers_the_page(self, told: Collection[str] = ()) -> set[str]:
        """Answer each question of a page, and return those of ``told`` that stood there."""
        groups = self.page.locator("main form fieldset").all()
        return {answer for group in groups for answer in self._answer(group, told)}

    def _answer(self, group: Locator, told: Collection[str]) -> Collection[str]:
        offered = group.get_by_role("radio").or_(group.get_by_role("checkbox"))
        fitting = {answer: _named(group, answer) for answer in told}
        fitting = {answer: box for answer, box in fitting.items() if box.count()}
        mild = (box for words in MILD if (box := _named(group, words)).count())
        for box in fitting.values() or [next(mild, offered.first)]:
            self._choose(box)
        return fitting.keys()

    def _asked(self, question: str) -> Locator:
        if question:
            return self.page.get_by_role("group", name=question)
        return self.page.locator("main")

    def _activate(self, element: Locator) -> None:
        if self.by_keyboard:
            self._tab_into(element)
        with self.page.expect_navigation():
            if self.by_keyboard:
                self.page.keyboard.press("Enter")
            else:
                element.click()

    def _tab_into(self, element: Locator) -> None:
        """Press Tab until ``element``, or one of several, has the focus."""
        for _ in range(MOST_TABS):
            if any(_has_focus(one) for one in element.all()):
                return
            self.page.keyboard.press("Tab")
        message = f"the keyboard does not lead to {element}: {self.page.inner_text('body')}"
        raise AssertionError(message)


def _named(group: Locator, words: str) -> Locator:
    """Return the button or the box of ``group`` that has these ``words`` beside it."""
    button = group.get_by_role("radio", name=words, exact=True)
    return button.or_(group.get_by_role("checkbox", name=words, exact=True))


def _has_focus(element: Locator) -> bool:
    return bool(element.evaluate("element => element === document.activeElement"))


def next_mail(site: Site, *, to: str, subject: str) -> EmailMessage:
    """Wait for a mail to arrive at the site's mail server, and return the newest such."""
    end = time.monotonic() + SHOWN_MAIL_WITHIN
    while time.monotonic() < end:
        for path in sorted(site.mail_dir.glob("*.eml"), reverse=True):
            parser = BytesParser(EmailMessage, policy=policy.default)
            mail = parser.parsebytes(path.read_bytes())
            if mail["To"] == to and mail["Subject"] == subject:
                return mail
        time.sleep(0.1)
    message = f"no mail {subject!r} to {to}"
    raise AssertionError(message)


def text_of(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())
