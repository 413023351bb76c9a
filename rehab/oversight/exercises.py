"""Changing what somebody trains: putting exercises in, leaving them out, and their dose.

Sessions that were owed stay as they were. What is ruled out by a cause, or by who has to
look first, cannot be put in or made harder; no override is there for that.
"""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from rehab import plans
from rehab.models import ExerciseChoice, Override, Plan, PlanChange
from rehab.oversight.acting import (
    Act,
    Barred,
    NeedsClearance,
    NothingChanges,
    begin,
    reason,
    refuse_uncleared,
    set_aside,
)
from rehab.oversight.editing import Standing, keep, standing
from rehab.plans.changes import note
from rehab.programme.by_hand import (
    dose_is_earned,
    top_rung,
    why_barred,
    why_ruled_out,
)
from rehab.programme.course import Change, What
from rehab.programme.exercises import BY_ID
from rehab.programme.exercises.parts import Exercise, Part

Choice = ExerciseChoice.Choice
TOO_HARD = "What was found in the check speaks against more: {top} of {last} is the most."


@transaction.atomic
def choose_exercise(*, plan: Plan, exercise: str, choice: str, act: Act) -> PlanChange:
    """Put an exercise into a plan, leave it out, or leave it to the rules again.

    Raises what ``begin`` does, too.

    :raises KeyError: if the library has no such exercise.
    :raises NothingChanges: if that is how it is.
    :raises NeedsClearance: if it is put in, and somebody has to look first.
    :raises Barred: if a cause, the phase or the room in a session speaks against it.
    """
    known = BY_ID[exercise]
    now = standing(begin(plan, act), act.at)
    before, after = _choice_of(now.plan, exercise), Choice(choice)
    if after == before:
        raise NothingChanges
    if after == Choice.IN:
        _refuse_barred(now, known)
    why = reason(act)
    said = {"exercise": exercise, "choice": after, "why": why, "by": act.by}
    noted = note(
        now.plan,
        PlanChange.What.EXERCISE,
        why,
        at=act.at,
        by=act.by,
        subject=exercise,
        before=before.value,
        after=after.value,
    )
    now.plan.choices.create(at=act.at, **said)
    plans.owe_again(plan=now.plan, at=act.at)
    return noted


@transaction.atomic
def change_dose(
    *, plan: Plan, exercise: str, rung: int, act: Act, aside: date | None = None
) -> PlanChange:
    """Set how hard an exercise is: its place in its ladder, 0 for the easier version.

    ``aside`` is until when the limit of one step is set aside for it. Raises what ``begin``
    does, too.

    :raises KeyError: if the library has no such exercise.
    :raises NothingChanges: if it is on that rung.
    :raises NeedsClearance: if it gets harder, and somebody has to look first.
    :raises Barred: if there is no such rung, or a cause speaks against it.
    :raises LimitInTheWay: if it is more than a step, or the second one within three days.
    """
    known = BY_ID[exercise]
    now = standing(begin(plan, act), act.at)
    before, override = now.course.rung(exercise), None
    if rung == before:
        raise NothingChanges
    if rung > before:
        refuse_uncleared(now.plan, now.course)
        if why := why_ruled_out(now.course, known, now.on):
            raise Barred(why)
        top = top_rung(now.course, known, now.on)
        if rung > top:
            raise Barred(TOO_HARD.format(top=top, last=known.top))
        course, history = now.course, now.history
        if not dose_is_earned(course, history, now.on, exercise=exercise, to=rung):
            limit = Override.Limit.DOSE
            override = set_aside(now.plan, limit, act, until=aside)
    change = Change(
        what=What.RUNG,
        why=act.why,
        subject=exercise,
        before=str(before),
        after=str(rung),
    )
    return keep(now, change, act, override=override)


def choices_of(plan: Plan) -> Mapping[str, Choice]:
    """Return the exercises for which a physio has chosen, by id, with the last choice."""
    rows = plan.choices.order_by("pk").values_list("exercise", "choice")
    newest = {exercise: Choice(choice) for exercise, choice in rows}
    return {key: choice for key, choice in newest.items() if choice != Choice.AUTO}


def _choice_of(plan: Plan, exercise: str) -> Choice:
    return choices_of(plan).get(exercise, Choice.AUTO)


def _refuse_barred(now: Standing, exercise: Exercise) -> None:
    """Do nothing if ``exercise`` may be put in."""
    refuse_uncleared(now.plan, now.course)
    if exercise.part is Part.IMPACT and not now.course.limits.may_hop:
        raise NeedsClearance
    if why := why_barred(now.course, exercise, now.on):
        raise Barred(why)
