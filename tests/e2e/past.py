"""What happened before a visitor comes, brought about inside the site that they visit."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP
from django.db.models import Max
from django.utils import timezone

from accounts import wordings
from accounts.models import Clinic, User
from config.demo.days import let_pass
from config.demo.people import TIMES
from config.demo.people.parts import ListTold, Runner, Week
from rehab.models import Plan, Reminder
from rehab.plans import Setup, local_day, open_plan, record_day
from rehab.reminders.owing.when import SHELF_LIFE
from rehab.tasks import drain
from tests.factories import a_physio, a_reminder, a_runner, an_assessment
from tests.rehab.steps import NOTHING_NEW, in_training, telling
from tests.rehab.views.links import zone_where_it_is
from tests.rehab.views.running import a_calm_run, planning_by_week, this_monday

KNEECAP: Mapping[str, object] = {"place": "edge", "stairs": True, "sitting": True}
TWO_WEEKS = timedelta(weeks=2)

Kind = Reminder.Kind


def begin(email: str, clinic_code: str = "") -> None:
    """Let somebody begin a plan just now, past the first days: a session is due today.

    A clinic looks after them if its code is given.
    """
    now = timezone.now()
    person = a_runner(email=email)
    told = {**KNEECAP, "duration": "better", "rest_pain": 1}
    setup = Setup(
        time_zone="Europe/London",
        reminder_times=TIMES,
        no_ice=False,
        no_compression=False,
        mails_wording=wordings.MAILS,
        clinic_wording=wordings.CLINIC,
        name="Robin",
        clinic_code=clinic_code,
    )
    check = an_assessment(patient=person, at=now, **told)
    open_plan(person=person, assessment_id=check.pk, setup=setup, at=now)


def tell_of_a_sign(email: str, *, physio_email: str, secret: str) -> None:
    """Let a runner in the care of a physio tell of a new warning sign just now.

    The physio's second factor shows the numbers of ``secret``.
    """
    name, _, _ = physio_email.partition("@")
    clinic = Clinic.objects.create(name=f"Clinic of {name}", code=name.upper())
    physio = a_physio(clinic=clinic, email=physio_email, name="Dr Ada Reed")
    TOTP.activate(physio, secret)
    begin(email, clinic.code)
    plan = Plan.objects.select_related("person").get(person__email=email)
    signs = NOTHING_NEW | {"new_block": True}
    record_day(plan=plan, telling=telling(signs=signs), done=True, at=timezone.now())


def get_messages(email: str) -> None:
    """Let the mail of what a physio wrote to somebody come now, be it night for them."""
    now = timezone.now()
    owed = Reminder.objects.filter(person__email=email, kind=Kind.MESSAGE, state="DUE")
    owed.update(due_at=now, useful_until=now + SHELF_LIFE[Kind.MESSAGE])
    drain()


def live(email: str) -> None:
    """Let the days pass up to now that have come since somebody last told of anything.

    They train three times a week. Before the runs open they go through the list twice, and
    then they walk and run as the ladder says, three times in any seven days: a week that
    begins on Monday takes no fourth run, whatever day today is.
    """
    plan = Plan.objects.select_related("person").get(person__email=email)
    told_at = plan.diary.aggregate(last=Max("at"))["last"]
    let_pass(_story(email), plan, since=told_at, until=timezone.now())


def _story(email: str) -> Runner:
    return Runner(
        email=email,
        name="Robin",
        about="",
        time_zone="Europe/London",
        checks=(),
        plan_days_ago=0,
        weeks=(
            Week(pain="1111111", hard="..5.5.."),
            Week(pain="1111111", hard="5.5.5..", ran="...1.1."),
            Week(pain="1.11111", hard="5.5.5..", ran="....1.1"),
            Week(pain="11111..", hard="5......", ran="..1.1.."),
        ),
        lists=(
            ListTold(day=7, gate="run"),
            ListTold(day=9, gate="run"),
            ListTold(day=9, gate="phase-1"),
            ListTold(day=11, gate="phase-1"),
        ),
    )


def get_mails(*emails: str) -> None:
    """Let three people, for whom it is noon, get a mail each: care, session, barrier."""
    for kind, email in zip(("CARE", "SESSION", "BARRIER"), emails, strict=True):
        person = a_runner(email=email, name="Robin", time_zone=zone_where_it_is(12))
        plan = in_training(person=person, assessment=an_assessment(patient=person))
        now, today = timezone.now(), local_day(person, timezone.now())
        given: dict[str, Any] = {"kind": kind, "due_at": now, "local_on": today}
        if kind == "SESSION":
            asked = {"number": 0, "on": today, "phase": 2, "items": [["X04", 1]]}
            given["session"] = plan.sessions.create(**asked)
        a_reminder(plan=plan, **given)
    drain()


def run_20_km_last_week(email: str) -> None:
    """Let somebody have climbed the ladder, and have run 20 km in the week before this."""
    opened = timezone.now() - TWO_WEEKS
    person: User = a_runner(email=email, name="Robin", time_zone="Europe/London")
    check = an_assessment(patient=person, at=opened, **KNEECAP)
    plan = planning_by_week(person=person, assessment=check)
    for days_before, metres in ((14, 6000), (12, 6000), (10, 7000), (7, 6000), (5, 7000)):
        _run(plan, this_monday() - timedelta(days=days_before), metres)
    _run(plan, this_monday() - timedelta(days=3), 7000)


def _run(plan: Plan, on: date, metres: int) -> None:
    a_calm_run(plan, on, metres=metres, minutes=metres // 150)
