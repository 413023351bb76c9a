"""Where a runner stands: pause, phase, stage of running, rest from runs, times of mails."""

from collections.abc import Iterable
from typing import ClassVar

from django import forms
from django.utils.formats import date_format

from rehab import plans
from rehab.admin.acts.forms import ActForm, day_field
from rehab.admin.words import stage_words, state_words
from rehab.oversight import editing
from rehab.oversight.acting import Act
from rehab.plans.safety.clearing import in_words, newest_clearance
from rehab.programme.phases.phases import PHASES
from rehab.programme.running.locks import run_locks
from rehab.programme.running.stages import FREE, STAGES
from triage.models import LEVELS
from triage.rules.parts import Level

PAUSING = [(level, words) for level, words in LEVELS if level >= plans.PAUSES_FROM]
LOCKED = ""
PAUSES = (
    "No exercises and no runs, and no mails but one that says to book a visit. It goes on "
    "once a recorded visit and a new check allow it."
)


class PauseForm(ActForm):
    """How soon somebody should look at a runner whose plan is paused."""

    title: ClassVar[str] = "Pause the plan"
    button: ClassVar[str] = "Pause it"
    done: ClassVar[str] = "plan paused"

    level = forms.TypedChoiceField(label="How soon to be seen", choices=PAUSING, coerce=int)

    def do(self, act: Act) -> object:
        level = Level(self.cleaned_data["level"])
        return editing.pause(plan=self.plan, level=level, act=act)

    def facts(self) -> Iterable[tuple[str, str]]:
        yield "State", state_words(self.plan)
        yield "What follows", PAUSES


class ResumeForm(ActForm):
    """Why a plan that waits goes on."""

    title: ClassVar[str] = "Let the plan go on"
    button: ClassVar[str] = "Let it go on"
    done: ClassVar[str] = "plan resumed"

    def do(self, act: Act) -> object:
        return editing.resume(plan=self.plan, act=act)

    def facts(self) -> Iterable[tuple[str, str]]:
        newest = newest_clearance(self.runner)
        waits = plans.awaits_check(self.runner)
        yield "State", state_words(self.plan)
        yield "Last visit", in_words(newest) if newest else "none is recorded"
        if waits:
            yield "Missing", "a check after that visit which allows a plan"


class PhaseForm(ActForm):
    """Another phase for a plan."""

    title: ClassVar[str] = "Change the phase"
    button: ClassVar[str] = "Change it"
    done: ClassVar[str] = "phase changed"

    phase = forms.TypedChoiceField(
        label="Phase",
        choices=[(each.number, f"{each.number} {each.name}") for each in PHASES],
        coerce=int,
    )

    def ask(self) -> None:
        self.initial["phase"] = self.plan.phase

    def do(self, act: Act) -> object:
        phase = self.cleaned_data["phase"]
        return editing.change_phase(plan=self.plan, phase=phase, act=act, aside=self.aside)

    def facts(self) -> Iterable[tuple[str, str]]:
        here = PHASES[self.plan.phase]
        since = date_format(self.plan.phase_since, "j M Y")
        yield "Now", f"{here.number} {here.name}, since {since}"
        if here.gate:
            yield "Its list asks for", " ".join(check.text for check in here.gate)


class StageForm(ActForm):
    """Another stage of running, or none."""

    title: ClassVar[str] = "Change the stage of running"
    button: ClassVar[str] = "Change it"
    done: ClassVar[str] = "stage of running changed"

    stage = forms.TypedChoiceField(
        label="Stage",
        choices=[
            (LOCKED, "Running locked"),
            *((str(each.number), f"{each.number}: {each.text}") for each in STAGES),
            (str(FREE), "Weeks by distance or time"),
        ],
        coerce=int,
        empty_value=None,
        required=False,
    )

    def ask(self) -> None:
        stage = self.plan.stage
        self.initial["stage"] = LOCKED if stage is None else str(stage)

    def do(self, act: Act) -> object:
        stage = self.cleaned_data["stage"]
        return editing.change_stage(plan=self.plan, stage=stage, act=act, aside=self.aside)

    def facts(self) -> Iterable[tuple[str, str]]:
        stage = "" if self.plan.stage is None else str(self.plan.stage)
        yield "Now", stage_words(stage)
        now = editing.standing(self.plan, self.now)
        if locks := run_locks(now.course, now.history, now.on):
            yield "Locked, as", " ".join(lock.words for lock in locks)


class HoldRunsForm(ActForm):
    """A rest from running, or the end of one."""

    title: ClassVar[str] = "Hold the runs"
    button: ClassVar[str] = "Save"
    done: ClassVar[str] = "rest from runs changed"

    until = day_field(
        "Running goes on from",
        "The first day with a run, 12 weeks on at most.",
        required=False,
    )

    def ask(self) -> None:
        if self._rests:
            label = "End the rest now"
            self.fields["end"] = forms.BooleanField(label=label, required=False)

    def do(self, act: Act) -> object:
        until = self.cleaned_data["until"]
        if self.cleaned_data.get("end"):
            return editing.end_hold(plan=self.plan, act=act)
        if until is None:
            raise editing.RestsTooLong
        return editing.hold_runs(plan=self.plan, until=until, act=act)

    def facts(self) -> Iterable[tuple[str, str]]:
        until = self.plan.rest_until
        rests = f"until {date_format(until, 'j M Y')}" if until and self._rests else "no"
        yield "Running rests", rests

    @property
    def _rests(self) -> bool:
        until = self.plan.rest_until
        return until is not None and until > plans.local_day(self.runner, self.now)


class TimesForm(ActForm):
    """When the mails of care and of sessions come, by the clocks where the runner is."""

    title: ClassVar[str] = "Change the times of mails"
    button: ClassVar[str] = "Change them"
    done: ClassVar[str] = "times of mails changed"

    first = forms.TimeField(label="First break")
    second = forms.TimeField(label="Second break")
    third = forms.TimeField(label="Third break")
    session = forms.TimeField(
        label="Sessions",
        required=False,
        help_text="Left open, they come at the first of the times above.",
    )

    def ask(self) -> None:
        names = ("first", "second", "third")
        for name, wall in zip(names, self.plan.reminder_times, strict=True):
            self.initial[name] = wall
        self.initial["session"] = self.plan.session_time
        for name in (*names, "session"):
            box = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
            self.fields[name].widget = box

    def do(self, act: Act) -> object:
        told = self.cleaned_data
        return editing.change_times(
            plan=self.plan,
            times=[told["first"], told["second"], told["third"]],
            session_time=told["session"],
            act=act,
        )

    def facts(self) -> Iterable[tuple[str, str]]:
        begins, ends = self.plan.night_begins, self.plan.night_ends
        yield "Where the runner is", self.runner.time_zone
        yield "Quiet hours", f"{begins:%H:%M} to {ends:%H:%M}. Only the runner moves them."
