"""What a runner tells of a day, a session, a run, a check-in or a gate."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce

from rehab.attention import Rule, settle
from rehab.models import (
    CheckIn,
    DiaryEntry,
    ExerciseReport,
    ExerciseSession,
    GateAnswer,
    Plan,
    Reminder,
    Run,
    SessionReport,
)
from rehab.plans.changes import lock
from rehab.plans.diary.keeping import Answer, Kind, keep
from rehab.plans.diary.telling import CheckDone, RunDone, SessionDone, Telling
from rehab.plans.reviewing import catch_up, heed_entry
from rehab.plans.times import local_day
from rehab.programme.told import Amount

OLDEST_RUN = timedelta(days=365)  # our default: what was run before tells nothing any more


class RunInTheFuture(Exception):
    """The day of the run has not come where the runner is."""


class RunTooLongAgo(Exception):
    """The run is older than a year."""


def record_day(
    *,
    plan: Plan,
    telling: Telling,
    done: bool,
    at: datetime,
    reminder: Reminder | None = None,
) -> DiaryEntry:
    """Keep what a runner tells of a day: of today, or of the day of a mail.

    A second answer to the same mail is of the day on which it is told.

    :raises ListLeftOpen: or ``AnswerRefused``, as ``keep`` does.
    """
    today = local_day(plan.person, at)
    first = reminder is not None and not reminder.entries.exists()
    answer = Answer(
        plan=plan,
        kind=Kind.DAY,
        telling=telling,
        done=done,
        on=reminder.local_on if reminder and first else today,
        about="" if reminder else today.isoformat(),
        reminder=reminder,
    )
    return keep(answer, at=at)


def record_session(
    *,
    plan: Plan,
    session: ExerciseSession,
    telling: Telling,
    report: SessionDone,
    at: datetime,
    reminder: Reminder | None = None,
) -> DiaryEntry:
    """Keep how a session of ``plan`` went, whatever the plan has changed to since.

    :raises ListLeftOpen: or ``AnswerRefused``, as ``keep`` does.
    """
    whole = SessionReport(
        amount=report.amount,
        hard=report.hard,
        good_form=report.clean,
        painkiller=report.painkiller,
    )
    each = [
        ExerciseReport(exercise=exercise, amount=amount, pain=pain)
        for exercise, (amount, pain) in sorted(report.tried.items())
    ]
    answer = Answer(
        plan=plan,
        kind=Kind.SESSION,
        telling=telling,
        done=report.amount != Amount.NONE,
        on=session.on,
        about=str(session.number),
        session=session,
        reminder=reminder,
        reports=[whole, *each],
    )
    return keep(answer, at=at)


def record_run(
    *,
    plan: Plan,
    telling: Telling,
    run: RunDone,
    at: datetime,
    corrects: DiaryEntry | None = None,
    another: bool = False,
) -> DiaryEntry:
    """Keep a run, also one that the plan did not allow: it happened.

    It is of no stage while running is locked. With ``corrects`` it takes the place of a
    run that was told before, as does one of the same day, as long and as far: to count
    both, say that it is ``another``.

    :raises RunInTheFuture: if that day has not come where the runner is.
    :raises RunTooLongAgo: if it is older than a year.
    :raises ListLeftOpen: or ``AnswerRefused``, as ``keep`` does.
    """
    check_run_day(run.on, today=local_day(plan.person, at))
    if corrects is None and not another:
        corrects = _told_of(plan, run)
    answer = Answer(
        plan=plan,
        kind=Kind.RUN,
        telling=telling,
        done=True,
        on=run.on,
        corrects=corrects,
        reports=[_row(plan, run)],
    )
    return keep(answer, at=at)


def _row(plan: Plan, run: RunDone) -> Run:
    return Run(
        minutes=run.minutes,
        metres=run.metres,
        surface=run.surface,
        intensity=run.intensity,
        climb=run.climb,
        pain=run.pain,
        limped=run.limped,
        stage=None if plan.stage is None else run.stage,
    )


def _told_of(plan: Plan, run: RunDone) -> DiaryEntry | None:
    """Return what was told of a run of the same day, as long and as far, and counts."""
    first = Coalesce("adds_to", "pk")
    runs = plan.diary.filter(kind=Kind.RUN).annotate(first=first)
    later = runs.filter(first=OuterRef("first"), pk__gt=OuterRef("pk"))
    alike = {"local_on": run.on, "run__minutes": run.minutes, "run__metres": run.metres}
    return runs.filter(~Exists(later), **alike).order_by("pk").last()


def record_check_in(
    *,
    plan: Plan,
    which: str,
    telling: Telling,
    check: CheckDone,
    at: datetime,
    reminder: Reminder | None = None,
) -> DiaryEntry:
    """Keep what a runner tells in the check-in with the key ``which``.

    :raises ListLeftOpen: or ``AnswerRefused``, as ``keep`` does.
    """
    row = CheckIn(
        worst=check.worst,
        running=check.running,
        feeling=check.feeling,
        activities=[*check.activities],
        limps=check.limps,
    )
    today = local_day(plan.person, at)
    answer = Answer(
        plan=plan,
        kind=Kind.CHECK_IN,
        telling=telling,
        done=True,
        on=today,
        about=which,
        reminder=reminder,
        reports=[row],
    )
    return keep(answer, at=at)


@transaction.atomic
def record_gate(
    *, plan: Plan, gate: str, open_items: Sequence[str], at: datetime
) -> GateAnswer:
    """Keep that a runner went through the list of a gate, and open it if that does.

    ``open_items`` are those not met yet. To tell the same twice on one day keeps it once.
    """
    lock(plan.person_id)
    catch_up(person_id=plan.person_id, at=at)
    told = {"gate": gate, "on": local_day(plan.person, at)}
    last = plan.gate_answers.filter(**told).order_by("pk").last()
    if last is not None and last.open_items == [*open_items]:
        return last
    answer = plan.gate_answers.create(**told, open_items=[*open_items], at=at)
    heed_entry(person_id=plan.person_id, at=at)
    settle(person_id=plan.person_id, at=at, rules=(Rule.RUNS_EARLY, Rule.SILENT))
    return answer


def check_run_day(on: date, *, today: date) -> None:
    """Refuse a day on which no run can be told of.

    :raises RunInTheFuture: or ``RunTooLongAgo``, as ``record_run`` does.
    """
    if on > today:
        raise RunInTheFuture
    if on < today - OLDEST_RUN:
        raise RunTooLongAgo
