"""Reading a mail: its two versions, and the words that an inbox shows of it."""

import re
from datetime import time, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage as Parsed
from html import unescape
from typing import Any

from django.core.mail import EmailMultiAlternatives

from accounts.models import User
from rehab.models import ExerciseSession, Message, Plan, Reminder
from tests.factories import (
    NOON,
    a_follow_up,
    a_plan,
    a_question,
    a_reminder,
    a_runner,
    a_session,
    a_user,
)
from triage.models import Assessment

FACTS: dict[str, Any] = {
    "first": "2026-11-15",
    "last": "2026-11-21",
    "pain": [4, 4, None, 3, 2, None, 0],
    "sessions": {"owed": 3, "done": 2, "skipped": 1},
    "running": {
        "begins_on": "2026-11-16",
        "runs": 3,
        "amount": 12_000,
        "most": 13_200,
        "measure": "METRES",
    },
}


def text_of(mail: EmailMultiAlternatives) -> str:
    return str(mail.body)


def html_of(mail: EmailMultiAlternatives) -> str:
    [(html, kind)] = mail.alternatives
    assert kind == "text/html"
    return str(html)


def parsed(mail: EmailMultiAlternatives) -> Parsed:
    """Return what a mail program makes of the bytes that a mail server gets."""
    content = mail.message().as_bytes(linesep="\r\n")
    return message_from_bytes(content, policy=policy.default)


def words_of(html: str) -> str:
    """Return what an inbox shows of a mail: its words, in one line."""
    shown = re.sub(r"<head>.*</head>|<[^>]+>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(shown).split())


def a_mail_of(kind: Reminder.Kind, *, name: str = "", **given: Any) -> Reminder:
    """Return a mail of one kind to somebody of this name."""
    runner = a_runner(name=name)
    if kind == Reminder.Kind.SEEN:
        return a_question(follow_up=a_follow_up(person=runner))
    if kind == Reminder.Kind.MESSAGE:
        return a_mail_of_words("Well done. Call me on Monday.", runner)
    plan = a_plan(person=runner)
    own: dict[str, Any] = {"kind": kind, "about": "day-7"}
    if kind == Reminder.Kind.SESSION:
        own["session"] = a_session(plan=plan)
    if kind == Reminder.Kind.WEEK:
        own["facts"] = FACTS
    return a_reminder(plan=plan, **own | given)


def a_mail_of_words(text: str, runner: User | None = None) -> Reminder:
    """Return a mail of what a physio wrote to somebody."""
    runner = runner or a_runner()
    message = Message.objects.create(person=runner, by=a_user(), at=NOON, text=text)
    return Reminder.objects.create(
        person=runner,
        message=message,
        kind=Reminder.Kind.MESSAGE,
        local_on=NOON.date(),
        slot=1,
        due_at=NOON,
        useful_until=NOON + timedelta(hours=24),
    )


def unsaved(kind: Reminder.Kind, *, name: str, email: str, **given: Any) -> Reminder:
    """Return a mail of the third day, with all that its words hang on and no database."""
    person = User(pk=7, email=email, name=name)
    plan = Plan(
        person=person,
        begun_on=NOON.date() - timedelta(days=2),
        reminder_times=[time(9), time(13), time(18)],
        assessment=Assessment(decision={"shown": ["pes_anserine"]}),
    )
    session = ExerciseSession(items=[["X04", 1], ["X06", 1]])
    defaults = {
        "pk": 123_456,
        "kind": kind,
        "person": person,
        "plan": None if kind == Reminder.Kind.SEEN else plan,
        "session": session if kind == Reminder.Kind.SESSION else None,
        "local_on": NOON.date(),
        "due_at": NOON,
    }
    return Reminder(**defaults | given)
