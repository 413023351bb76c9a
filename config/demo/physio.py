"""What the physio of the demo does about a runner, day by day, through the services."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from accounts.models import User
from config.demo.people import PHYSIO_EMAIL
from config.demo.people.parts import Did, What
from rehab.models import ExerciseChoice, Plan
from rehab.oversight.acting import Act
from rehab.oversight.acts import acknowledge, note_call
from rehab.oversight.exercises import choose_exercise
from rehab.oversight.notes import write_note
from rehab.oversight.overruling import overrule
from rehab.oversight.seen_before import token_of
from rehab.plans import undo_change, write_message
from triage.rules.parts import Level


def care(plan: Plan, did: Did, *, at: datetime) -> None:
    """Let the physio have done what was told of her, unless that is on record."""
    physio = User.objects.get(email=PHYSIO_EMAIL)
    act = Act(by=physio, why=did.words, at=at, seen=token_of(plan.person))
    ACTS[did.what](plan, did, act)


def _take_back(plan: Plan, did: Did, act: Act) -> None:
    if not plan.changes.filter(what="UNDONE", at=act.at).exists():
        change = plan.changes.filter(what=did.about, undone_by=None).latest("pk")
        undo_change(change=change, by=act.by, why=act.why, at=act.at)


def _note(plan: Plan, _: Did, act: Act) -> None:
    write_note(person=plan.person, by=act.by, text=act.why, at=act.at)


def _write(plan: Plan, _: Did, act: Act) -> None:
    write_message(person=plan.person, by=act.by, text=act.why, at=act.at)


def _call(plan: Plan, _: Did, act: Act) -> None:
    note_call(person=plan.person, by=act.by, text=act.why, at=act.at)


def _acknowledge(plan: Plan, did: Did, act: Act) -> None:
    row = plan.person.attention.get(rule=did.about, closed_at=None)
    acknowledge(attention=row, by=act.by, why=act.why, at=act.at)


def _overrule(plan: Plan, did: Did, act: Act) -> None:
    result = plan.person.assessments.submitted().latest("submitted_at")
    if not result.overrules.filter(at=act.at).exists():
        overrule(assessment=result, level=Level[did.about], act=act)


def _leave_out(plan: Plan, did: Did, act: Act) -> None:
    if not plan.choices.filter(at=act.at).exists():
        out = ExerciseChoice.Choice.OUT
        choose_exercise(plan=plan, exercise=did.about, choice=out, act=act)


ACTS: Final[Mapping[What, Callable[[Plan, Did, Act], None]]] = {
    What.TOOK_BACK: _take_back,
    What.NOTED: _note,
    What.WROTE: _write,
    What.CALLED: _call,
    What.ACKNOWLEDGED: _acknowledge,
    What.OVERRULED: _overrule,
    What.LEFT_OUT: _leave_out,
}
