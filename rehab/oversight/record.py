"""Where a runner stands, as the page about them needs it, in few queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Max, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from accounts.models import CareLink, Consent, User
from rehab.models import (
    Attention,
    Clearance,
    DiaryEntry,
    Plan,
    PlanChange,
    RunWeek,
    SeenAnswer,
    SeenFollowUp,
)
from rehab.oversight.colleagues import Colleagues
from rehab.plans.reading.history import history_columns, read_history
from rehab.programme.told import History
from triage.models import Assessment, LevelOverrule

Row = Mapping[str, Any]

What = PlanChange.What
NEWEST_OVERRULE = LevelOverrule.objects.filter(assessment=OuterRef("pk"))
MOVES = Q(what__in=[What.PHASE, What.PAUSED, What.RESUMED, What.FINISHED])
WHO = {"by": "by", "name": "by__name", "email": "by__email"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What stands about a runner besides their plan; each row by the names of its columns.

    ``attention`` is what is open, most urgent first.
    """

    attention: tuple[Row, ...]
    links: tuple[Row, ...]
    consents: tuple[Row, ...]
    clearances: tuple[Row, ...]
    follow_ups: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A plan with what was told in it, lately.

    ``weeks`` are those of running as planned, each with its ceiling, oldest first, and
    ``moves`` the changes of phase and the pauses, oldest first.
    """

    plan: Plan
    history: History
    heard_at: datetime | None
    weeks: tuple[RunWeek, ...]
    moves: tuple[PlanChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A runner's newest result with what a physio said of it, their newest plan, the rest.

    ``overruled`` is the newest level that a physio gave the result, with who and why. Who
    of the staff did something is told as ``colleagues`` says.
    """

    person: User
    colleagues: Colleagues
    standing: Standing
    check: Assessment | None
    overruled: Row | None
    course: Course | None

    @property
    def level(self) -> int | None:
        """How soon to be seen, as it stands: as a physio said, or as the rules did."""
        if self.overruled:
            return int(self.overruled["level"])
        return self.check.level if self.check else None


def record_of(person: User, *, viewer: User) -> Record:
    """Return where ``person`` stands, with the links by which ``viewer`` sees them.

    It takes four queries: three if nothing was told in a plan, two without a plan; and one
    more if somebody else than the two of them did something.
    """
    colleagues = Colleagues(person, viewer)
    checks = person.assessments.submitted().select_related("release")
    said = JSONObject(level="level", why="why", at="at", **WHO)
    newest = NEWEST_OVERRULE.order_by("-at", "-pk").annotate(said=said).values("said")[:1]
    check: Any = (
        checks.annotate(overruled=Subquery(newest)).order_by("submitted_at", "pk").last()
    )
    told = _read(check.overruled) if check and check.overruled else None
    overruled = colleagues.named(told) if told else None
    return Record(
        person=person,
        colleagues=colleagues,
        standing=_standing(colleagues),
        check=check,
        overruled=overruled,
        course=_course(person),
    )


def _standing(colleagues: Colleagues) -> Standing:
    columns = {
        "attention": _attention(),
        "links": _links(colleagues.viewer),
        "consents": _consents(),
        "clearances": _clearances(),
        "follow_ups": _follow_ups(),
    }
    people = User.objects.filter(pk=colleagues.person.pk)
    found: Row = people.values(**_apart(columns)).get()
    # Whom no clinic of the viewer's cares for has no list of links at all.
    lists = {name: found[f"all_{name}"] or () for name in columns}
    read = {
        name: tuple(colleagues.named(_read(row)) for row in rows)
        for name, rows in lists.items()
    }
    return Standing(**read)


def _apart(columns: Mapping[str, ArraySubquery]) -> dict[str, ArraySubquery]:
    """Return ``columns`` under names that no relation of a person has."""
    return {f"all_{name}": column for name, column in columns.items()}


def _attention() -> ArraySubquery:
    rows = Attention.objects.open().filter(person=OuterRef("pk"))
    names = ("rule", "level", "why", "raised_at", "renewed_at", "acknowledged_at")
    said = JSONObject(
        pk="pk",
        by="acknowledged_by",
        name="acknowledged_by__name",
        email="acknowledged_by__email",
        **_same(*names),
    )
    return ArraySubquery(rows.order_by("-level", "raised_at", "pk").values(row=said))


def _links(viewer: User) -> ArraySubquery:
    rows = CareLink.objects.visible_to(viewer).filter(patient=OuterRef("pk"))
    said = JSONObject(
        pk="pk",
        clinic="clinic__name",
        name="physio__name",
        email="physio__email",
        begun_at="begun_at",
    )
    return ArraySubquery(rows.order_by("begun_at", "pk").values(row=said))


def _consents() -> ArraySubquery:
    rows = Consent.objects.filter(person=OuterRef("pk")).order_by("-given_at", "-pk")
    said = JSONObject(**_same("kind", "wording", "given_at", "withdrawn_at"))
    return ArraySubquery(rows.values(row=said))


def _clearances() -> ArraySubquery:
    rows = Clearance.objects.filter(person=OuterRef("pk")).order_by("-at", "-pk")
    names = ("at", "seen_on", "who", "may_exercise", "may_run", "note")
    said = JSONObject(pk="pk", **_same(*names), **WHO)
    return ArraySubquery(rows.values(row=said))


def _follow_ups() -> ArraySubquery:
    rows = SeenFollowUp.objects.filter(person=OuterRef("pk"))
    told = SeenAnswer.objects.filter(
        reminder__person=OuterRef("person"), at__gte=OuterRef("begun_at")
    )
    newest = told.order_by("-at", "-pk")
    said = JSONObject(
        pk="pk",
        level="assessment__worst_level",
        begun_at="begun_at",
        said=Subquery(newest.values("said")[:1]),
        said_at=Subquery(newest.values("at")[:1]),
    )
    return ArraySubquery(rows.order_by("-begun_at", "-pk").values(row=said))


def _course(person: User) -> Course | None:
    """Return the plan that is open, or else the last one, with what was told in it."""
    heard = DiaryEntry.objects.filter(plan=OuterRef("pk")).order_by().values("plan")
    weeks = RunWeek.objects.filter(plan=OuterRef("pk")).order_by("begins_on", "pk")
    week = JSONObject(**_same("begins_on", "by_time", "ceiling"))
    undone = Q(what=What.UNDONE, undoes__what=What.PHASE)
    moves = PlanChange.objects.filter(MOVES | undone, plan=OuterRef("pk"))
    move = JSONObject(**_same("what", "before", "after", "at", "why"))
    plans = person.plans.select_related("assessment").annotate(
        **{f"told_{name}": column for name, column in history_columns().items()},
        heard_at=Subquery(heard.annotate(last=Max("at")).values("last")),
        planned=ArraySubquery(weeks.values(row=week)),
        moved=ArraySubquery(moves.order_by("at", "pk").values(row=move)),
    )
    open_first = F("finished_at").desc(nulls_first=True)
    plan: Any = plans.order_by(open_first, "-opened_at", "-pk").first()
    if plan is None:
        return None
    plan.person = person
    facts = {name: getattr(plan, f"told_{name}") for name in history_columns()}
    return Course(
        plan=plan,
        history=read_history(plan, facts),
        heard_at=plan.heard_at,
        weeks=tuple(RunWeek(**_read(row)) for row in plan.planned),
        moves=tuple(PlanChange(**_read(row)) for row in plan.moved),
    )


def _same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


def _read(row: Row) -> Row:
    """Return a row of JSON with its days and instants as such."""
    return {name: _value(name, told) for name, told in row.items()}


def _value(name: str, told: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    if told is not None and name.endswith("_on"):
        return date.fromisoformat(told)
    if told is not None and (name == "at" or name.endswith("_at")):
        return datetime.fromisoformat(told)
    return told
