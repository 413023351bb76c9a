"""The words of each mail: one function a kind, two templates a mail.

What shows before a mail is opened, and what stands in its links, tells nobody why somebody
gets it: no word of health, body or name in the subject, the first lines or an address.
"""

from collections.abc import Callable
from email.utils import format_datetime
from typing import cast

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext

from rehab.models import ExerciseSession, Plan, Reminder, SeenAnswer
from rehab.programme.course import Limits, Runner
from rehab.programme.sessions import Chosen, session
from rehab.programme.tasks import tasks_of
from rehab.reminders.care import care_items, is_injured
from rehab.reminders.links import done_url, seen_url, stop_url
from rehab.reminders.schedule import FULL_DAYS


def compose(reminder: Reminder) -> EmailMultiAlternatives:
    """Return the mail for ``reminder``, with the same headers however often it is tried.

    :raises ValueError: if the address could smuggle in another header or person.
    """
    mail = MESSAGES[Reminder.Kind(reminder.kind)](reminder)
    mail.to = [reminder.person.email]
    mail.extra_headers = {
        # A mailbox that gets a second copy after a crash can tell that it is one.
        "Message-ID": f"<reminder-{reminder.pk}@{settings.MAIL_DOMAIN}>",
        "Date": format_datetime(reminder.due_at),
        "List-Unsubscribe": f"<{stop_url(reminder)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    return mail


def welcome(reminder: Reminder) -> EmailMultiAlternatives:
    return _mail("welcome", gettext("Your plan is ready"), _of_plan(reminder))


def care(reminder: Reminder) -> EmailMultiAlternatives:
    return _mail("care", gettext("A short break for you"), _of_plan(reminder))


def session_due(reminder: Reminder) -> EmailMultiAlternatives:
    return _mail("session", gettext("Your session for today"), _of_session(reminder))


def check_in(reminder: Reminder) -> EmailMultiAlternatives:
    return _mail("check_in", gettext("How is it going?"), _of_page(reminder))


def visit(reminder: Reminder) -> EmailMultiAlternatives:
    return _mail("visit", gettext("Please read this today"), _of_page(reminder))


def seen(reminder: Reminder) -> EmailMultiAlternatives:
    return _mail("seen", gettext("A short question for you"), _of_follow_up(reminder))


MESSAGES: dict[Reminder.Kind, Callable[[Reminder], EmailMultiAlternatives]] = {
    Reminder.Kind.WELCOME: welcome,
    Reminder.Kind.CARE: care,
    Reminder.Kind.SESSION: session_due,
    Reminder.Kind.CHECK_IN: check_in,
    Reminder.Kind.VISIT: visit,
    Reminder.Kind.SEEN: seen,
}

# Numbers stand for answers in links, because words would tell what a mail is about.
ANSWERS = {
    "1": SeenAnswer.Said.SEEN,
    "2": SeenAnswer.Said.NOT_YET,
    "3": SeenAnswer.Said.WORSE,
}


def _mail(name: str, subject: str, words: dict[str, object]) -> EmailMultiAlternatives:
    """Return a mail without its headers, in two versions that say the same."""
    words = words | {"subject": subject}
    text = render_to_string(f"emails/{name}.txt", words)
    html = render_to_string(f"emails/{name}.html", words)
    return EmailMultiAlternatives(subject, text, alternatives=[(html, "text/html")])


def _of_follow_up(reminder: Reminder) -> dict[str, object]:
    """Return the words of a mail that asks, with an address for each answer."""
    address = seen_url(reminder)
    urls = {said.value: f"{address}?a={number}" for number, said in ANSWERS.items()}
    return _of_any(reminder) | {
        "seen_url": urls["SEEN"],
        "not_yet_url": urls["NOT_YET"],
        "worse_url": urls["WORSE"],
    }


def _of_plan(reminder: Reminder) -> dict[str, object]:
    plan = reminder.of_plan
    day = (reminder.local_on - plan.begun_on).days
    return _of_any(reminder) | {
        "items": care_items(plan, injury=is_injured(plan)),
        "later": day >= FULL_DAYS,
        "movements": _movements(plan) if day else (),
        "done_url": done_url(reminder),
    }


def _movements(plan: Plan) -> tuple[Chosen, ...]:
    """Return the gentle movements of the first days, as far as there may be any."""
    decision = plan.assessment.decision or {}  # there is one: a plan stands on it
    runner = Runner(causes=tuple(decision["shown"]))
    limits = Limits(protect_only=plan.protect_only)
    return session(phase=0, runner=runner, limits=limits, number=0, week=0).movements


def _of_session(reminder: Reminder) -> dict[str, object]:
    session = cast("ExerciseSession", reminder.session)
    return _of_page(reminder) | {"tasks": tasks_of(session.items)}


def _of_page(reminder: Reminder) -> dict[str, object]:
    """Return the words of a mail that leads to one page, which says the rest."""
    return _of_any(reminder) | {"done_url": done_url(reminder)}


def _of_any(reminder: Reminder) -> dict[str, object]:
    again = reminder.kind in Reminder.DAILY and reminder.of_plan.asks_again()
    return {
        "name": reminder.person.name,
        "check_url": settings.PUBLIC_URL + reverse("check") if again else "",
        "stop_url": stop_url(reminder),
        "help_url": settings.PUBLIC_URL + reverse("help"),
    }
