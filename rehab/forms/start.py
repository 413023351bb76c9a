"""What a plan needs to know before it starts."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy

from accounts import wordings
from accounts.models import User
from rehab import plans
from rehab.forms.before_mails import BeforeMailsForm
from rehab.forms.clearance import DayField
from rehab.models import Plan
from rehab.programme.care.rice import RULES_OUT_COMPRESSION, RULES_OUT_ICE, Obstacle
from triage.forms import NONE_OF_THESE, NOT_SURE, TickList

REMINDER_TIMES = (time(9), time(13), time(18))
CARE_BEGAN_WITHIN = timedelta(days=28)  # our default: care of longer ago is another story
RAN_WITHIN = timedelta(days=10 * 365)  # our default: an earlier year is a slip


def _boxes(obstacles: Sequence[Obstacle]) -> list[tuple[str, str]]:
    return [
        *((obstacle.key, gettext(obstacle.text)) for obstacle in obstacles),
        (NONE_OF_THESE, gettext("None of these")),
        (NOT_SURE, gettext("I'm not sure")),
    ]


def is_by_day(wall: time) -> None:
    """Let no time in the quiet hours through.

    :raises ValidationError: if ``wall`` is one.
    """
    try:
        plans.checked_times([wall])
    except plans.TimeAtNight as night:
        raise ValidationError(gettext("Choose a time from 08:00 to 20:30.")) from night


class TimeOfDay(forms.TimeField):
    """A time outside the quiet hours."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    input_formats = ["%H:%M"]  # whole minutes: a mail is due at one
    default_validators = [is_by_day]
    default_error_messages = {
        "required": gettext_lazy("Choose a time, such as 09:00."),
        "invalid": gettext_lazy("Choose a time, such as 09:00."),
    }


class StartForm(BeforeMailsForm):
    """What a plan needs to know before it starts."""

    first_time = TimeOfDay(label=gettext_lazy("First email"), initial=REMINDER_TIMES[0])
    second_time = TimeOfDay(label=gettext_lazy("Second email"), initial=REMINDER_TIMES[1])
    third_time = TimeOfDay(label=gettext_lazy("Third email"), initial=REMINDER_TIMES[2])
    ice = TickList(
        choices=lambda: _boxes(RULES_OUT_ICE),
        label=gettext_lazy("Does any of this fit you? Then leave out ice"),
        help_text=gettext_lazy("Cold can harm you then. Your plan will leave it out."),
    )
    compression = TickList(
        choices=lambda: _boxes(RULES_OUT_COMPRESSION),
        label=gettext_lazy("Does any of this fit you? Then leave out the bandage"),
        help_text=gettext_lazy("A bandage can harm you then. Your plan will leave it out."),
    )
    name = forms.CharField(
        label=gettext_lazy("What should we call you? (optional)"),
        required=False,
        max_length=60,
        error_messages={"max_length": gettext_lazy("Use 60 letters at most.")},
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_ran_on = DayField(
        label=gettext_lazy("When did you last run? (optional)"),
        help_text=gettext_lazy("It tells how slowly to begin again. A guess will do."),
        required=False,
    )
    care_began_on = DayField(
        label=gettext_lazy("Since when have you rested or iced the knee? (optional)"),
        help_text=gettext_lazy("Leave it open if you start today."),
        required=False,
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("How do you count your runs?"),
        choices=[
            (Plan.Unit.KM, gettext_lazy("In kilometres")),
            (Plan.Unit.MILES, gettext_lazy("In miles")),
        ],
        initial=Plan.Unit.KM,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Choose one of the two.")},
    )
    mails = forms.BooleanField(
        label=gettext_lazy("I agree"),
        error_messages={
            "required": gettext_lazy(
                "Tick the box if you agree to emails. The plan comes by email, "
                "so it can't start without them."
            ),
        },
    )

    field_order = [
        "time_zone",
        "first_time",
        "second_time",
        "third_time",
        "last_ran_on",
        "care_began_on",
        "unit",
        "ice",
        "compression",
        "name",
        "clinic_code",
        "mails",
    ]

    def __init__(self, *args: Any, person: User, at: datetime, **kwargs: Any) -> None:  # noqa: ANN401 - what Django's forms take
        super().__init__(*args, person=person, **kwargs)
        self.initial["name"] = person.name
        self.at = at

    def clean(self) -> None:
        super().clean()
        self._check_day("last_ran_on", RAN_WITHIN)
        self._check_day("care_began_on", CARE_BEGAN_WITHIN)
        times = self.times
        if len(times) == len(REMINDER_TIMES):
            try:
                plans.checked_times(times)
            except plans.TimesTooClose:
                self.add_error(
                    "second_time", gettext("Leave at least 2 hours between two emails.")
                )

    def _check_day(self, field: str, within: timedelta) -> None:
        """Refuse a day that has not come where somebody is, or is too long ago."""
        zone = self.cleaned_data.get("time_zone")
        day = self.cleaned_data.get(field)
        if not (zone and day):
            return
        today = self.at.astimezone(ZoneInfo(zone)).date()
        first: date = today - within
        if day > today:
            self.add_error(
                field, gettext("This day has not come. Choose today or earlier.")
            )
        elif day < first:
            said = gettext("Choose {day} or later, or leave it open.")
            self.add_error(field, said.format(day=date_format(first, "j F Y")))

    @property
    def times(self) -> list[time]:
        """The times of day that were given and are possible."""
        fields = ("first_time", "second_time", "third_time")
        return [self.cleaned_data[key] for key in fields if key in self.cleaned_data]

    @property
    def mails_wording(self) -> str:
        """The words to agree to for emails, in the language of the page."""
        return gettext(wordings.MAILS)

    def setup(self) -> plans.Setup:
        """Return what was told, with the words that were shown. Only for a valid form."""
        told = self.cleaned_data
        return plans.Setup(
            time_zone=told["time_zone"],
            reminder_times=self.times,
            no_ice=self._rules_out("ice"),
            no_compression=self._rules_out("compression"),
            mails_wording=self.mails_wording,
            clinic_wording=self.clinic_wording,
            name=told["name"],
            clinic_code=told["clinic_code"],
            last_ran_on=told["last_ran_on"],
            care_began_on=told["care_began_on"],
            unit=told["unit"] or Plan.Unit.KM,
        )

    def _rules_out(self, what: str) -> bool:
        """Whether ``what``, ice or compression, is out. Not sure means out."""
        return bool(self.cleaned_data[what] != [NONE_OF_THESE])
