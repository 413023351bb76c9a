"""What physios are asked before they overrule a rule or plan a week."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.http import QueryDict

from rehab import plans
from rehab.forms.amounts import Distance, Duration
from rehab.models import Override, Plan, Run, RunWeek
from rehab.models.message import LONGEST
from rehab.models.running import OVERRIDE_LASTS
from rehab.plans.changes import WHY_MAX
from rehab.programme.running.ceilings import MOST_RUNS, Ceilings
from rehab.programme.running.dials import Clash, Dials
from rehab.programme.running.distance import Measure
from rehab.programme.running.refusals import Breach, Refusal
from rehab.programme.running.stages import MINUTE
from rehab.programme.told import Intensity, Terrain

WITHIN = "14 days on at most. A week of running has to end by then to pass."
NOT_YOURS = "You do not treat this runner any more."
CLASHES = {
    Clash.FEW_RUNS: ("runs", "As many runs were done already. Choose more."),
    Clash.FEW_DAYS: (
        "runs",
        "So many do not fit into what is left of the week, with a day of rest between.",
    ),
    Clash.LITTLE: ("amount", "As much was run already. Choose more."),
    Clash.SHORT: ("longest", "So few runs do not come to that much. Choose a longer one."),
    Clash.LONG: ("longest", "One run cannot be longer than all that is left of the week."),
}
FIELDS = {
    Breach.WEEK: "amount",
    Breach.LONGEST: "longest",
    Breach.RESTING: "runs",
    Breach.REST_DAY: "runs",
    Breach.RUNS: "runs",
    Breach.PAST: "runs",
    Breach.NOTHING: "amount",
    Breach.INTENSITY: "intensity",
    Breach.TERRAIN: "terrain",
    Breach.ROAD: "terrain",
}

UNSENT: Mapping[type[Exception], tuple[str | None, str]] = {
    plans.NotTreating: (None, NOT_YOURS),
    plans.SaysNothing: ("text", "Write something first."),
    plans.TooLong: ("text", f"Write at most {LONGEST} characters."),
}

# Those of a single change are set aside together with it.
ASIDE_FOR_A_TIME = [
    (value, label)
    for value, label in Override.Limit.choices
    if value not in Override.OF_ONE_CHANGE
]


def _reason(label: str) -> forms.CharField:
    text = AdminTextareaWidget(attrs={"rows": 3})
    words = "The runner reads it, too."
    return forms.CharField(label=label, max_length=WHY_MAX, widget=text, help_text=words)


class UndoForm(forms.Form):
    """Why a change is taken back."""

    why = _reason("Why it is undone")


class Words(forms.CharField):
    """What somebody writes; each line of it ends in one character, as browsers count."""

    def to_python(self, value: str | None) -> str:
        words = super().to_python(value) or ""
        return words.replace("\r\n", "\n")


class MessageForm(forms.Form):
    """What a physio writes to a runner."""

    text = Words(
        label="Message",
        required=False,  # whoever keeps it says what is missing
        widget=AdminTextareaWidget(attrs={"maxlength": LONGEST}),
        help_text=f"Up to {LONGEST} characters. The runner reads your name, too, and "
        "cannot answer here.",
    )

    def refuse(self, refused: Exception) -> None:
        """Say why nothing was sent."""
        self.add_error(*UNSENT[type(refused)])


class SetAsideForm(forms.Form):
    """Which limit, why and for how long; ``today`` is that of the runner."""

    limit = forms.ChoiceField(choices=ASIDE_FOR_A_TIME)
    reason = _reason("Reason")
    ends_on = forms.DateField(label="Last day")

    def __init__(self, data: QueryDict | None, *, today: date) -> None:
        super().__init__(data)
        self.today, self.latest = today, today + OVERRIDE_LASTS
        days = {"type": "date", "min": today.isoformat(), "max": self.latest.isoformat()}
        self.fields["ends_on"].widget = forms.DateInput(format="%Y-%m-%d", attrs=days)
        self.fields["ends_on"].help_text = WITHIN

    def refuse(self, refused: Exception) -> None:
        """Say why no limit was set aside."""
        first, last = self.today.isoformat(), self.latest.isoformat()
        days = f"Choose a day from {first} to {last}: 14 days at most."
        too_long = isinstance(refused, plans.LastsTooLong)
        self.add_error(*(("ends_on", days) if too_long else (None, NOT_YOURS)))


class PlanWeekForm(forms.Form):
    """One week of running, what was run in it included, as its ``limits`` count."""

    begins_on = forms.DateField(widget=forms.HiddenInput)
    runs = forms.IntegerField(label="Runs", min_value=1, max_value=MOST_RUNS)
    intensity = forms.TypedChoiceField(
        label="Fastest", choices=Run.Intensity.choices, coerce=int
    )
    terrain = forms.TypedChoiceField(
        label="Hardest ground", choices=RunWeek.Terrain.choices, coerce=int
    )

    def __init__(
        self, data: QueryDict | None, *, limits: Ceilings, dials: Dials | None
    ) -> None:
        super().__init__(data)
        self.limits = limits
        self.fields["runs"].help_text = "In the whole week, with what was run already."
        self.fields["amount"] = self._amount("All runs together")
        self.fields["longest"] = self._amount("Longest run")
        self.order_fields(["begins_on", "runs", "amount", "longest"])
        self.initial = {"begins_on": limits.begins_on, **self._shown(dials)}

    def clean_begins_on(self) -> date:
        begins_on: date = self.cleaned_data["begins_on"]
        if begins_on != self.limits.begins_on:
            said = "A new week has begun where the runner is. Look at it, then save again."
            self.add_error(None, said)
        return begins_on

    def dials(self) -> Dials:
        """Return what was set. Only for a valid form."""
        told = self.cleaned_data
        each = MINUTE if self._by_time else 1
        return Dials(
            runs=told["runs"],
            amount=told["amount"] * each,
            longest=told["longest"] * each,
            intensity=Intensity(told["intensity"]),
            terrain=Terrain(told["terrain"]),
        )

    def refuse_clash(self, clash: Clash) -> None:
        """Say which part does not fit the others."""
        self.add_error(*CLASHES[clash])

    def refuse(self, refusal: Refusal) -> None:
        """Say which limit the week breaks, with the arithmetic."""
        said = " ".join(words for words in (refusal.why, refusal.sums) if words)
        self.add_error(FIELDS.get(refusal.id), said)

    @property
    def _by_time(self) -> bool:
        return self.limits.measure is Measure.SECONDS

    def _amount(self, label: str) -> Distance | Duration:
        box = AdminTextInputWidget(attrs={"autocomplete": "off"})
        field: Distance | Duration
        if self._by_time:
            field = Duration(label=label, help_text="In minutes, or 1:10.")
        else:
            field = Distance(unit=Plan.Unit.KM, label=label, help_text="In km.")
        field.widget = box
        return field

    def _shown(self, dials: Dials | None) -> dict[str, Any]:
        if dials is None:
            return {}
        amounts = {"amount": dials.amount, "longest": dials.longest}
        return {
            "runs": dials.runs,
            "intensity": dials.intensity.value,
            "terrain": dials.terrain.value,
            **{name: self._written(name, amount) for name, amount in amounts.items()},
        }

    def _written(self, name: str, amount: int) -> str:
        field = self.fields[name]
        if isinstance(field, Distance):
            return field.rounded(amount)
        return str(amount // MINUTE)
