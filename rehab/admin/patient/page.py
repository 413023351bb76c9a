"""The page about one runner: all there is to know, and what can be done."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.contrib.admin import AdminSite
from django.db.models import Model
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from accounts.models import Consent, User
from rehab.admin.acts.on_patient import ACTS
from rehab.admin.patient.causes import fitting_of
from rehab.admin.patient.charts import charts_of
from rehab.admin.patient.lines import lines_of
from rehab.admin.patient.parts import Link, from_patient
from rehab.admin.patient.summary import asking_of, summary_of
from rehab.models import Clearance, SeenAnswer
from rehab.oversight.record import Record, record_of
from rehab.oversight.timeline import Kind, Place, timeline
from rehab.plans import local_day
from triage.models import LEVEL_IN_WORDS

MOST_DIGITS = 3  # of a kind in an address


def frame_of(site: AdminSite, request: HttpRequest) -> dict[str, Any]:
    """Return what the frame of the admin needs, with no list of all pages beside it.

    That list costs two queries and a fifth of the width.
    """
    return {
        "site_title": site.site_title,
        "site_header": site.site_header,
        "site_url": site.site_url,
        "has_permission": site.has_permission(request),
        "available_apps": [],
        "is_popup": False,
        "is_nav_sidebar_enabled": False,
        "log_entries": None,
    }


def page_of(person: User, request: HttpRequest, *, viewer: User, now: datetime) -> Any:  # noqa: ANN401 - what a template gets
    """Return what the page about ``person`` shows to ``viewer``."""
    record = record_of(person, viewer=viewer)
    today = local_day(person, now)
    return {
        "person": person,
        "today": today,
        "now": now,
        "asking": asking_of(record),
        "summary": summary_of(record, today),
        "charts": charts_of(record.course, today) if record.course else None,
        "plan": record.course.plan if record.course else None,
        "check": record.check,
        "fitting": fitting_of(record.check) if record.check else None,
        "writing": [*_writing(record)],
        "changing": [*_changing(record)],
        "taking": [*_taking(record)],
        "standing": _standing(record),
        **_history(record, request.GET),
    }


def _history(record: Record, query: QueryDict) -> dict[str, Any]:
    chosen = _kind(query.get("kind", ""))
    before = Place.read(query.get("before", ""))
    kinds = [chosen] if chosen else [*Kind]
    person, colleagues = record.person, record.colleagues
    found = timeline(person, before=before, kinds=kinds, colleagues=colleagues)
    only = f"kind={chosen.value}&" if chosen else ""
    return {
        "lines": lines_of(found.entries, person),
        "kinds": [(kind, kind.label, kind is chosen) for kind in Kind],
        "chosen": chosen,
        "is_newest": before is None,
        "older": f"?{only}before={found.goes_on}#history" if found.goes_on else "",
        "newest": f"?{only.removesuffix('&')}#history",
    }


def _kind(text: str) -> Kind | None:
    known = text.isdecimal() and len(text) <= MOST_DIGITS and int(text) in Kind
    return Kind(int(text)) if known else None


def _writing(record: Record) -> Iterator[Link]:
    """Yield what can be written about a runner, or to them."""
    yield _link("rehab_patient_note", record.person, "Write a note")
    yield _link("rehab_patient_write", record.person, "Write to the runner")
    if record.course:
        visit = _link("rehab_clearance_add", None, "Record a visit")
        yield Link(url=f"{visit.url}?plan={record.course.plan.pk}", words=visit.words)


def _changing(record: Record) -> Iterator[Link]:
    """Yield what can be changed: of the result, and of the plan that is open."""
    plan = record.course.plan if record.course else None
    is_open = plan is not None and plan.finished_at is None
    idle = "pause" if plan and plan.paused_at else "resume"
    for name, form in ACTS.items():
        if (record.check if name == "overrule" else is_open) and name != idle:
            yield _link(f"rehab_patient_{name}", record.person, form.title)
    if is_open:
        yield from_patient(_link("rehab_plan_week", plan, "Plan a week of running"))
        yield from_patient(_link("rehab_plan_set_aside", plan, "Set a limit aside"))


def _taking(record: Record) -> Iterator[Link]:
    """Yield what can be read elsewhere, printed, or taken out."""
    if record.check:
        yield _link("rehab_patient_sheet", record.person, "Sheet for a visit")
        yield _link("rehab_patient_sheet_pdf", record.person, "Sheet as PDF")
    yield _link("rehab_patient_export", record.person, "Take everything out")
    if record.course:
        yield _link("rehab_plan_change", record.course.plan, "All rows of the plan")


def _link(name: str, row: Model | None, words: str) -> Link:
    args = [row.pk] if row else []
    return Link(url=reverse(f"admin:{name}", args=args), words=words)


def _standing(record: Record) -> dict[str, Any]:
    """Return what stands about a runner besides their plan, with its choices in words."""
    rows = record.standing
    return {
        "links": rows.links,
        "consents": [
            {**row, "words": Consent.Kind(row["kind"]).label} for row in rows.consents
        ],
        "clearances": [
            {
                **row,
                "words": Clearance.Who(row["who"]).label,
                "whose": _whose(row, record.person),
            }
            for row in rows.clearances
        ],
        "follow_ups": [
            {
                **row,
                "level": LEVEL_IN_WORDS[row["level"]],
                "words": SeenAnswer.Said(row["said"]).label if row["said"] else "no answer",
            }
            for row in rows.follow_ups
        ],
    }


def _whose(row: Any, person: User) -> str:  # noqa: ANN401 - a row of JSON
    return "the runner" if row["by"] == person.pk else row["name"] or row["email"]


def since_of(record: Record, today: date) -> tuple[str, ...]:
    """Return how it went after a result, in the sentences above the charts."""
    if record.course is None:
        return ()
    charts = charts_of(record.course, today)
    shown = (charts.phases, charts.pain, charts.sessions, charts.runs)
    return tuple(each.headline for each in shown if each)
