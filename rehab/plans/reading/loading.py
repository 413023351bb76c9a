"""Where a plan stands, as the rules of the programme read it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    Min,
    OuterRef,
    Q,
    Subquery,
)
from django.db.models.functions import JSONObject

from accounts.models import Clinic
from rehab.models import ExerciseChoice, Override, Plan, PlanChange, PlanExercise
from rehab.plans.reading.history import (
    GOES_ON,
    LOOK_BACK,
    history_columns,
    history_of,
    read_history,
)
from rehab.plans.reading.runner import runner_of
from rehab.plans.safety.clearing import limits_of
from rehab.plans.times import local_day
from rehab.programme.course import Course, Rung, Runner
from rehab.programme.follow_up.visits import AFTER_DAYS
from rehab.programme.told import History
from triage.models import Assessment
from triage.rules.factors import Found

__all__ = ["course_and_history", "course_of", "history_of", "visit_after_days"]

Row = Mapping[str, Any]
What = PlanChange.What
Choice = ExerciseChoice.Choice
SPEAKS = (What.VISIT, What.PAUSED)
# Taken back by a physio, these must not come again from what was told before.
SETS_BACK = (What.PHASE, What.STAGE, What.REST, What.HOLD)


def course_of(plan: Plan, *, on: date) -> Course:
    """Return where ``plan`` stands on the day ``on``."""
    facts = Plan.objects.values(**_columns(on)).get(pk=plan.pk)
    return _course(plan, facts, on, runner_of(plan))


def course_and_history(
    plan: Plan, *, on: date, found: Iterable[Found] | None = None
) -> tuple[Course, History]:
    """Return both of ``course_of`` and ``history_of`` in fewer queries.

    ``found`` is what adds to the strain on the knee, if that has been read already.
    """
    columns = {**_columns(on), **history_columns()}
    facts = Plan.objects.values(**columns).get(pk=plan.pk)
    course = _course(plan, facts, on, runner_of(plan, found=found))
    return course, read_history(plan, facts)


def _course(plan: Plan, facts: Row, on: date, runner: Runner) -> Course:
    changes: Sequence[Row] = facts["heard"]
    rose = {row["subject"]: _day(plan, row) for row in changes if _is_harder(row)}
    return Course(
        begun_on=plan.begun_on,
        care_began_on=plan.care_began_on,
        runner=runner,
        limits=replace(limits_of(plan, on), pain_guided=facts["guided"]),
        phase=plan.phase,
        phase_since=plan.phase_since,
        rungs={held["exercise"]: _rung(held, rose) for held in facts["rungs"]},
        put_in=_those(facts["chosen"], Choice.IN),
        left_out=_those(facts["chosen"], Choice.OUT),
        stage=plan.stage,
        stage_since=plan.stage_since,
        opened_on=_last_day(plan, _of(changes, What.STAGE)),
        rest_until=plan.rest_until,
        hold_until=plan.hold_until,
        eased_until=_eased_until(changes),
        recheck_on=plan.recheck_on,
        checked_on=_checked_on(plan, facts),
        cleared_on=_last_day(plan, (row for row in changes if row["goes_on"])),
        overruled_on=_last_day(plan, _of(changes, What.UNDONE)),
        exercises_began_on=plan.exercises_began_on,
        progressed_on=max(rose.values(), default=None),
        visits={
            row["subject"]: _day(plan, row)
            for row in changes
            if row["what"] in SPEAKS and row["subject"]
        },
        monthly=plan.monthly,
        paused=plan.paused_at is not None,
        finished=plan.finished_at is not None,
    )


def visit_after_days(plan: Plan) -> int:
    """Return what "a few weeks" without getting better mean to whoever treats the runner.

    Of several clinics the most careful one counts.
    """
    treating = Clinic.objects.filter(
        care_links__patient=plan.person_id, care_links__ended_at=None
    )
    least: int | None = treating.aggregate(days=Min("visit_after_days"))["days"]
    return AFTER_DAYS if least is None else least


def _columns(on: date) -> dict[str, Exists | Subquery]:
    """Return what to read of a plan besides its own row."""
    held = PlanExercise.objects.filter(plan=OuterRef("pk")).order_by("pk")
    rung = JSONObject(exercise="exercise", rung="rung", since="since")
    chosen = ExerciseChoice.objects.filter(plan=OuterRef("pk")).order_by("pk")
    choice = JSONObject(exercise="exercise", choice="choice")
    checks = Assessment.objects.submitted().filter(
        patient=OuterRef("person"), submitted_at__gt=OuterRef("opened_at")
    )
    guided = Override.objects.filter(
        plan=OuterRef("pk"),
        limit=Override.Limit.PAIN_FREE,
        begins_on__lte=on,
        ends_on__gte=on,
    )
    return {
        "heard": _changes(on),
        "rungs": ArraySubquery(held.values(row=rung)),
        "chosen": ArraySubquery(chosen.values(row=choice)),
        "checked_at": Subquery(checks.order_by("-submitted_at").values("submitted_at")[:1]),
        "guided": Exists(guided),
    }


def _changes(on: date) -> ArraySubquery:
    """Return what is to be known of earlier changes, oldest first.

    That is each visit called for or made, when running opened, which exercises moved
    lately, and which holds a rule made, but for what was taken back; and that something
    else was.
    """
    overruled = Q(what=What.UNDONE, undoes__what__in=SETS_BACK)
    moved = Q(what=What.RUNG, at__date__gte=on - LOOK_BACK)
    opened = Q(what=What.STAGE, before="")
    eased = Q(what=What.HOLD, by=None, at__date__gte=on - LOOK_BACK)
    counts = moved | overruled | opened | eased | Q(what__in=SPEAKS) | GOES_ON
    known = PlanChange.objects.filter(counts, plan=OuterRef("pk"), undone_by=None)
    columns = {name: name for name in ("what", "subject", "before", "after", "at")}
    goes_on = ExpressionWrapper(GOES_ON, output_field=BooleanField())
    row = JSONObject(**columns, goes_on=goes_on)
    return ArraySubquery(known.order_by("at", "pk").values(row=row))


def _rung(held: Row, rose: Mapping[str, date]) -> Rung:
    since = date.fromisoformat(held["since"])
    return Rung(number=held["rung"], since=since, rose=rose.get(held["exercise"]) == since)


def _those(rows: Iterable[Row], choice: Choice) -> frozenset[str]:
    """Return the exercises for which a physio chose ``choice`` last."""
    newest = {row["exercise"]: row["choice"] for row in rows}
    return frozenset(each for each, said in newest.items() if said == choice)


def _checked_on(plan: Plan, facts: Row) -> date | None:
    checked: datetime | None = facts["checked_at"]
    return checked and local_day(plan.person, checked)


def _eased_until(changes: Iterable[Row]) -> date | None:
    holds = (row["after"] for row in _of(changes, What.HOLD))
    return max(map(date.fromisoformat, holds), default=None)


def _of(changes: Iterable[Row], what: What) -> Iterator[Row]:
    return (row for row in changes if row["what"] == what)


def _is_harder(row: Row) -> bool:
    return row["what"] == What.RUNG and int(row["after"]) > int(row["before"])


def _day(plan: Plan, row: Row) -> date:
    return local_day(plan.person, datetime.fromisoformat(row["at"]))


def _last_day(plan: Plan, rows: Iterable[Row]) -> date | None:
    return max((_day(plan, row) for row in rows), default=None)
