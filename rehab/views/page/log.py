"""What changed in a plan, by whom and why, in words for the runner."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext

from rehab.models import ExerciseChoice, Plan, PlanChange
from rehab.programme.exercises import BY_ID
from rehab.programme.phases.phases import PHASES
from rehab.programme.reasons import to_runner
from rehab.views.page.rows import Changed
from triage.models import LEVEL_IN_WORDS

Choice = ExerciseChoice.Choice
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
            what=_what(change, by_runner=change.by == plan.person_id),
            why=to_runner(change.why),
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


def _what(change: Changed, *, by_runner: bool) -> str:
    words = _WORDS.get(change.what)
    if words and (change.before or change.after):
        return words(change)
    if change.undoes:
        return gettext("Taken back: %(what)s") % {"what": _label(change.undoes)}
    if change.what == PlanChange.What.SETTINGS and not by_runner:
        return gettext("Your emails come at other times")
    return _upper(_label(change.what))


def _label(what: str) -> str:
    return gettext(_TO_RUNNER.get(what) or str(PlanChange.What(what).label))


def _upper(words: str) -> str:
    """Return ``words`` with a capital at the start, and the others as they are."""
    return words[:1].upper() + words[1:]


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


def _exercise(change: Changed) -> str:
    words = {
        Choice.IN: gettext("%(name)s is in your sessions now"),
        Choice.OUT: gettext("%(name)s is left out"),
        Choice.AUTO: gettext("%(name)s comes when the plan chooses it"),
    }[Choice(change.after)]
    return words % {"name": gettext(BY_ID[change.subject].name)}


def _level(change: Changed) -> str:
    level = gettext(LEVEL_IN_WORDS[int(change.after)])
    words = gettext("A physio looked at your answers and says: %(level)s")
    return words % {"level": level[:1].lower() + level[1:]}


def _until(change: Changed) -> str:
    """Return what rests, and the first day on which it goes on."""
    words = {
        PlanChange.What.REST: gettext("No running before %(day)s"),
        PlanChange.What.HOLD: gettext("No exercises before %(day)s"),
        PlanChange.What.OVERRIDE: gettext("A limit is set aside until %(day)s"),
    }[PlanChange.What(change.what)]
    return words % {"day": date_format(date.fromisoformat(change.after), "j F")}


# Where the label for physios is about the runner, or about mails.
_TO_RUNNER: dict[str, str] = {
    PlanChange.What.PAUSED: "your plan is paused",
    PlanChange.What.RESUMED: "your plan goes on",
    PlanChange.What.PROTECT: "your plan opens up",
    PlanChange.What.VISIT: "somebody should look at your knee, or has looked",
    PlanChange.What.SETTINGS: "you changed a setting",
    PlanChange.What.MAILS: "emails stopped",
    PlanChange.What.RHYTHM: "fewer or more emails",
}
_WORDS: dict[str, Callable[[Changed], str]] = {
    PlanChange.What.RUNG: _rung,
    PlanChange.What.PHASE: _phase,
    PlanChange.What.STAGE: _stage,
    PlanChange.What.EXERCISE: _exercise,
    PlanChange.What.LEVEL: _level,
    PlanChange.What.REST: _until,
    PlanChange.What.HOLD: _until,
    PlanChange.What.OVERRIDE: _until,
}
