"""The demo's history, made on the way that real people take, mails over SMTP included."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db.models import Sum

from accounts.models import AccessLog, User
from config.demo.history import is_made, make_history
from config.demo.people import (
    ANA,
    MAYA,
    NORA,
    OMAR,
    PHYSIO_EMAIL,
    PRIYA,
    RUNNERS,
    RUTH,
    TOM,
)
from config.demo.people.parts import Runner
from rehab.models import (
    Attention,
    CareNote,
    DiaryEntry,
    GateAnswer,
    Plan,
    PlanChange,
    Reminder,
    SeenAnswer,
)
from rehab.plans import begin_session, course_of, history_of
from rehab.programme.review import Owed, owed
from triage.models import Assessment, LevelOverrule, MovementCheck
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db(transaction=True)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LEVELS = {
    "Nora": [Level.SELF_CARE, Level.SELF_CARE],
    "Maya": [Level.SELF_CARE, Level.SELF_CARE],
    "Tom": [Level.WITHIN_2_WEEKS, Level.SAME_DAY],
    "Priya": [Level.WITHIN_A_WEEK, Level.SELF_CARE],
    "Elin": [Level.SELF_CARE, Level.WITHIN_2_DAYS],
    "George": [Level.WITHIN_2_WEEKS, Level.EMERGENCY],
    "Sam": [Level.SELF_CARE, Level.WITHIN_2_WEEKS],
    "Ana": [Level.WITHIN_A_WEEK],
    "Omar": [Level.WITHIN_A_WEEK, Level.SELF_CARE],
    "Ruth": [Level.SELF_CARE],
}
SHOWN = {
    "Nora": [["patellofemoral"], ["patellofemoral"]],
    "Maya": [["pes_anserine"], ["pes_anserine"]],
    "Tom": [["mcl"], []],
    "Priya": [["patellofemoral"], ["patellofemoral"]],
    "Elin": [["overload", "patellofemoral", "bone_stress_injury"], ["bone_stress_injury"]],
    "George": [["meniscus", "osteoarthritis"], []],
    "Sam": [["overload", "patellofemoral", "bone_stress_injury"], []],
    "Ana": [["patellofemoral"]],
    "Omar": [["patellofemoral"], ["patellofemoral"]],
    "Ruth": [["patellofemoral"]],
}
# Phase, stage of running, whether it is paused, and whether it only protects.
STANDS = {
    "Nora": (4, 13, False, False),
    "Maya": (2, None, False, False),
    "Tom": (0, None, True, False),
    "Priya": (0, None, False, False),
    "Elin": (0, None, True, False),
    "George": (1, None, True, False),
    "Sam": (1, None, False, False),
    "Ana": (0, None, False, True),
    "Omar": (2, None, False, False),
    "Ruth": (1, None, False, False),
}
NO_STEPS = {"RUNG"}  # exercises get harder all the time


def plan_of(runner: Runner) -> Plan:
    plans = Plan.objects.select_related("person", "assessment__release")
    return plans.get(person__email=runner.email)


def checks_of(runner: Runner) -> list[Assessment]:
    checks = Assessment.objects.filter(patient__email=runner.email).order_by("submitted_at")
    return [*checks.select_related("release")]


def levels_of(runner: Runner) -> list[int | None]:
    return [check.level for check in checks_of(runner)]


def causes_shown_to(runner: Runner) -> list[list[str]]:
    decisions = [check.decided for check in checks_of(runner)]
    return [[*decided.shown] if decided.names_causes else [] for decided in decisions]


def told(runner: Runner, row: str, kind: DiaryEntry.Kind, field: str) -> bool:
    """Say whether the diary tells, day by day, what a row of the story tells."""
    plan = plan_of(runner)
    row_of_story = "".join(getattr(week, row) for week in runner.weeks)
    days = {day: int(digit) for day, digit in enumerate(row_of_story) if digit != "."}
    entries = plan.diary.filter(kind=kind).values_list("local_on", field)
    return {(on - plan.begun_on).days: value for on, value in entries} == days


def changes_of(runner: Runner) -> list[tuple[int, str, str]]:
    """Return what changed on which day of the plan, and to what, but for exercises."""
    plan = plan_of(runner)
    rows = plan.changes.exclude(what__in=NO_STEPS).order_by("pk")
    return [(plan.day_at(row.at), row.what, row.after or row.subject) for row in rows]


def owed_to(runner: Runner) -> Owed:
    plan = plan_of(runner)
    return owed(course_of(plan, on=NOON.date()), history_of(plan), NOON.date())


def the_future() -> list[object]:
    """Return all that lies after noon."""
    return [
        *Assessment.objects.filter(submitted_at__gt=NOON),
        *DiaryEntry.objects.filter(at__gt=NOON),
        *GateAnswer.objects.filter(at__gt=NOON),
        *PlanChange.objects.filter(at__gt=NOON),
        *SeenAnswer.objects.filter(at__gt=NOON),
        *MovementCheck.objects.filter(checked_at__gt=NOON),
        *AccessLog.objects.filter(at__gt=NOON),
        *Reminder.objects.filter(settled_at__gt=NOON),
        *Reminder.objects.filter(state=Reminder.State.DUE, due_at__lt=NOON),
    ]


@pytest.mark.parametrize("runner", RUNNERS, ids=lambda runner: runner.name)
def test_each_runner_has_the_history_that_their_story_tells(
    runner: Runner, mailoutbox: list[EmailMessage]
) -> None:
    make_history(at=NOON, runners=[runner])

    assert levels_of(runner) == LEVELS[runner.name]
    assert causes_shown_to(runner) == SHOWN[runner.name]
    lost = {
        (check.days_ago, key)
        for check, kept in zip(runner.checks, checks_of(runner), strict=True)
        for key in check.told.items() - kept.given.items()
    }
    assert lost == set()
    plan = plan_of(runner)
    stands = (plan.phase, plan.stage, plan.paused_at is not None, plan.protect_only)
    assert stands == STANDS[runner.name]
    assert told(runner, "pain", DiaryEntry.Kind.DAY, "pain")
    assert told(runner, "hard", DiaryEntry.Kind.SESSION, "session_report__hard")
    assert plan.gate_answers.count() == len(runner.lists)
    assert plan.diary.filter(kind="CHECK_IN").count() == len(runner.check_ins)
    assert the_future() == []
    assert len(mailoutbox) == Reminder.objects.filter(state="SENT").count() > 0
    assert Reminder.objects.filter(state__in=["MISSED", "PARKED"]).count() == 0
    by_physio = AccessLog.objects.filter(viewer__email=PHYSIO_EMAIL)
    assert by_physio.count() == len(runner.seen_by_physio_days_ago)


def test_one_runner_goes_all_the_way_with_one_step_back() -> None:
    make_history(at=NOON, runners=[NORA])

    moves = [(what, after) for _, what, after in changes_of(NORA)]
    assert [to for what, to in moves if what == "PHASE"] == ["1", "2", "3", "4"]
    ladder = ["4", "5", "6", "7", "6", "7", "8", "9", "10", "11", "12", "13"]
    assert [to for what, to in moves if what == "STAGE"] == ladder
    rest = PlanChange.objects.get(what="REST")
    back = PlanChange.objects.get(what="STAGE", before="7", after="6")
    assert (rest.at, rest.why) == (back.at, back.why)
    assert back.why == "The run was too much. Rest from running for 2 days."
    undone = PlanChange.objects.get(what="UNDONE")
    assert (undone.by, undone.why) == (
        User.objects.get(email="physio@demo.example"),
        "A hard day at work, not the knee. She keeps this one as it was.",
    )
    plan = plan_of(NORA)
    week = plan.run_weeks.latest("pk")
    assert (week.begins_on, week.by_time) == (date(2026, 11, 16), False)
    runs = plan.diary.filter(kind="RUN", local_on__gte=week.begins_on)
    assert runs.aggregate(metres=Sum("run__metres"))["metres"] <= week.ceiling


def test_one_runner_has_a_session_before_her_today() -> None:
    make_history(at=NOON, runners=[MAYA])

    assert owed_to(MAYA).session
    session = begin_session(plan=plan_of(MAYA), at=NOON)
    assert (session.on, session.phase) == (NOON.date(), 2)
    looks = MovementCheck.objects.finished().order_by("begun_at")
    tried = [check.tried.items() for check in MAYA.checks]
    found = [look.given.items() for look in looks]
    assert [told <= all_ for told, all_ in zip(tried, found, strict=True)] == [True, True]


def test_one_runner_protects_the_knee_and_another_has_been_seen() -> None:
    make_history(at=NOON, runners=[ANA, OMAR])

    assert owed_to(ANA) == Owed(check_in="day-2")
    assert changes_of(OMAR) == [
        (0, "OPENED", ""),
        (5, "VISIT", "seen"),
        (5, "PROTECT", "full"),
        (5, "PHASE", "1"),
        (19, "PHASE", "2"),
        (28, "RECHECK", ""),
    ]
    [cleared] = User.objects.get(email=OMAR.email).clearances.all()
    assert (cleared.by.email, cleared.may_run) == ("physio@demo.example", True)


def test_one_runner_has_been_silent_for_two_weeks() -> None:
    make_history(at=NOON, runners=[RUTH])

    last = DiaryEntry.objects.order_by("at").last()
    assert last is not None
    assert NOON.date() - last.local_on == timedelta(days=15)
    assert changes_of(RUTH) == [
        (0, "OPENED", ""),
        (7, "PHASE", "1"),
        (14, "VISIT", "silence"),
        (14, "RHYTHM", "HALVED"),
        (21, "RECHECK", ""),
        (21, "RHYTHM", "ASKED"),
    ]


def test_who_had_to_be_seen_was_asked_until_they_were() -> None:
    make_history(at=NOON, runners=[TOM])

    answers = SeenAnswer.objects.order_by("at").values_list("said", flat=True)
    assert [*answers] == ["NOT_YET", "SEEN"]
    assert changes_of(TOM) == [(0, "OPENED", ""), (3, "PAUSED", ""), (7, "PAUSED", "")]


def test_the_physio_finds_a_queue_with_what_was_done_about_it() -> None:
    make_history(at=NOON, runners=[TOM, ANA])

    rows = Attention.objects.open().order_by("-level", "raised_at")
    asks = rows.values_list("person__name", "rule", "acknowledged_by__name")
    assert [*asks] == [
        ("Tom", "RED_FLAG", "Alex Moss"),
        ("Ana", "VISIT", None),
        ("Tom", "VISIT", None),
    ]
    kinds = CareNote.objects.order_by("at").values_list("kind", flat=True)
    assert [*kinds] == ["ACK", "NOTE"]
    said = LevelOverrule.objects.get(assessment__patient__email=ANA.email)
    assert (said.level, said.by.name) == (Level.WITHIN_2_DAYS, "Alex Moss")


@pytest.mark.parametrize(
    ("mails", "runners"),
    [(0, [PRIYA, TOM]), (1, [PRIYA, TOM]), (10, [PRIYA, TOM]), (20, [OMAR]), (24, [OMAR])],
    ids=lambda value: value if isinstance(value, int) else len(value),
)
def test_a_history_that_broke_off_goes_on_where_it_stopped(
    mails: int, runners: Sequence[Runner], mailoutbox: list[EmailMessage]
) -> None:
    send = EmailBackend.send_messages

    def break_off(backend: EmailBackend, messages: list[EmailMessage]) -> int:
        if len(mailoutbox) == mails:
            raise SystemExit
        return send(backend, messages)

    with patch.object(EmailBackend, "send_messages", break_off), pytest.raises(SystemExit):
        make_history(at=NOON, runners=runners)
    assert not is_made()
    make_history(at=NOON, runners=runners)

    assert is_made()
    stopped = {runner.name: facts(runner) for runner in runners}
    call_command("flush", interactive=False, verbosity=0)
    make_history(at=NOON, runners=runners)
    assert stopped == {runner.name: facts(runner) for runner in runners}


def facts(runner: Runner) -> object:
    """Return what can be told of a history, whichever rows hold it."""
    plan = plan_of(runner)
    entries = plan.diary.order_by("at", "pk")
    said = SeenAnswer.objects.filter(reminder__person=plan.person).order_by("pk")
    return (
        levels_of(runner),
        [*entries.values_list("at", "kind", "local_on", "pain", "level")],
        [*plan.changes.order_by("pk").values_list("at", "what", "before", "after", "why")],
        [*plan.sessions.order_by("on").values_list("on", "items")],
        [*said.values_list("said", "at")],
        plan.person.clearances.count(),
    )
