"""What changed in a plan, by whom and why, in words for the runner."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from rehab.models import Plan, PlanChange
from rehab.programme.exercises import BY_ID
from rehab.programme.phases import PHASES
from rehab.views.page.rows import Changed

AT_ONCE = 5  # the others open on demand


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One change. ``by`` is the name of whoever made it; empty means a rule."""

    on: date
    what: str
    why: str
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """The changes of a plan, newest first, those by the physio apart."""

    physio: tuple[Line, ...]
    newest: tuple[Line, ...]
    older: tuple[Line, ...]


def log_of(plan: Plan, changes: Iterable[Changed]) -> Log:
    """Return what to show of ``changes``, which stand newest first."""
    zone = ZoneInfo(plan.person.time_zone)
    by_physio: list[Line] = []
    others: list[Line] = []
    for change in changes:
        line = Line(
            on=change.at.astimezone(zone).date(),
            what=_what(change),
            why=change.why,
            by=_name(change, plan),
        )
        (by_physio if line.by else others).append(line)
    return Log(
        physio=tuple(by_physio),
        newest=tuple(others[:AT_ONCE]),
        older=tuple(others[AT_ONCE:]),
    )


def _name(change: Changed, plan: Plan) -> str:
    """Return who changed it, if that was neither a rule nor the runner."""
    if change.by is None or change.by == plan.person_id:
        return ""
    return change.name or gettext("your physio")


def _what(change: Changed) -> str:
    words = _WORDS.get(change.what)
    if words and (change.before or change.after):
        return words(change)
    return gettext(PlanChange.What(change.what).label).capitalize()


def _rung(change: Changed) -> str:
    name = gettext(BY_ID[change.subject].name)
    words = (
        gettext("%(name)s got harder")
        if int(change.after) > int(change.before)
        else gettext("%(name)s got easier")
    )
    return words % {"name": name}


def _phase(change: Changed) -> str:
    phase = PHASES[int(change.after)]
    return gettext("Phase %(number)d: %(name)s") % {
        "number": phase.number,
        "name": gettext(phase.name),
    }


def _stage(change: Changed) -> str:
    if not change.after:
        return gettext("Running is locked")
    return gettext("Running: stage %(number)s") % {"number": change.after}


_WORDS: dict[str, Callable[[Changed], str]] = {
    PlanChange.What.RUNG: _rung,
    PlanChange.What.PHASE: _phase,
    PlanChange.What.STAGE: _stage,
}
