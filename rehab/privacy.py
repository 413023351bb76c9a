"""What rehab holds of people."""

from datetime import datetime

from accounts.privacy.kinds import Holding, Kind, Plain, register
from accounts.privacy.retention import forget_some, keep_for
from rehab.models import (
    Attention,
    CareNote,
    CheckIn,
    Clearance,
    DiaryEntry,
    ExerciseChoice,
    ExerciseReport,
    ExerciseSession,
    GateAnswer,
    Message,
    Override,
    Plan,
    PlanChange,
    PlanExercise,
    Reminder,
    ReminderAct,
    Run,
    RunWeek,
    SeenAnswer,
    SeenFollowUp,
    SessionReport,
    SharedSheet,
    SheetRecord,
)
from rehab.programme.exercises import BY_ID as EXERCISES
from triage.privacy import in_words


def _signs(entry: DiaryEntry) -> list[Plain]:
    return in_words(entry.release.protocol, entry.given)


def _exercise(row: PlanExercise | ExerciseChoice | ExerciseReport) -> str:
    return _called(row.exercise)


def _exercises(session: ExerciseSession) -> list[Plain]:
    return [_called(number) for number, _rung in session.items]


def _called(number: str) -> str:
    """Return the name of an exercise, or its number if it is no longer in the library."""
    known = EXERCISES.get(number)
    return known.name if known else number


PLANS = (
    Kind(
        title="Your plans",
        file="plans",
        model=Plan,
        whose="person",
        newest_by="opened_at",
    ),
    Kind(
        title="What changed in your plans, and why",
        file="plan-changes",
        model=PlanChange,
        whose="plan__person",
        newest_by="at",
    ),
    Kind(
        title="How hard your exercises are",
        file="exercises",
        model=PlanExercise,
        whose="plan__person",
        newest_by="since",
        raw=frozenset({"exercise"}),
        worked_out={"name of the exercise": _exercise},
    ),
    Kind(
        title="Exercises that a physio put in or left out",
        file="exercise-choices",
        model=ExerciseChoice,
        whose="plan__person",
        newest_by="at",
        raw=frozenset({"exercise"}),
        worked_out={"name of the exercise": _exercise},
    ),
    Kind(
        title="Sessions of exercises",
        file="sessions",
        model=ExerciseSession,
        whose="plan__person",
        newest_by="on",
        raw=frozenset({"items"}),
        worked_out={"names of the exercises": _exercises},
    ),
    Kind(
        title="Weeks of running as planned",
        file="run-weeks",
        model=RunWeek,
        whose="plan__person",
        newest_by="at",
    ),
    Kind(
        title="Limits that a physio set aside",
        file="limits-set-aside",
        model=Override,
        whose="plan__person",
        newest_by="at",
    ),
)
TOLD = (
    Kind(
        title="Your diary",
        file="diary",
        model=DiaryEntry,
        whose="plan__person",
        newest_by="at",
        with_rows=("release",),
        raw=frozenset({"signs"}),
        worked_out={"answers in words": _signs},
        shows_life=True,
    ),
    Kind(
        title="How sessions went",
        file="session-reports",
        model=SessionReport,
        whose="entry__plan__person",
        newest_by="pk",
    ),
    Kind(
        title="How single exercises went",
        file="exercise-reports",
        model=ExerciseReport,
        whose="entry__plan__person",
        newest_by="pk",
        raw=frozenset({"exercise"}),
        worked_out={"name of the exercise": _exercise},
    ),
    Kind(
        title="Your runs",
        file="runs",
        model=Run,
        whose="entry__plan__person",
        newest_by="pk",
    ),
    Kind(
        title="Your check-ins",
        file="check-ins",
        model=CheckIn,
        whose="entry__plan__person",
        newest_by="pk",
    ),
    Kind(
        title="Lists you went through before the next step",
        file="step-lists",
        model=GateAnswer,
        whose="plan__person",
        newest_by="at",
        shows_life=True,
    ),
    Kind(
        title="What you pressed in emails",
        file="email-answers",
        model=ReminderAct,
        whose="reminder__person",
        newest_by="at",
        shows_life=True,
    ),
    Kind(
        title="If you were seen: what you answered",
        file="seen-answers",
        model=SeenAnswer,
        whose="reminder__person",
        newest_by="at",
        shows_life=True,
    ),
)
WRITTEN = (
    Kind(
        title="Emails about your plan",
        file="emails",
        model=Reminder,
        whose="person",
        newest_by="due_at",
        raw=frozenset({"facts", "lease_until", "put_off", "deferred"}),
    ),
    Kind(
        title="What your physio wrote to you",
        file="messages",
        model=Message,
        whose="person",
        newest_by="at",
    ),
    Kind(
        title="When we began to ask if you were seen",
        file="seen-questions",
        model=SeenFollowUp,
        whose="person",
        newest_by="begun_at",
    ),
)
CARE = (
    Kind(
        title="Visits: who saw you, and what is allowed",
        file="visits",
        model=Clearance,
        whose="person",
        newest_by="at",
    ),
    Kind(
        title="Why a physio should look at your data",
        file="calls-for-a-look",
        model=Attention,
        whose="person",
        newest_by="renewed_at",
    ),
    Kind(
        title="Notes of your physios",
        file="notes",
        model=CareNote,
        whose="person",
        newest_by="at",
    ),
    Kind(
        title="Sheets you shared by a code",
        file="shared-sheets",
        model=SharedSheet,
        whose="person",
        newest_by="made_at",
        secret=frozenset({"nonce", "fingerprint"}),
    ),
    Kind(
        title="What others wrote on your sheets",
        file="sheet-records",
        model=SheetRecord,
        whose="sheet__person",
        newest_by="at",
    ),
)
LOOKS = {
    "attention": "looked at why you need a look",
    "attention, acknowledged": "acknowledged that you need a look",
    "attention, call noted": "noted a call with you",
    "attention, closed": "closed what asked for a look at you",
    "clearance": "looked at a visit of yours",
    "clearance, recorded": "recorded a visit of yours",
    "diary entry": "looked at your diary",
    "follow-up": "looked at if you were seen",
    "list of clearances": "saw your visits in a list",
    "list of diary entries": "saw your diary in a list",
    "list of follow-ups": "saw in a list if you were seen",
    "list of patients": "saw you in the list of patients",
    "list of plan changes": "saw changes of your plan in a list",
    "list of plans": "saw your plan in a list",
    "list of reminders": "saw your emails in a list",
    "needs attention": "saw you in the list of who needs attention",
    "patient": "looked at your page: plan, diary and results",
    "patient, everything taken out": "took a copy of your data for the clinic",
    "patient, note written": "wrote a note about you",
    "patient, sheet": "looked at your sheet for a visit",
    "patient, sheet as PDF": "took your sheet for a visit as a file",
    "plan": "looked at your plan",
    "plan change": "looked at a change of your plan",
    "plan, message written": "wrote to you",
    "reminder": "looked at an email to you",
    "sheet": "looked at your sheet",
}
HOLDING = Holding(
    app="rehab", forget="rehab_erase", kinds=PLANS + TOLD + WRITTEN + CARE, looks=LOOKS
)


def register_holding() -> None:
    """Have these rows exported and erased with those of the other apps."""
    register(HOLDING)


def forget_old_mails(*, at: datetime) -> None:
    """Delete the mails that were kept for long enough. Safe to repeat.

    What somebody answered or pressed keeps its mail, and is kept itself.
    """
    while forget_some("rehab_forget_mails", at - keep_for("MAILS")):
        pass
