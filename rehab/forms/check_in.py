"""How the knee is, asked the same way each time."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from rehab import plans
from rehab.forms.fields import YES_OR_NO, Number, ShortButtons, number_list
from rehab.forms.telling import TellingForm
from rehab.models import DiaryEntry
from rehab.models.plan import MAX_ACTIVITIES
from rehab.programme.told import Feeling
from triage.forms import NO, YES

NO_RUN = "no-run"
LONGEST_NAME = 60


class CheckInForm(TellingForm):
    """How the knee is: pain, three own activities, and better or worse than at the start.

    The activities are named the first time; ``named`` holds what they were called.
    """

    feeling = ShortButtons(
        label=gettext_lazy("How is it now, compared with the start of your plan?"),
        choices=[
            (Feeling.BETTER, gettext_lazy("Better")),
            (Feeling.SAME, gettext_lazy("The same")),
            (Feeling.WORSE, gettext_lazy("Worse")),
        ],
        error_messages={"required": gettext_lazy("Choose better, the same or worse.")},
    )
    worst = Number(label=gettext_lazy("How bad was the worst pain of the last days?"))
    running = Number(
        label=gettext_lazy("How bad is it when you run?"),
        instead={NO_RUN: gettext_lazy("I do not run now")},
        error_messages={
            "required": gettext_lazy("Choose a number, or “I do not run now”."),
        },
    )
    limps = ShortButtons(
        label=gettext_lazy("Do you limp, or can't you walk for 10 minutes?"),
        choices=YES_OR_NO,
        error_messages={
            "required": gettext_lazy("Choose yes if you limp or can't walk that long."),
        },
    )

    asked_first = ("feeling", "pain", "worst", "running", "limps")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        named: Sequence[str],
        told: DiaryEntry | None = None,
        morning_after: date | None = None,
    ) -> None:
        super().__init__(data, told=told, morning_after=morning_after)
        self.named = list(named)
        for place in range(len(named) or MAX_ACTIVITIES):
            if not named:
                self.fields[f"name_{place}"] = activity_name(place)
            self.fields[f"score_{place}"] = self._score(place)
        of_activities = [key for key in self.fields if key.startswith(("name_", "score_"))]
        self.order_fields([*self.asked_first, *of_activities, *self.asked_always])
        if told:
            scores = enumerate(told.check_in.activities)
            self.initial.update({f"score_{place}": str(each) for place, each in scores})

    def clean(self) -> None:
        super().clean()
        told = self.cleaned_data
        if told.get("meant") == NO and told.get("feeling") == Feeling.WORSE:
            self.add_error("feeling", gettext("Choose better or the same, then."))
        for place in self._places:
            named = self.named or told.get(f"name_{place}")
            score = told.get(f"score_{place}")
            if named and score == "":
                missing = self.fields[f"score_{place}"].error_messages["required"]
                self.add_error(f"score_{place}", missing)
            if score and not named and f"name_{place}" not in self.errors:
                self.add_error(f"name_{place}", gettext("Say what it is, in a few words."))

    @property
    def names(self) -> list[str]:
        """What the activities are called, those without a name left out. If valid."""
        if self.named:
            return self.named
        told = (self.cleaned_data[f"name_{place}"] for place in self._places)
        return [name for name in told if name]

    def check(self) -> plans.CheckDone:
        """Return what a check-in tells. Only for a valid form."""
        told = self.cleaned_data
        scores = (told[f"score_{place}"] for place in self._places)
        return plans.CheckDone(
            worst=told["worst"],
            running=None if told["running"] == NO_RUN else told["running"],
            feeling=Feeling(told["feeling"]),
            limps=told["limps"] == YES,
            activities=tuple(int(score) for score in scores if score),
        )

    def _may_be_a_slip(self) -> bool:
        return super()._may_be_a_slip() or self._sent("feeling") == Feeling.WORSE

    def _says_worse(self) -> bool:
        return super()._says_worse() or self.cleaned_data["feeling"] == Feeling.WORSE

    @property
    def _places(self) -> range:
        return range(len(self.named) or MAX_ACTIVITIES)

    def _score(self, place: int) -> forms.ChoiceField:
        name = self.named[place] if self.named else gettext("How well can you do it?")
        return number_list(
            name,
            gettext("Choose how well you can do it"),
            ends=(gettext("I can't do it"), gettext("as before")),
            missing=gettext("Choose from 0 to 10 how well you can do it."),
        )

    def _told_before(self, told: DiaryEntry) -> dict[str, object]:
        check = told.check_in
        return super()._told_before(told) | {
            "worst": check.worst,
            "running": NO_RUN if check.running is None else check.running,
            "feeling": check.feeling,
            "limps": YES if check.limps else NO,
        }


def activity_name(place: int, *, required: bool = False) -> forms.CharField:
    """Return a field for something that somebody wants to do again, in their own words."""
    examples = [
        gettext("For example: go down the stairs"),
        gettext("For example: sit on the floor"),
        gettext("For example: run for the bus"),
    ]
    label = gettext("Something you want to do again: number {place}")
    return forms.CharField(
        label=label.format(place=place + 1),
        help_text=examples[place],
        required=required,
        max_length=LONGEST_NAME,
        error_messages={
            "required": gettext("Keep a name here: we compare it with the first time."),
            "max_length": gettext("Use 60 letters at most."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
