"""How much to run in a week, how fast, and where."""

from collections.abc import Collection

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from rehab.forms.amounts import Distance, Duration, Written
from rehab.forms.fields import Buttons
from rehab.models import Plan
from rehab.programme.running.ceilings import Ceilings
from rehab.programme.running.dials import Clash, Dials
from rehab.programme.running.distance import Measure
from rehab.programme.running.refusals import Breach, Variable
from rehab.programme.running.stages import MINUTE
from rehab.programme.told import Intensity, Terrain
from triage.forms import fields_helper

BEGINS_ON = "begins_on"  # beside the fields stands which week they are of
SPEEDS = {
    Intensity.EASY: gettext_lazy("All easy: I can talk"),
    Intensity.STRIDES: gettext_lazy("A few short fast bits"),
    Intensity.TEMPO: gettext_lazy("Steady and hard"),
    Intensity.INTERVALS: gettext_lazy("Fast bits, again and again"),
    Intensity.RACE: gettext_lazy("A race"),
}
GROUNDS = {
    Terrain.SOFT_FLAT: gettext_lazy("All soft and flat: grass, track, dirt, treadmill"),
    Terrain.ROAD_FLAT: gettext_lazy("Some of it on a flat road"),
    Terrain.GENTLE_HILLS: gettext_lazy("Gentle hills"),
    Terrain.ANY: gettext_lazy("Any ground: steep hills or rough paths"),
}
FIELD_OF = {
    Breach.WEEK: "amount",
    Breach.LONGEST: "longest",
    Breach.INTENSITY: "intensity",
    Breach.TERRAIN: "terrain",
    Breach.ROAD: "terrain",
    Breach.RESTING: "runs",
    Breach.REST_DAY: "runs",
    Breach.RUNS: "runs",
    Breach.PAST: "runs",
    Breach.NOTHING: "amount",
}


class WeekForm(forms.Form):
    """The dials of a week, what was run in it included, as its ``limits`` count.

    What is set already are ``dials``.
    """

    intensity = Buttons(
        label=gettext_lazy("How fast, at most?"),
        choices=[*SPEEDS.items()],
        error_messages={"required": gettext_lazy("Choose how fast.")},
    )
    terrain = Buttons(
        label=gettext_lazy("On what ground?"),
        choices=[*GROUNDS.items()],
        error_messages={"required": gettext_lazy("Choose the ground.")},
    )

    def __init__(
        self, data: QueryDict | None = None, *, limits: Ceilings, unit: str, dials: Dials
    ) -> None:
        super().__init__(data)
        self.helper = fields_helper()
        self.limits = limits
        self.fields["runs"] = _how_often(limits)
        for name, label, missing in _amounts():
            self.fields[name] = self._amount(unit, label, missing)
        self.order_fields(["runs", "amount", "longest"])
        self.initial = {
            "runs": dials.runs,
            "amount": self._shown("amount", dials.amount),
            "longest": self._shown("longest", dials.longest),
            "intensity": dials.intensity.value,
            "terrain": dials.terrain.value,
        }

    def clean(self) -> None:
        if self.data.get(BEGINS_ON) != self.limits.begins_on.isoformat():
            said = gettext("A new week has begun. Look at your week again, then save it.")
            self.add_error(None, said)

    def dials(self) -> Dials:
        """Return what was set. Only for a valid form."""
        told = self.cleaned_data
        each = MINUTE if self._by_time else 1
        return Dials(
            runs=told["runs"],
            amount=told["amount"] * each,
            longest=told["longest"] * each,
            intensity=Intensity(int(told["intensity"])),
            terrain=Terrain(int(told["terrain"])),
        )

    def refuse_clash(self, clash: Clash, *, days: int) -> None:
        """Say which dial does not fit the others; ``days`` are left for runs."""
        done = len(self.limits.done)
        words = {
            Clash.FEW_RUNS: gettext("You did as many runs already. Choose more."),
            Clash.FEW_DAYS: gettext(
                "Only {days} more fit into this week, with a day of rest between. "
                "Choose {runs} at most."
            ).format(days=days, runs=done + days),
            Clash.LITTLE: gettext("You ran as much already. Write more."),
            Clash.SHORT: gettext("So few runs do not come to that much. Write more here."),
            Clash.LONG: gettext("One run can't be longer than all that is left."),
        }
        field = {Clash.FEW_RUNS: "runs", Clash.FEW_DAYS: "runs", Clash.LITTLE: "amount"}
        self.add_error(field.get(clash, "longest"), words[clash])

    def refuse(self, breach: Breach, words: str, *, ups: Collection[Variable]) -> None:
        """Say at its dial which limit a week breaks; ``ups`` is all that it raises."""
        harder = "terrain" if Variable.TERRAIN in ups else "intensity"
        self.add_error(FIELD_OF.get(breach, harder), words)

    @property
    def _by_time(self) -> bool:
        return self.limits.measure is Measure.SECONDS

    def _amount(self, unit: str, label: str, missing: str) -> Written:
        given = {"label": label, "error_messages": {"required": missing}}
        if self._by_time:
            hint = gettext("In minutes, such as 60. Or 1:10 for 1 hour 10 minutes.")
            return Duration(help_text=hint, **given)
        hint = gettext("In km") if unit == Plan.Unit.KM else gettext("In miles")
        return Distance(unit=unit, help_text=hint, **given)

    def _shown(self, name: str, amount: int) -> str:
        field = self.fields[name]
        if isinstance(field, Distance):
            return field.rounded(amount)
        return str(amount // MINUTE)


def _how_often(limits: Ceilings) -> forms.TypedChoiceField:
    done = len(limits.done)
    so_far = gettext("In the whole week, with the {done} that you did.").format(done=done)
    return forms.TypedChoiceField(
        label=gettext("How many runs?"),
        help_text=so_far if done else gettext("In the whole week."),
        choices=[(n, str(n)) for n in range(1, limits.runs + 1)],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext("Choose how many runs."),
            "invalid_choice": gettext("Choose one of the numbers on this page."),
        },
    )


def _amounts() -> tuple[tuple[str, str, str], ...]:
    return (
        (
            "amount",
            gettext("How much, all runs together?"),
            gettext("Write how much you want to run in the week."),
        ),
        (
            "longest",
            gettext("How long is the longest run?"),
            gettext("Write how long the longest run is."),
        ),
    )
