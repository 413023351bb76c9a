"""Reading a mail: its two versions, and the words that an inbox shows of it."""

import re
from html import unescape

from django.core.mail import EmailMultiAlternatives

from rehab.models import Reminder
from tests.factories import a_follow_up, a_plan, a_question, a_reminder, a_runner, a_session


def text_of(mail: EmailMultiAlternatives) -> str:
    return str(mail.body)


def html_of(mail: EmailMultiAlternatives) -> str:
    [(html, kind)] = mail.alternatives
    assert kind == "text/html"
    return str(html)


def words_of(html: str) -> str:
    """Return what an inbox shows of a mail: its words, in one line."""
    shown = re.sub(r"<head>.*</head>|<[^>]+>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(shown).split())


def a_mail_of(kind: Reminder.Kind, *, name: str = "") -> Reminder:
    """Return a mail of one kind to somebody of this name."""
    runner = a_runner(name=name)
    if kind == Reminder.Kind.SEEN:
        return a_question(follow_up=a_follow_up(person=runner))
    plan = a_plan(person=runner)
    session = a_session(plan=plan) if kind == Reminder.Kind.SESSION else None
    return a_reminder(kind=kind, plan=plan, session=session, about="day-7")
