"""What a runner told in a plan, as the rules of the programme read it.

Whatever was told again counts as it was told last, but for its level, which is the worst.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from rehab.models import (
    DiaryEntry,
    ExerciseReport,
    ExerciseSession,
    GateAnswer,
    Plan,
    PlanChange,
)
from rehab.plans.reading.mornings import (
    Kind,
    Row,
    counting_of,
    mornings_after,
    mornings_told,
    said_on,
    still_counting,
    thing_of,
)
from rehab.plans.safety.clearing import SEEN
from rehab.programme.told import (
    Amount,
    CheckInTold,
    Day,
    Feeling,
    GateTold,
    History,
    Intensity,
    RunTold,
    SessionTold,
    Surface,
    Swelling,
    Told,
    Tried,
)
from triage.rules.parts import Level

# No rule looks further back but at check-ins: the longest asks for the runs of 8 weeks. So
# a page takes no longer after two years than after two months.
LOOK_BACK = timedelta(days=63)
SESSIONS, GATES = 40, 60  # the last ones: more than fit into that time
What = PlanChange.What
# Somebody who knows knees has looked, and it goes on.
GOES_ON = (
    Q(what=What.RESUMED)
    | Q(what=What.PROTECT, after="full")
    | Q(what=What.VISIT, subject=SEEN)
)

T = TypeVar("T", bound=Told)


def history_of(plan: Plan) -> History:
    """Return what was told and owed in ``plan``, oldest first: check-ins, and some weeks.

    What was told before somebody looked counts for no sign any more.
    """
    return read_history(plan, Plan.objects.values(**history_columns()).get(pk=plan.pk))


def read_history(plan: Plan, facts: Row) -> History:
    """Return the history of ``plan``, whose ``history_columns`` are in ``facts``."""
    rows = _rows(plan, facts["newest"]) if facts["newest"] else []
    zone = ZoneInfo(plan.person.time_zone)
    days = _days(rows, zone, facts["seen_at"])
    last = _last_of_each(rows)
    mornings = mornings_after(rows, days, zone)
    return History(
        days=_in_order(days.values()),
        sessions=_in_order(_session(row, mornings) for row in last[Kind.SESSION]),
        runs=_in_order(_run(row, mornings) for row in last[Kind.RUN]),
        check_ins=_in_order(_check_in(row) for row in last[Kind.CHECK_IN]),
        gates=_in_order(
            GateTold(
                gate=gate["gate"],
                on=date.fromisoformat(gate["on"]),
                passed=not gate["open"],
            )
            for gate in reversed(facts["gates"])
        ),
        owed=tuple(reversed(facts["owed"])),
    )


def history_columns() -> dict[str, Subquery]:
    """Return what to read of a plan before its history is read."""
    gates = GateAnswer.objects.filter(plan=OuterRef("pk")).order_by("-on", "-pk")
    gate = JSONObject(gate="gate", on="on", open="open_items")
    sessions = ExerciseSession.objects.filter(plan=OuterRef("pk")).order_by("-on")
    visits = PlanChange.objects.filter(GOES_ON, plan=OuterRef("pk")).order_by("-at")
    entries = DiaryEntry.objects.filter(plan=OuterRef("pk")).order_by("-local_on")
    return {
        "newest": Subquery(entries.values("local_on")[:1]),
        "seen_at": Subquery(visits.values("at")[:1]),
        "gates": ArraySubquery(gates.values(said=gate)[:GATES]),
        "owed": ArraySubquery(sessions.values("on")[:SESSIONS]),
    }


def _rows(plan: Plan, newest: date) -> list[dict[str, Any]]:
    """Return the entries that count, as they were told, with their reports."""
    reports = ExerciseReport.objects.filter(entry=OuterRef("pk")).order_by("pk")
    tried = JSONObject(exercise="exercise", amount="amount", pain="pain")
    recent = Q(kind=Kind.CHECK_IN) | Q(local_on__gte=newest - LOOK_BACK)
    entries = DiaryEntry.objects.filter(recent, plan=plan).order_by("at", "pk")
    return [
        *entries.annotate(tried=ArraySubquery(reports.values(said=tried))).values(
            *("pk", "kind", "adds_to", "at", "local_on", "tried", "session__on"),
            *("done", "pain", "worse", "signs", "level", "swelling"),
            *("morning_pain", "next_morning_pain", "night_pain"),
            *(f"session_report__{name}" for name in _SESSION),
            *(f"run__{name}" for name in _RUN),
            *(f"check_in__{name}" for name in _CHECK_IN),
        )
    ]


_SESSION = ("amount", "hard", "good_form", "painkiller")
_RUN = ("minutes", "metres", "surface", "intensity", "climb", "pain", "limped", "stage")
_CHECK_IN = ("worst", "running", "feeling", "activities", "limps")


def _last_of_each(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    """Return, by kind, what was told last of each thing."""
    last = {thing_of(row): row for row in rows}
    by_kind: dict[str, list[Row]] = defaultdict(list)
    for row in last.values():
        by_kind[row["kind"]].append(row)
    return by_kind


def _told_on(row: Row, zone: ZoneInfo) -> date:
    """Return the day whose pain at rest an entry tells."""
    if row["kind"] in {Kind.SESSION, Kind.RUN}:
        return said_on(row, zone)
    on: date = row["local_on"]
    return on


def _days(rows: Sequence[Row], zone: ZoneInfo, seen_at: datetime | None) -> dict[date, Day]:
    """Return each day on which something was told, or whose morning was told later."""
    by_day: dict[date, list[Row]] = defaultdict(list)
    for row in rows:
        by_day[_told_on(row, zone)].append(row)
    counting, mornings = counting_of(rows), mornings_told(rows, zone)
    days = {
        on: Day(on=on, pain=pain, list_answered=False, morning=pain)
        for on, pain in mornings.items()
    }
    for on, told in by_day.items():
        day = _day(on, told, still_counting(told, counting), seen_at)
        days[on] = replace(day, morning=mornings.get(on))
    return days


def _day(
    on: date, told: Sequence[Row], counting: Sequence[Row], seen_at: datetime | None
) -> Day:
    """Return a day from all that was ``told`` of it, and what of that still counts.

    Of the signs, what was told before ``seen_at`` has been looked at.
    """
    unseen = [row for row in told if seen_at is None or row["at"] > seen_at]
    swelling = [row["swelling"] for row in counting if row["swelling"]]
    return Day(
        on=on,
        pain=counting[-1]["pain"],
        level=Level(max([Level.SELF_CARE, *(row["level"] for row in unseen)])),
        worse=any(row["worse"] for row in counting if row in unseen),
        care_done=any(row["done"] for row in counting if row["kind"] == Kind.DAY),
        list_answered=any(row["signs"] for row in counting),
        swelling=Swelling(swelling[-1]) if swelling else None,
        night_pain=any(row["night_pain"] for row in counting),
    )


def _session(row: Row, mornings: Mapping[date, int]) -> SessionTold:
    return SessionTold(
        on=row["session__on"],
        amount=Amount(row["session_report__amount"]),
        tried=tuple(
            Tried(exercise=one["exercise"], amount=Amount(one["amount"]), pain=one["pain"])
            for one in row["tried"]
        ),
        hard=row["session_report__hard"],
        clean=row["session_report__good_form"],
        painkiller=row["session_report__painkiller"],
        swelling=Swelling(row["swelling"] or Swelling.NONE),
        next_morning=mornings.get(row["session__on"]),
        counts=bool(row["signs"]),
    )


def _run(row: Row, mornings: Mapping[date, int]) -> RunTold:
    return RunTold(
        on=row["local_on"],
        minutes=row["run__minutes"],
        pain=row["run__pain"],
        metres=row["run__metres"] or 0,
        stage=row["run__stage"],
        surface=Surface(row["run__surface"]),
        intensity=Intensity(row["run__intensity"]),
        climb=row["run__climb"],
        limped=row["run__limped"],
        swelling=Swelling(row["swelling"] or Swelling.NONE),
        next_morning=mornings.get(row["local_on"]),
        counts=bool(row["signs"]),
    )


def _check_in(row: Row) -> CheckInTold:
    return CheckInTold(
        on=row["local_on"],
        now=row["pain"],
        worst=row["check_in__worst"],
        feeling=Feeling(row["check_in__feeling"]),
        running=row["check_in__running"],
        activities=tuple(row["check_in__activities"]),
        limps=row["check_in__limps"],
    )


def _in_order(rows: Iterable[T]) -> tuple[T, ...]:
    return tuple(sorted(rows, key=lambda row: row.on))
