"""A physio gives a result another level, and what follows for the plan.

A more urgent level counts like a result that came to it, also after a new check: it pauses
or holds back the plan, holds back or bars a new one, and calls for a visit by mail. Who has
no open plan gets a message, and a mail of it: no plan could owe them another. A calmer one
is shown with its reason and opens nothing: what was told stands until a clearance has
covered it. To take a more urgent one back is a calmer one, too.
"""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from rehab import plans
from rehab.attention import TOLD, settle
from rehab.models import Plan, PlanChange
from rehab.oversight.acting import Act, reason
from rehab.oversight.seen_before import refuse_changed
from rehab.plans.changes import lock, note
from rehab.plans.course.undoing import refuse_stranger_to
from rehab.plans.reviewing import heed_entry
from rehab.plans.safety.checks import VISIT_FROM
from rehab.reminders.owing.at_once import owe_visit
from triage.models import LEVEL_IN_WORDS, Assessment, LevelOverrule
from triage.rules.parts import Level
from triage.services import newest_overrule, overrule_level

OVERRULED = "overruled"  # what a change of a plan is about that it brings
SAYS = "A physio looked at your answers and says: {level}. Why: {why}"
COUNTS = (
    "This counts more than our own result, until somebody has looked at your knee. "
    "Were you told to be seen sooner? Then that still stands."
)


@transaction.atomic
def overrule(*, assessment: Assessment, level: Level, act: Act) -> LevelOverrule:
    """Give a result of a runner another level, note it in their plan, and heed it there.

    A more urgent one is told to who has no open plan in a message.

    Safe to repeat with a page that shows the first time.

    :raises NotTreating: if whoever acts does not treat the runner.
    :raises SaysNothing: or ``TooLong``, if there is no reason, or too long a one.
    :raises ChangedMeanwhile: if something changed that they had not seen.
    :raises SameLevel: if the result has that level already.
    """
    person = _runner_of(assessment, act.by)
    why = reason(act)
    lock(person.pk)
    refuse_changed(person, act.seen)
    before = level_shown(assessment)
    said = overrule_level(assessment=assessment, by=act.by, level=level, why=why, at=act.at)
    settle(person_id=person.pk, at=act.at, rules=TOLD)
    plan = Plan.objects.open().filter(person=person).first()
    if said.at != act.at:
        return said  # the same again
    if plan:
        raised = level > min(assessment.worst_level, before)
        _tell_the_plan(plan, said, before, raised=raised)
    elif level > before:  # no mail says less than what was said last
        text = f"{_in_words(said)}\n\n{COUNTS}"
        plans.write_message(person=person, by=act.by, text=text, at=act.at)
    return said


def level_shown(assessment: Assessment) -> Level:
    """Return the level that counts for whoever reads a submitted result."""
    newest = newest_overrule(assessment)
    return Level(newest.level) if newest else assessment.decided.level


def _runner_of(assessment: Assessment, by: User) -> User:
    person = User.objects.filter(assessments=assessment.pk).first()
    if person is None:
        raise plans.NotTreating
    refuse_stranger_to(person.pk, by)
    return person


def _tell_the_plan(plan: Plan, said: LevelOverrule, before: Level, *, raised: bool) -> None:
    """Note the level in the open plan; heed it there if it is a more urgent one."""
    level, at = Level(said.level), said.at
    note(
        plan,
        PlanChange.What.LEVEL,
        said.why,
        at=at,
        by=said.by,
        subject=OVERRULED,
        before=str(before.value),
        after=str(level.value),
        level=level if raised else None,
    )
    if raised and level >= VISIT_FROM:
        _hold_back(plan, said, level, at)
        owe_visit(plan=plan, rule=OVERRULED, at=at)


def _hold_back(plan: Plan, said: LevelOverrule, level: Level, at: datetime) -> None:
    """Pause the plan, or keep it to what is safe until somebody has looked."""
    protects = plan.protect_only and level < Level.SAME_DAY
    if level < plans.PAUSES_FROM or protects:
        heed_entry(person_id=plan.person_id, at=at)
        return
    plans.pause_plan(plan=plan, why=_in_words(said), at=at, by=said.by, level=level)


def _in_words(said: LevelOverrule) -> str:
    return SAYS.format(level=LEVEL_IN_WORDS[Level(said.level)].lower(), why=said.why)
