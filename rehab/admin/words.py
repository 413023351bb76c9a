"""What plans hold, in words for whoever treats the runner."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.timezone import localtime

from rehab.models import Attention, ExerciseChoice, Override, Plan, PlanChange, Reminder
from rehab.programme.exercises import BY_ID
from rehab.programme.exercises.parts import Dose, Unit
from rehab.programme.fitting import FITTINGS, fit
from rehab.programme.phases import gates
from rehab.programme.phases.phases import PHASES
from rehab.programme.running import gate as run_gate
from rehab.programme.running.distance import Measure, in_words
from rehab.programme.running.stages import FREE
from triage.models import LEVEL_IN_WORDS

What = PlanChange.What
_OF_RUNNING = (
    run_gate.NO_SIGNS,
    run_gate.CALM,
    *run_gate.UNHELPED,
    run_gate.NO_SWELLING,
    *run_gate.BASICS,
    run_gate.CONTROL,
    *run_gate.HOPS,
)
_OF_CAUSES = (
    check
    for fitting in FITTINGS
    for phase in PHASES
    for check in fit([fitting.cause]).checks(phase.number)
)
_OF_PHASES = (check for phase in PHASES for check in phase.gate)
CHECKS = {check.id: check.text for check in (*_OF_CAUSES, *_OF_PHASES, *_OF_RUNNING)}
GATES = {
    gates.RUN: "before the first run",
    **{gates.gate_of(phase.number): f"out of phase {phase.number}" for phase in PHASES},
}


def exercise_words(id_: str) -> str:
    """Return the name of an exercise; its number if the library has it no more."""
    exercise = BY_ID.get(id_)
    return exercise.name if exercise else id_


def rung_words(id_: str, rung: int) -> str:
    """Return how hard an exercise is on the rung of this number, and what is done on it."""
    exercise = BY_ID.get(id_)
    if exercise is None or rung > exercise.top:
        return f"rung {rung}"
    told = [f"rung {rung} of {exercise.top}: {_dose(exercise.ladder[rung].dose)}"]
    return ". ".join([*told, exercise.variant(rung)]).removesuffix(". ")


def _dose(dose: Dose) -> str:
    if dose.reps == 1 and dose.hold_seconds:
        return f"{dose.sets} sets of {dose.hold_seconds} s"
    unit = "" if dose.unit is Unit.REPS else f" {dose.unit}"
    held = f", held {dose.hold_seconds} s" if dose.hold_seconds else ""
    return f"{dose.sets} sets of {dose.reps}{unit}{held}"


def amount_words(amount: int, *, by_time: bool) -> str:
    """Return how much is run: metres in km, seconds in minutes, both rounded down."""
    return in_words(amount, Measure.SECONDS if by_time else Measure.METRES)


def stage_words(stage: str) -> str:
    """Return a stage of running as it stands in a change."""
    if not stage:
        return "running locked"
    return "weeks by distance or time" if int(stage) == FREE else f"stage {stage}"


def state_words(plan: Plan) -> str:
    """Return whether a plan goes on."""
    if plan.finished_at:
        return "finished"
    if plan.paused_at:
        return "paused"
    return "protects only" if plan.protect_only else "goes on"


def subject_words(change: PlanChange) -> str:
    """Return what a change is about: an exercise, a limit, a week, or the id of a rule."""
    what = _kind(change)
    if what in {What.RUNG, What.EXERCISE}:
        return exercise_words(change.subject)
    if what == What.WEEK:
        return f"from {_day(change.subject)}"
    if what == What.LEVEL:
        return ""
    if what == What.OVERRIDE:
        return Override.Limit(change.subject).label
    return change.subject


def moved_words(change: PlanChange) -> str:
    """Return what was before a change and what came after it; empty if it tells neither."""
    if not (change.before or change.after):
        return ""
    shown = _SHOWN.get(_kind(change), _as_told)
    before, after = (shown(change, told) for told in (change.before, change.after))
    return f"{before} → {after or 'none'}" if before else after


def waiting_words(asks: Iterable[Attention]) -> list[str]:
    """Return why somebody should look at a runner, a line each, and since when."""
    return [_ask_words(row) for row in asks] or ["nothing"]


def _ask_words(row: Attention) -> str:
    since = date_format(localtime(row.raised_at), "j M")
    return f"{since}: {row.get_rule_display().capitalize()}. {row.why}"


def mail_words(mail: Reminder | None) -> str:
    """Return what became of the mail that tells of a message, if one was owed."""
    if mail is None:
        return "no email"
    moment = date_format(localtime(mail.settled_at or mail.due_at), "j M Y, H:i")
    why = f" ({mail.reason})" if mail.reason else ""
    return f"email {mail.get_state_display()} {moment}{why}"


def _kind(change: PlanChange) -> str:
    """Return what a change is of; one that was taken back tells what that was."""
    return change.undoes.what if change.undoes else change.what


def _as_told(_: PlanChange, told: str) -> str:
    return told


def _phase(_: PlanChange, told: str) -> str:
    return f"{told} {Plan.Phase(int(told)).label}"


def _stage(_: PlanChange, told: str) -> str:
    return stage_words(told)


def _rung(change: PlanChange, told: str) -> str:
    return rung_words(change.subject, int(told))


def _until(_: PlanChange, told: str) -> str:
    return f"until {_day(told)}" if told else ""


def _choice(_: PlanChange, told: str) -> str:
    return str(ExerciseChoice.Choice(told).label)


def _level(_: PlanChange, told: str) -> str:
    return str(LEVEL_IN_WORDS[int(told)])


def _week(*_: object) -> str:
    """Leave it to the week itself, which knows if it counts in metres or seconds."""
    return ""


def _day(told: str) -> str:
    return date_format(date.fromisoformat(told), "j M Y")


_SHOWN: Mapping[str, Callable[[PlanChange, str], str]] = {
    What.PHASE: _phase,
    What.STAGE: _stage,
    What.RUNG: _rung,
    What.REST: _until,
    What.HOLD: _until,
    What.EXERCISE: _choice,
    What.LEVEL: _level,
    What.OVERRIDE: _until,
    What.WEEK: _week,
}
