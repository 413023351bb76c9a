"""A runner in one line, and what is open about them, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime

from rehab.admin.patient.charts import WEEKS_SUMMED, adherence
from rehab.admin.words import stage_words, state_words
from rehab.models import Attention
from rehab.oversight.record import Course, Record
from rehab.plans import local_day
from rehab.programme.days import ONE_DAY
from triage.models import LEVEL_IN_WORDS, Assessment
from triage.protocols.medial_knee.roles import SIDE
from triage.rules.parts import Level
from triage.rules.words import answer_in_words
from triage.views.readout import spot_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Something that asks for a look; ``known`` tells who has acknowledged it, and when."""

    pk: int
    rule: str
    level: str
    why: str
    since: datetime
    known: str
    urgent: bool


def asking_of(record: Record) -> list[Asking]:
    """Return what is open about a runner, most urgent first."""
    return [
        Asking(
            pk=row["pk"],
            rule=Attention.Rule(row["rule"]).label,
            level=LEVEL_IN_WORDS[row["level"]] if row["level"] > Level.SELF_CARE else "",
            why=row["why"],
            since=row["raised_at"],
            known=_known(row),
            urgent=row["level"] >= Level.SAME_DAY,
        )
        for row in record.standing.attention
    ]


def summary_of(record: Record, today: date) -> list[tuple[str, str]]:
    """Return where a runner stands on the day ``today``: names, and what is so of each."""
    course = record.course
    return [
        *_knee(record),
        *(_course(course, today) if course else [("Plan", "none")]),
    ]


def _knee(record: Record) -> Iterator[tuple[str, str]]:
    if record.check is None:
        yield "Assessment", "none finished"
        return
    yield "Knee", _where(record.check)
    level = LEVEL_IN_WORDS[record.level or Level.SELF_CARE]
    said = record.overruled
    if said is None:
        yield "Level", level
        return
    ours = LEVEL_IN_WORDS[record.check.decided.level]
    by = said["name"] or said["email"]
    yield "Level", f"{level}, as {by} said. The rules said: {ours}"


def _where(check: Assessment) -> str:
    """Return which knee it is, and where it hurts."""
    protocol, given = check.release.protocol, check.given
    _, told = protocol.walk(given)
    spot = spot_of(protocol, given)
    side = answer_in_words(protocol.questions[SIDE], told[SIDE]) if SIDE in told else ""
    return (
        ", ".join(part for part in (side, spot.words if spot else "") if part) or "not told"
    )


def _course(course: Course, today: date) -> Iterator[tuple[str, str]]:
    plan = course.plan
    yield "Week", str((today - plan.begun_on).days // 7 + 1)
    yield "Plan", state_words(plan)
    yield "Phase", f"{plan.phase} {plan.get_phase_display()}"
    yield "Running", stage_words("" if plan.stage is None else str(plan.stage))
    yield "Last heard", _heard(course, today)
    done = adherence(course, today)
    if done:
        yield "Sessions", f"{done[0]} of {done[1]} in {WEEKS_SUMMED} weeks"


def _heard(course: Course, today: date) -> str:
    if course.heard_at is None:
        return "never"
    on = local_day(course.plan.person, course.heard_at)
    if on >= today:
        return "today"
    if on == today - ONE_DAY:
        return "yesterday"
    return f"{(today - on).days} days ago"


def _known(row: Mapping[str, Any]) -> str:
    if row["acknowledged_at"] is None:
        return ""
    at = date_format(localtime(row["acknowledged_at"]), "j M Y, H:i")
    return f"Acknowledged by {row['name'] or row['email']}, {at}."
