"""What follows from an answer, in words: what changes, or why nothing does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, gettext_lazy

from rehab import plans
from rehab.models import DiaryEntry, PlanChange
from rehab.programme.exercises import BY_ID
from rehab.programme.pain.lights import Stays, sore, was_stopped, why_it_stays
from rehab.programme.told import History, SessionTold

What = PlanChange.What
SHOWN = (What.PHASE, What.RUNG, What.STAGE, What.REST, What.HOLD, What.VISIT, What.RECHECK)

GOES_ON = gettext_lazy("Your plan goes on as it is.")
WHY_IT_STAYS: Mapping[Stays, object] = {
    Stays.SKIPPED: gettext_lazy("To skip one now and then is fine."),
    Stays.SWOLLEN: gettext_lazy("The knee is more swollen. That should go down first."),
    Stays.HARD: gettext_lazy("It was hard enough."),
    Stays.NOT_CLEAN: gettext_lazy("First the movements should be clean."),
    Stays.NOT_ALL: gettext_lazy("First all the sets should be done."),
    Stays.WORSE_MORNING: gettext_lazy(
        "The knee was worse the next morning. That should calm down first."
    ),
    Stays.NOT_YET: gettext_lazy("It takes a few good sessions in a row to go on."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """Changes for one reason; ``about`` names the exercises, if those are what moves."""

    about: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What follows: ``changes`` just made, or in ``stays`` why all stays as it is.

    ``stop`` tells that pain was so strong that the session is over.
    """

    changes: tuple[Line, ...]
    stays: str
    stop: bool = False


def meaning_of(entry: DiaryEntry, *, today: date) -> Meaning:
    """Return what follows from ``entry``, the last answer about its own thing."""
    made = entry.plan.changes.filter(at=entry.at, by=None, what__in=SHOWN)
    changes = _lines(made.order_by("pk"))
    history = plans.history_of(entry.plan) if entry.session else History()
    session = _as_told(history, entry)
    return Meaning(
        changes=changes,
        stays="" if changes else _stays(entry, history, session, today=today),
        stop=session is not None and was_stopped(session),
    )


def _lines(made: Iterable[PlanChange]) -> tuple[Line, ...]:
    moved: dict[str, list[str]] = {}
    for change in made:
        moved.setdefault(change.why, []).append(_exercise(change))
    return tuple(
        Line(about=", ".join(filter(None, names)), why=gettext(why))
        for why, names in moved.items()
    )


def _exercise(change: PlanChange) -> str:
    known = BY_ID.get(change.subject) if change.what == What.RUNG else None
    return gettext(known.name) if known else ""


def _as_told(history: History, entry: DiaryEntry) -> SessionTold | None:
    """Return the session of an entry as the rules read it; none if it is of long ago."""
    on = entry.session.on if entry.session else None
    return next((each for each in history.sessions if each.on == on), None)


def _stays(
    entry: DiaryEntry, history: History, session: SessionTold | None, *, today: date
) -> str:
    if session is None:
        return str(GOES_ON)
    course = plans.course_of(entry.plan, on=today)
    why = why_it_stays(course, history, session)
    if why is Stays.HURT:
        because = _hurt(session, max(tried.pain for tried in sore(course, session)))
    elif why is Stays.MORNING_OPEN:
        because = _morning_open(is_today=entry.local_on == today)
    else:
        because = str(WHY_IT_STAYS[why])
    return gettext("Your exercises stay as they are.") + " " + because


def _hurt(session: SessionTold, peak: int) -> str:
    words = gettext("One of them hurt {peak}. That should calm down first.")
    if session.painkiller:
        words = gettext(
            "One of them hurt {peak}, and a painkiller may hide more. "
            "That should calm down first."
        )
    return words.format(peak=peak)


def _morning_open(*, is_today: bool) -> str:
    if is_today:
        return gettext("How the knee is tomorrow morning decides. Tell us then.")
    return gettext("We don't know how the knee was the next morning.")
