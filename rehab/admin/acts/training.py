"""What a runner trains: which exercises, and how hard each is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from django import forms

from rehab.admin.acts.forms import ActForm
from rehab.admin.words import exercise_words, rung_words
from rehab.models import ExerciseChoice
from rehab.oversight import exercises
from rehab.oversight.acting import Act
from rehab.oversight.editing import standing
from rehab.programme.course import Limits
from rehab.programme.exercises import BY_ID, EXERCISES
from rehab.programme.exercises.parts import Part
from rehab.programme.training.sessions import week_holds

Choice = ExerciseChoice.Choice
IN_WORDS = {
    Choice.IN: "put in by a physio",
    Choice.OUT: "left out by a physio",
    Choice.AUTO: "",
}
STAYS = (
    "Sessions that are owed already stay as they were. What a cause rules out, or belongs "
    "to another phase, cannot be put in."
)
STEPS = (
    "One step harder in three days needs nothing else. More needs that limit set aside. "
    "Rung 0 is the easier version. Easier is always possible."
)
Group = tuple[str, list[tuple[str, str]]]


class ExercisesForm(ActForm):
    """An exercise to put in, leave out, or leave to the rules."""

    title: ClassVar[str] = "Change the exercises"
    button: ClassVar[str] = "Change them"
    done: ClassVar[str] = "exercises changed"

    exercise = forms.ChoiceField(label="Exercise")
    choice = forms.ChoiceField(
        label="It is",
        choices=[
            ("", "Choose one"),
            (Choice.IN.value, "put in, also if the rules would not choose it"),
            (Choice.OUT.value, "left out"),
            (Choice.AUTO.value, "left to the rules"),
        ],
    )

    def ask(self) -> None:
        now = standing(self.plan, self.now)
        self.held = week_holds(now.course, now.on)
        self.chosen = exercises.choices_of(self.plan)
        self.fields["exercise"].choices = [("", "Choose one"), *self._groups()]  # type: ignore[attr-defined] # of a choice

    def do(self, act: Act) -> object:
        told = self.cleaned_data
        return exercises.choose_exercise(
            plan=self.plan, exercise=told["exercise"], choice=told["choice"], act=act
        )

    def facts(self) -> Iterable[tuple[str, str]]:
        held = [each.name for each in EXERCISES if each.id in self.held]
        yield "This week holds", ", ".join(held) or "none"
        for choice in (Choice.IN, Choice.OUT):
            named = [
                exercise_words(id_) for id_, said in self.chosen.items() if said == choice
            ]
            if named:
                yield IN_WORDS[choice].capitalize(), ", ".join(named)
        yield "What stays", STAYS

    def _groups(self) -> list[Group]:
        groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for each in EXERCISES:
            said = IN_WORDS[self.chosen.get(each.id, Choice.AUTO)]
            held = "in this week" if each.id in self.held else ""
            told = ", ".join(filter(None, [each.name, held, said]))
            groups[_part(each.part)].append((each.id, told))
        return [*groups.items()]


class DoseForm(ActForm):
    """How hard an exercise is, as one place in its ladder."""

    title: ClassVar[str] = "Change a dose"
    button: ClassVar[str] = "Change it"
    done: ClassVar[str] = "dose changed"

    dose = forms.ChoiceField(label="Exercise and dose")

    def ask(self) -> None:
        now = standing(self.plan, self.now)
        self.course = now.course
        # Also while somebody has to look first: the page then says so.
        trained = replace(now.course, limits=Limits())
        held = week_holds(trained, now.on) | now.course.rungs.keys()
        ladders = [
            (each.name, self._ladder(each.id)) for each in EXERCISES if each.id in held
        ]
        self.fields["dose"].choices = [("", "Choose one"), *ladders]  # type: ignore[attr-defined] # of a choice

    def do(self, act: Act) -> object:
        exercise, rung = self.cleaned_data["dose"].split(":")
        return exercises.change_dose(
            plan=self.plan, exercise=exercise, rung=int(rung), act=act, aside=self.aside
        )

    def facts(self) -> Iterable[tuple[str, str]]:
        yield "One step at a time", STEPS

    def _ladder(self, id_: str) -> list[tuple[str, str]]:
        now = self.course.rung(id_)
        rungs = range(BY_ID[id_].top + 1)
        return [
            (f"{id_}:{rung}", f"{rung_words(id_, rung)}{' (now)' if rung == now else ''}")
            for rung in rungs
        ]


def _part(part: Part) -> str:
    return part.value.capitalize()
