"""Links of mails for the tests of their pages."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.utils import timezone

from rehab.models import Plan, Reminder
from rehab.reminders.links import Purpose
from tests.factories import a_clinic, a_message_mail, a_physio, a_reminder, a_runner
from tests.rehab.steps import in_training

NAMED = ("CHECK_IN", "VISIT")


def a_mail(
    kind: str = "CARE",
    plan: Plan | None = None,
    *,
    at: datetime | None = None,
    **given: Any,
) -> Reminder:
    """Return a mail of a plan, sent a moment ago or at ``at``."""
    at, plan = at or timezone.now(), plan or in_training()
    on = at.astimezone(ZoneInfo(plan.person.time_zone)).date()
    facts: dict[str, Any] = {"kind": kind, "state": "SENT", "settled_at": at}
    if kind == "SESSION" and "session" not in given:
        facts["session"] = plan.sessions.create(number=3, on=on, phase=2, items=[])
    if kind in NAMED:
        facts["about"] = "day-14"
    return a_reminder(plan=plan, due_at=at, local_on=on, **facts | given)


def a_mail_of_a_message(
    *, text: str = "Well done.", name: str = "Grace Hopper"
) -> Reminder:
    """Return the mail of what a physio wrote, sent a moment ago."""
    by = a_physio(clinic=a_clinic())
    by.name = name
    by.save()
    return a_message_mail(by=by, text=text)


def path(purpose: Purpose, reminder: Reminder) -> str:
    """Return where a link leads, without the host."""
    return urlsplit(purpose.url(reminder)).path


def zone_where_it_is(hour: int) -> str:
    """Return a time zone in which the clock shows ``hour`` and some minutes now."""
    ahead = (hour - timezone.now().hour + 11) % 24 - 11  # from -11 to 12
    return f"Etc/GMT{-ahead:+d}"  # POSIX counts westwards


def a_mail_at(hour: int, kind: str = "CARE", **given: Any) -> Reminder:
    """Return a mail that came a moment ago to a runner whose clock shows ``hour`` now."""
    person = a_runner(time_zone=zone_where_it_is(hour))
    return a_mail(kind, in_training(person=person), **given)
