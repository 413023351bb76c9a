"""Where each kind of a timeline comes from.

A part returns rows of one person with ``line_at``, ``line_kind``, ``line_number`` and
``line_facts``: names that no model has for itself.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from django.contrib.postgres.aggregates import JSONBAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    QuerySet,
    Value,
)
from django.db.models.expressions import Expression
from django.db.models.functions import Coalesce, JSONObject, NullIf, TruncDate

from accounts.models import AccessLog, User
from rehab.models import (
    Attention,
    CareNote,
    Clearance,
    DiaryEntry,
    ExerciseReport,
    GateAnswer,
    Message,
    PlanChange,
    Reminder,
    ReminderAct,
    SeenAnswer,
    SharedSheet,
    SheetRecord,
)
from rehab.oversight.timeline.kinds import Kind
from triage.models import Assessment, LevelOverrule, MovementCheck

Rows: TypeAlias = "QuerySet[Any, Any]"

What = PlanChange.What
# Who did it, as every kind tells it.
WHO = {"by": "by", "name": "by__name", "email": "by__email"}
OF_RUN = ("minutes", "metres", "surface", "intensity", "climb", "pain", "limped", "stage")
OF_SESSION = ("amount", "hard", "good_form", "painkiller")
OF_CHECK_IN = ("worst", "running", "feeling", "activities", "limps")
OF_ENTRY = (
    *("kind", "local_on", "done", "pain", "worse", "morning_pain", "next_morning_pain"),
    *("swelling", "night_pain", "level", "reasons"),
)


def _rows(
    rows: QuerySet[Any],
    kind: Kind,
    *,
    when: str | Expression = "at",
    **facts: Any,  # noqa: ANN401 - a name or SQL
) -> Rows:
    """Return ``rows`` as a part, each with its ``facts`` by the names given."""
    part: Rows = rows.annotate(
        line_at=F(when) if isinstance(when, str) else when,
        line_kind=_number(kind),
        line_number=F("pk"),
        line_facts=JSONObject(**facts),
    )
    return part


def _number(kind: Kind) -> Value:
    return Value(int(kind), output_field=IntegerField())


def _same(*names: str, of: str = "") -> dict[str, str]:
    return {name: f"{of}{name}" for name in names}


def _checks(person: User) -> Rows:
    return _rows(
        Assessment.objects.told().filter(patient=person),
        Kind.CHECK,
        when=Coalesce("submitted_at", "answered_at", "started_at"),
        findings="decision__findings",
        shown="decision__shown",
        release="release__slug",
        rules="release__sha256",
        **_same("level", "worst_level", "submitted_at"),
    )


def _movements(person: User) -> Rows:
    looks = MovementCheck.objects.finished().filter(assessment__patient=person)
    return _rows(looks, Kind.MOVEMENT, when="checked_at", check="assessment")


def _overrules(person: User) -> Rows:
    overrules = LevelOverrule.objects.filter(assessment__patient=person)
    was = {"was": "assessment__level", "check": "assessment"}
    return _rows(overrules, Kind.OVERRULE, **_same("level", "why"), **was, **WHO)


def _changes(person: User) -> Rows:
    later = PlanChange.objects.filter(
        plan=OuterRef("plan"),
        what=OuterRef("what"),
        subject=OuterRef("subject"),
        pk__gt=OuterRef("pk"),
        undone_by=None,
    )
    # A level that was overruled stands in the timeline as such.
    changes = PlanChange.objects.filter(plan__person=person).exclude(what=What.LEVEL)
    return _rows(
        changes,
        Kind.CHANGE,
        overtaken=Exists(later),
        over="plan__finished_at",
        taken_back="undone_by__why",
        undid="undoes__what",
        **_same("what", "subject", "before", "after", "why", "level", "plan"),
        **WHO,
    )


def _told(person: User) -> Rows:
    reports = ExerciseReport.objects.filter(entry=OuterRef("pk")).order_by("pk")
    each = reports.values(row=JSONObject(**_same("exercise", "amount", "pain")))
    return _rows(
        DiaryEntry.objects.filter(plan__person=person),
        Kind.TOLD,
        entry=JSONObject(**_same(*OF_ENTRY)),
        list_open=Exists(DiaryEntry.objects.filter(pk=OuterRef("pk"), signs={})),
        named="plan__activities",
        each=ArraySubquery(each),
        session=JSONObject(**_same(*OF_SESSION, of="session_report__")),
        run=JSONObject(**_same(*OF_RUN, of="run__")),
        check_in=JSONObject(**_same(*OF_CHECK_IN, of="check_in__")),
    )


def _gates(person: User) -> Rows:
    answers = GateAnswer.objects.filter(plan__person=person)
    return _rows(answers, Kind.GATE, **_same("gate", "open_items"))


def _mails(person: User) -> Rows:
    """Return a row for the mails of a day, once one of them is settled.

    The mail that tells of a message stands with it.
    """
    settled = Reminder.objects.filter(person=person, settled_at__isnull=False)
    of_days = settled.exclude(kind=Reminder.Kind.MESSAGE).values("local_on")
    each = JSONObject(mail="kind", **_same("state", "reason", "about"))
    return of_days.annotate(
        line_at=Max("settled_at"),
        line_kind=_number(Kind.MAILS),
        line_number=Max("pk"),
        line_facts=JSONObject(
            day="local_on", mails=JSONBAgg(each, order_by=["due_at", "pk"])
        ),
    )


def _presses(person: User) -> Rows:
    acts = ReminderAct.objects.filter(reminder__person=person)
    mail = {"mail": "reminder__kind"}
    return _rows(acts, Kind.PRESS, **_same("what", "choice"), **mail)


def _seen(person: User) -> Rows:
    answers = SeenAnswer.objects.filter(reminder__person=person)
    return _rows(answers, Kind.SEEN, said="said")


def _messages(person: User) -> Rows:
    mail = {"mail": "reminder__state", "due": "reminder__due_at"}
    settled = {"settled": "reminder__settled_at", "reason": "reminder__reason"}
    written = Message.objects.filter(person=person)
    return _rows(written, Kind.MESSAGE, text="text", **mail, **settled, **WHO)


def _notes(person: User) -> Rows:
    corrections = CareNote.objects.filter(corrects=OuterRef("pk")).order_by("pk")
    return _rows(
        CareNote.objects.filter(person=person),
        Kind.NOTE,
        what="kind",
        about="attention__rule",
        corrected_by=ArraySubquery(corrections.values("pk")),
        corrects_at="corrects__at",
        **_same("text", "corrects"),
        **WHO,
    )


def _clearances(person: User) -> Rows:
    facts = ("seen_on", "who", "may_exercise", "may_run", "note")
    cleared = Clearance.objects.filter(person=person)
    return _rows(cleared, Kind.CLEARANCE, **_same(*facts), **WHO)


def _attention(person: User) -> Rows:
    asked = Attention.objects.filter(person=person)
    facts = ("rule", "level", "why", "closed_at", "acknowledged_at")
    return _rows(
        asked,
        Kind.ATTENTION,
        when="raised_at",
        acknowledger="acknowledged_by",
        acknowledged_by=_called("acknowledged_by"),
        closer="closed_by",
        closed_by=_called("closed_by"),
        **_same(*facts),
    )


def _called(by: str) -> Expression:
    """Return, for SQL, the name of whoever ``by`` leads to, or else their address."""
    return Coalesce(NullIf(f"{by}__name", Value("")), f"{by}__email")


def _sheets(person: User) -> Rows:
    shared = SharedSheet.objects.filter(person=person)
    facts = _same("ends_at", "revoked_at", "assessment")
    return _rows(shared, Kind.SHEET, when="made_at", **facts)


def _records(person: User) -> Rows:
    records = SheetRecord.objects.filter(sheet__person=person)
    facts = _same("name", "registration", "text", "clearance")
    return _rows(records, Kind.RECORD, what="kind", **facts)


def _views(person: User) -> Rows:
    """Return a row for the looks of one viewer on one day, where whoever reads is."""
    looks = AccessLog.objects.filter(person=person).annotate(day=TruncDate("at"))
    by_day = looks.values("day", "viewer", "named", "viewer__name", "viewer__email")
    return by_day.annotate(
        line_at=Max("at"),
        line_kind=_number(Kind.VIEW),
        line_number=Max("pk"),
        line_facts=JSONObject(
            by="viewer",
            name=Coalesce("viewer__name", "named"),
            email="viewer__email",
            times=Count("pk"),
            seen=JSONBAgg("what", distinct=True),
            reasons=JSONBAgg("why", distinct=True),
        ),
    )


PARTS: Mapping[Kind, Callable[[User], Rows]] = {
    Kind.CHECK: _checks,
    Kind.MOVEMENT: _movements,
    Kind.OVERRULE: _overrules,
    Kind.CHANGE: _changes,
    Kind.TOLD: _told,
    Kind.GATE: _gates,
    Kind.MAILS: _mails,
    Kind.PRESS: _presses,
    Kind.SEEN: _seen,
    Kind.MESSAGE: _messages,
    Kind.NOTE: _notes,
    Kind.CLEARANCE: _clearances,
    Kind.ATTENTION: _attention,
    Kind.SHEET: _sheets,
    Kind.RECORD: _records,
    Kind.VIEW: _views,
}
