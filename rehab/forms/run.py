"""How a run went."""

from dataclasses import replace
from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy

from rehab import plans
from rehab.forms.amounts import Climb, Distance, Duration
from rehab.forms.clearance import DayField
from rehab.forms.fields import YES_OR_NO, Buttons, Number
from rehab.forms.telling import TellingForm
from rehab.models import DiaryEntry, Plan
from rehab.programme.running.stages import Stage
from rehab.programme.told import Intensity, Surface
from triage.forms import NO, YES

FASTEST = 500  # metres a minute: nobody runs as fast as that for long


class RunForm(TellingForm):
    """How a run went, and what every page asks.

    Its day is at most ``today``; amounts are in the ``unit`` of the plan unless another one
    is written. With a ``stage`` it is asked if the run was by that stage.
    """

    asked_of_run = (
        "on",
        "another",
        "by_stage",
        "minutes",
        "metres",
        "surface",
        "climb",
        "intensity",
        "peak_pain",
        "limped",
    )
    asked_first = asked_of_run

    on = DayField(
        label=gettext_lazy("On which day?"),
        error_messages={"required": gettext_lazy("Choose the day of the run.")},
    )
    another = forms.BooleanField(
        label=gettext_lazy("I told of a run that day: this is another one"), required=False
    )
    minutes = Duration(
        label=gettext_lazy("How long did it take?"),
        help_text=gettext_lazy("In minutes, such as 35. Or 1:10 for 1 hour 10 minutes."),
        error_messages={"required": gettext_lazy("Write how long it took, in minutes.")},
    )
    surface = Buttons(
        label=gettext_lazy("What did you run on?"),
        choices=[
            (Surface.SOFT, gettext_lazy("Even grass, a track, dirt or a treadmill")),
            (Surface.ROAD, gettext_lazy("Road or pavement")),
            (Surface.ROUGH, gettext_lazy("Rough or sloping ground, or sand")),
        ],
        error_messages={"required": gettext_lazy("Choose what you ran on.")},
    )
    intensity = Buttons(
        label=gettext_lazy("How fast was it?"),
        choices=[
            (Intensity.EASY, gettext_lazy("Easy: I could talk")),
            (Intensity.STRIDES, gettext_lazy("Easy, with a few short fast bits")),
            (Intensity.TEMPO, gettext_lazy("Steady and hard")),
            (Intensity.INTERVALS, gettext_lazy("Fast bits, again and again")),
            (Intensity.RACE, gettext_lazy("A race")),
        ],
        error_messages={"required": gettext_lazy("Choose how fast it was.")},
    )
    peak_pain = Number(
        label=gettext_lazy("How bad was the worst pain on the run?"),
        help_text=gettext_lazy("0 is no pain. 10 is the worst pain you can think of."),
    )
    limped = Buttons(
        label=gettext_lazy("Did one of these happen?"),
        help_text=gettext_lazy("The pain came suddenly, or it kept rising, or you limped."),
        choices=YES_OR_NO,
        error_messages={
            "required": gettext_lazy("Choose yes if one of them happened, or no."),
        },
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        today: date,
        unit: str,
        stage: Stage | None = None,
        told: DiaryEntry | None = None,
        morning_after: date | None = None,
    ) -> None:
        super().__init__(data, told=told, morning_after=morning_after)
        self.today, self.stage, self.morning_after = today, stage, morning_after
        self.initial.setdefault("on", today)
        self.fields["on"].widget.attrs["max"] = today.isoformat()
        self.fields["metres"] = distance_run(unit)
        self.fields["climb"] = _climb(unit)
        if told:
            del self.fields["another"]
        if stage:
            self.fields["by_stage"] = _by_stage()
        self.order_fields([*self.asked_of_run, *self.asked_always])

    def clean_on(self) -> date:
        """Refuse a day that has not come, or a run of long ago."""
        on: date = self.cleaned_data["on"]
        try:
            plans.check_run_day(on, today=self.today)
        except plans.RunInTheFuture as early:
            said = gettext("This day has not come. Choose the day on which you ran.")
            raise forms.ValidationError(said) from early
        except plans.RunTooLongAgo as late:
            first = date_format(self.today - plans.OLDEST_RUN, "j F Y")
            said = gettext("That is too long ago to tell us much. Choose {day} or later.")
            raise forms.ValidationError(said.format(day=first)) from late
        return on

    def clean(self) -> None:
        super().clean()
        told = self.cleaned_data
        metres, minutes = told.get("metres"), told.get("minutes")
        if metres and not self._sent("minutes"):
            self.errors.pop("minutes")
            said = gettext("Write how long it took, too. A good guess in minutes will do.")
            self.add_error("minutes", said)
        elif metres and minutes and metres > FASTEST * minutes:
            said = gettext("That would be too fast. Check the distance and the time.")
            self.add_error("metres", said)

    @property
    def peak(self) -> int:
        return max(super().peak, self.worst_on_run)

    @property
    def worst_on_run(self) -> int:
        """The worst pain on the run as far as it was told."""
        return self.cleaned_data.get("peak_pain") or 0

    @property
    def came_suddenly(self) -> bool:
        """Whether the pain came suddenly or kept rising, or somebody limped."""
        return bool(self.cleaned_data.get("limped") == YES)

    def telling(self) -> plans.Telling:
        """Return what was told, less what the day of the run leaves unclear.

        The pain of the next morning is that of the last run before today. If that is this
        one, the question was about another, and it is asked again.
        """
        telling = super().telling()
        asked, on = self.morning_after, self.cleaned_data["on"]
        if asked is not None and asked < on < self.today:
            return replace(telling, next_morning_pain=None)
        return telling

    def run(self) -> plans.RunDone:
        """Return how the run went. Only for a valid form."""
        told = self.cleaned_data
        return plans.RunDone(
            on=told["on"],
            minutes=told["minutes"],
            metres=told["metres"],
            surface=Surface(told["surface"]),
            intensity=Intensity(int(told["intensity"])),
            climb=told["climb"] or 0,
            pain=told["peak_pain"],
            limped=told["limped"] == YES,
            stage=self.stage.number if self.stage and told["by_stage"] == YES else None,
        )

    def _is_bad_day(self) -> bool:
        return super()._is_bad_day() or self.came_suddenly

    def _told_before(self, told: DiaryEntry) -> dict[str, object]:
        run = told.run
        return super()._told_before(told) | {
            "on": told.local_on,
            "by_stage": NO if run.stage is None else YES,
            "minutes": run.minutes,
            "metres": run.metres,
            "surface": run.surface,
            "climb": run.climb or None,
            "intensity": run.intensity,
            "peak_pain": run.pain,
            "limped": YES if run.limped else NO,
        }


def distance_run(unit: str) -> Distance:
    """Return a field for how far a run went, which nobody needs to know."""
    return Distance(
        unit=unit,
        required=False,
        label=gettext("How far was it? (optional)"),
        help_text=(
            gettext("In km, such as 5.2. Or write miles after it.")
            if unit == Plan.Unit.KM
            else gettext("In miles, such as 3.2. Or write km after it.")
        ),
    )


def _climb(unit: str) -> Climb:
    return Climb(
        unit=unit,
        required=False,
        label=gettext("How far up did it go? (optional)"),
        help_text=(
            gettext("All climbs together, in metres. Leave it open if it was flat.")
            if unit == Plan.Unit.KM
            else gettext("All climbs together, in feet. Leave it open if it was flat.")
        ),
    )


def _by_stage() -> Buttons:
    return Buttons(
        label=gettext("Did you walk and run as your stage says?"),
        choices=YES_OR_NO,
        error_messages={"required": gettext("Choose yes if it was as your stage says.")},
    )
