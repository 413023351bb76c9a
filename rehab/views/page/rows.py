"""What the page reads besides where a plan stands and what was told, with the plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from accounts.models import Clinic, Consent, User
from rehab.models import (
    DiaryEntry,
    ExerciseSession,
    Message,
    Plan,
    PlanChange,
    Reminder,
    RunWeek,
)
from rehab.models.reminder import ReminderQuerySet
from triage.models import MovementCheck

SHOWN_MAILS = 3
SHOWN_MESSAGES = 3
SHOWN_CHANGES = 40  # by rules or the runner: the last ones, so that no history slows it
SHOWN_SESSIONS = 4
SHOWN_RUNS = 5
SHOWN_WEEKS = 12  # of running as planned, each plan of one of them counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One change of a plan. ``by`` is empty if a rule made it, ``name`` if it has none.

    ``undoes`` is what it took back, if that is what it did.
    """

    at: datetime
    what: str
    subject: str
    before: str
    after: str
    why: str
    by: int | None
    name: str | None
    undoes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a physio wrote. ``name`` is empty if they gave none."""

    at: datetime
    text: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A week of running as it was planned last; amounts in metres, or seconds by time."""

    begins_on: date
    by_time: bool
    runs: int
    amount: int
    longest: int
    intensity: int
    terrain: int
    ceiling: int
    longest_ceiling: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A session as it stood when it was first called for: how hard each exercise was."""

    number: int
    on: date
    rungs: Mapping[str, int]
    told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """A run as it was told last; ``number`` is that of the page to correct it on."""

    number: int
    on: date
    minutes: int
    metres: int | None
    pain: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """``stop_by`` is the number of a mail whose link stops all; ``due`` the next mails.

    ``changes``, ``written``, ``sessions`` and ``runs`` stand newest first, ``weeks``
    oldest first.
    ``moved`` tells if somebody has looked at how they move, ``small_numbers`` if a clinic
    lets short weeks grow by more.
    """

    wants_mails: bool
    due: tuple[datetime, ...]
    stop_by: int | None
    moved: bool
    small_numbers: bool
    sessions: tuple[Kept, ...]
    runs: tuple[Ran, ...]
    weeks: tuple[Planned, ...]
    changes: tuple[Changed, ...]
    written: tuple[Written, ...]


def open_plan_of(person: User, *, at: datetime) -> Plan | None:
    """Return the open plan of ``person``, if any, with its facts at this instant."""
    mine = Plan.objects.open().filter(person=person)
    with_facts = mine.annotate(
        wants_mails=_consents(),
        due=_mails_due(at),
        stop_by=Subquery(_reminders().order_by("pk").values("pk")[:1]),
        moved=_moved(),
        small_numbers=_small_numbers(),
        kept=_sessions(),
        ran=_runs(),
        weeks=_weeks(),
        by_others=_changes(_by_others()),
        by_us=_changes(~_by_others(), most=SHOWN_CHANGES),
        messages=_messages(),
    )
    return with_facts.select_related("person", "assessment__release").first()


def facts_of(plan: Plan) -> Facts:
    """Return the facts of a plan that ``open_plan_of`` has returned."""
    facts = vars(plan)
    changes = [_changed(each) for each in (*facts["by_others"], *facts["by_us"])]
    weeks = {each["begins_on"]: _planned(each) for each in reversed(facts["weeks"])}
    return Facts(
        wants_mails=facts["wants_mails"],
        due=tuple(facts["due"]),
        stop_by=facts["stop_by"],
        moved=facts["moved"],
        small_numbers=facts["small_numbers"],
        sessions=tuple(_kept(each) for each in facts["kept"]),
        runs=tuple(_ran(each) for each in facts["ran"]),
        weeks=tuple(weeks[begins_on] for begins_on in sorted(weeks)),
        changes=tuple(sorted(changes, key=lambda each: each.at, reverse=True)),
        written=tuple(_written(each) for each in facts["messages"]),
    )


def _consents() -> Exists:
    mails = Consent.objects.in_force(Consent.Kind.MAILS)
    return Exists(mails.filter(person=OuterRef("person")))


def _reminders() -> ReminderQuerySet:
    return Reminder.objects.filter(plan=OuterRef("pk"))


def _mails_due(at: datetime) -> ArraySubquery:
    due = _reminders().filter(state=Reminder.State.DUE, due_at__gte=at)
    return ArraySubquery(due.order_by("due_at").values("due_at")[:SHOWN_MAILS])


def _moved() -> Exists:
    looked = MovementCheck.objects.finished()
    return Exists(looked.filter(assessment=OuterRef("assessment")))


def _small_numbers() -> Exists:
    clinics = Clinic.objects.filter(
        care_links__patient=OuterRef("person"),
        care_links__ended_at=None,
        small_numbers=True,
    )
    return Exists(clinics)


def _sessions() -> ArraySubquery:
    entries = DiaryEntry.objects.filter(session=OuterRef("pk"))
    kept = ExerciseSession.objects.filter(plan=OuterRef("pk")).order_by("-on")
    row = JSONObject(number="number", on="on", items="items", told=Exists(entries))
    return ArraySubquery(kept.values(json=row)[:SHOWN_SESSIONS])


def _runs() -> ArraySubquery:
    first = DiaryEntry.objects.filter(
        plan=OuterRef("pk"), kind=DiaryEntry.Kind.RUN, adds_to=None
    )
    told = DiaryEntry.objects.filter(Q(pk=OuterRef("pk")) | Q(adds_to=OuterRef("pk")))
    columns = {"on": "local_on"} | {each: f"run__{each}" for each in _OF_A_RUN}
    newest = told.order_by("-pk")
    last = {name: Subquery(newest.values(column)[:1]) for name, column in columns.items()}
    row = JSONObject(number="pk", **last)
    return ArraySubquery(first.order_by("-local_on", "-pk").values(json=row)[:SHOWN_RUNS])


_OF_A_RUN = ("minutes", "metres", "pain")


def _weeks() -> ArraySubquery:
    planned = RunWeek.objects.filter(plan=OuterRef("pk")).order_by("-begins_on", "-pk")
    names = Planned.__dataclass_fields__
    return ArraySubquery(
        planned.values(json=JSONObject(**{name: name for name in names}))[:SHOWN_WEEKS]
    )


def _by_others() -> Q:
    return Q(by__isnull=False) & ~Q(by=F("plan__person"))


def _changes(those: Q, most: int | None = None) -> ArraySubquery:
    changes = PlanChange.objects.filter(those, plan=OuterRef("pk")).order_by("-pk")
    names = {name: name for name in Changed.__dataclass_fields__}
    beside = {"name": "by__name", "undoes": "undoes__what"}
    found = changes.values(json=JSONObject(**names | beside))
    return ArraySubquery(found[:most] if most else found)


def _messages() -> ArraySubquery:
    written = Message.objects.filter(person=OuterRef("person")).order_by("-at", "-pk")
    row = JSONObject(at="at", text="text", name="by__name")
    return ArraySubquery(written.values(json=row)[:SHOWN_MESSAGES])


def _kept(row: Mapping[str, Any]) -> Kept:
    return Kept(
        number=row["number"],
        on=date.fromisoformat(row["on"]),
        rungs=dict(row["items"]),
        told=row["told"],
    )


def _ran(row: Mapping[str, Any]) -> Ran:
    return Ran(**{**row, "on": date.fromisoformat(row["on"])})


def _written(row: Mapping[str, Any]) -> Written:
    return Written(**{**row, "at": datetime.fromisoformat(row["at"])})


def _planned(row: Mapping[str, Any]) -> Planned:
    return Planned(**{**row, "begins_on": date.fromisoformat(row["begins_on"])})


def _changed(row: Mapping[str, Any]) -> Changed:
    return Changed(**{**row, "at": datetime.fromisoformat(row["at"])})
