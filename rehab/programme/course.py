"""Where somebody stands on the way back, and what a rule changes.

The rules of the programme read a ``Course`` and a ``History`` and answer with ``Change``s.
They store nothing: ``apply`` says where a course stands after a change, and whoever keeps
courses writes the same change down with its reason.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from triage.rules.parts import Level

START = 1  # the rung on which an exercise begins; 0 is the easier variant
# Our default: a visit covers for so long what calls for one within two weeks.
VISIT_COVERS = timedelta(days=28)
UNTIL_SEEN = 1  # the last phase before somebody has looked: from the brief


class What(StrEnum):
    """What a rule can change. The values are stored."""

    PHASE = "PHASE"  # before and after: the number of the phase
    RUNG = "RUNG"  # of one exercise: how hard it is
    STAGE = "STAGE"  # of the walk-run ladder; empty means that running is locked
    VISIT = "VISIT"  # somebody should look; with no level it is a word and no more
    PAUSE = "PAUSED"  # somebody must look before anything goes on
    RECHECK = "RECHECK"  # all the questions are asked again
    REST = "REST"  # no running until the day ``after``
    HOLD = "HOLD"  # no exercises until the day ``after``
    FINISHED = "FINISHED"  # the way back is over


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that a rule changes, and why, in words for the runner.

    ``subject`` is the exercise or the rule it is about; days stand in ISO format.
    """

    what: What
    why: str
    subject: str = ""
    before: str = ""
    after: str = ""
    level: Level | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    """What the check told of somebody, as far as the programme needs it.

    ``causes`` are those that were shown, best first; ``start_pain`` the pain at rest then;
    ``weekly_metres`` what they used to run in a week; ``weeks_off`` how long they have not
    run, in full weeks, when the plan begins; ``slow`` whether they are 55 or older.
    """

    causes: tuple[str, ...]
    factors: frozenset[str] = frozenset()
    start_pain: int = 0
    weekly_metres: int | None = None
    weeks_off: int = 0
    slow: bool = False
    injury: bool = False
    swollen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How far a course may go, by what was told and who has looked since.

    With ``protect_only`` there are no exercises and no runs; else phases up to
    ``max_phase``. ``may_run`` and ``may_hop`` open running and jumping as far as the gates
    allow them. With ``pain_guided``, which only a physio sets, a little pain does not keep
    running locked.
    """

    protect_only: bool = False
    max_phase: int = 5
    may_run: bool = True
    may_hop: bool = True
    pain_guided: bool = False

    def until_seen(self) -> "Limits":
        """Return what is left of them while a visit within two weeks is called for."""
        most = min(self.max_phase, UNTIL_SEEN)
        return replace(self, max_phase=most, may_run=False, may_hop=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """How hard an exercise is for somebody: its place in the ladder, and since when.

    ``rose`` tells if it moved up then: a session of that same day was done on the new rung.
    After a move down it was the reason for it, and tells nothing more.
    """

    number: int
    since: date
    rose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Where somebody stands. ``begun_on`` is day 0.

    ``care_began_on`` is when rest, ice and the rest began, maybe before the plan.
    ``rungs`` holds every exercise that has moved from its start. A physio has put in
    ``put_in`` and left out ``left_out``, each by its id. ``stage`` is ``None``
    while running is locked; ``opened_on`` is the last day on which it opened, if that was
    in this plan. ``rest_until`` and ``hold_until`` are the first days on which running and
    exercises go on, ``eased_until`` the same of the last hold that a rule made: a runner
    may hold exercises, too, and that answers nothing they told. ``visits`` are the rules
    that have called for a visit or said a word, each with the last day on which it did.
    ``recheck_on`` is the last day on which all questions were called for, ``checked_on``
    that on which they were answered since the plan began, ``cleared_on`` that on which
    whoever had looked let it go on. ``overruled_on`` is the last day on which a physio took
    back what a rule had changed. ``exercises_began_on`` is the first day of phase 1 or
    more, ``progressed_on`` the last one on which an exercise got harder.
    """

    begun_on: date
    care_began_on: date
    runner: Runner
    limits: Limits
    phase: int
    phase_since: date
    rungs: Mapping[str, Rung] = field(default_factory=dict)
    put_in: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    stage: int | None = None
    stage_since: date | None = None
    opened_on: date | None = None
    rest_until: date | None = None
    hold_until: date | None = None
    eased_until: date | None = None
    recheck_on: date | None = None
    checked_on: date | None = None
    cleared_on: date | None = None
    overruled_on: date | None = None
    exercises_began_on: date | None = None
    progressed_on: date | None = None
    visits: Mapping[str, date] = field(default_factory=dict)
    monthly: bool = False
    paused: bool = False
    finished: bool = False

    def day(self, on: date) -> int:
        return (on - self.begun_on).days

    @property
    def is_cleared(self) -> bool:
        """Whether somebody has looked since the plan began, and allowed exercises."""
        return self.cleared_on is not None and not self.limits.protect_only

    def after_overruling(self, first: date) -> date:
        """Return ``first``, or the day after a physio took something back if that is later.

        What was told before it has been weighed, and sets nothing back any more.
        """
        if self.overruled_on is None:
            return first
        return max(first, self.overruled_on + timedelta(days=1))

    def after_looking(self, first: date) -> date:
        """Return the same, but no day before somebody looked and let the plan go on."""
        return self.after_overruling(max(first, self.cleared_on or first))

    def rung(self, exercise: str) -> int:
        """Return how hard ``exercise`` is now: its place in its ladder."""
        held = self.rungs.get(exercise)
        return START if held is None else held.number


def longest(hold: date | None, until: date) -> date:
    """Return until when exercises wait that are put on hold: a longer hold stands."""
    return until if hold is None else max(hold, until)


def apply(course: Course, change: Change, on: date) -> Course:
    """Return where ``course`` stands after ``change`` on the day ``on``."""
    return replace(course, **_MOVES[change.what](course, change, on))


def _phase(course: Course, change: Change, on: date) -> dict[str, Any]:
    number = int(change.after)
    began = course.exercises_began_on or (on if number else None)
    return {"phase": number, "phase_since": on, "exercises_began_on": began}


def _stage(course: Course, change: Change, on: date) -> dict[str, Any]:
    return {
        "stage": int(change.after) if change.after else None,
        "stage_since": on,
        "opened_on": course.opened_on if change.before else on,
    }


def _rung(course: Course, change: Change, on: date) -> dict[str, Any]:
    number = int(change.after)
    rose = number > course.rung(change.subject)
    moved = Rung(number=number, since=on, rose=rose)
    return {
        "rungs": {**course.rungs, change.subject: moved},
        "progressed_on": on if rose else course.progressed_on,
    }


def _visit(course: Course, change: Change, on: date) -> dict[str, Any]:
    """Let a call for a visit hold back, unless there was one lately; a word does not."""
    seen_on = course.cleared_on
    covered = seen_on is not None and on <= seen_on + VISIT_COVERS
    free = change.level is None or covered
    limits = course.limits if free else course.limits.until_seen()
    return {"visits": {**course.visits, change.subject: on}, "limits": limits}


def _pause(course: Course, change: Change, on: date) -> dict[str, Any]:
    return {"visits": {**course.visits, change.subject: on}, "paused": True}


def _hold(course: Course, change: Change, _: date) -> dict[str, Any]:
    until = date.fromisoformat(change.after)
    return {"hold_until": longest(course.hold_until, until), "eased_until": until}


_MOVES: Mapping[What, Callable[[Course, Change, date], dict[str, Any]]] = {
    What.PHASE: _phase,
    What.RUNG: _rung,
    What.STAGE: _stage,
    What.VISIT: _visit,
    What.PAUSE: _pause,
    What.RECHECK: lambda _, __, on: {"recheck_on": on},
    What.REST: lambda _, to, __: {"rest_until": date.fromisoformat(to.after)},
    What.HOLD: _hold,
    What.FINISHED: lambda *_: {"finished": True},
}
