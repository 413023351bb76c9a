"""When mails come: their hours and days by kind, and the hours without any."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext, gettext_lazy, gettext_noop

from rehab import plans
from rehab.models import Plan
from rehab.programme.days import ONE_DAY
from rehab.programme.mails.calendar import APART, Night
from triage.forms import fields_helper

CARE = ("first_time", "second_time", "third_time")
WALLS = (*CARE, "session_time", "check_in_time")
NO_DAY = ""
AT_NIGHT = gettext_noop(
    "This is in your quiet hours, or less than 30 minutes before them or before midnight. "
    "Choose another time."
)


class WallTime(forms.TimeField):
    """A time of the day, in whole minutes: a mail is due at one."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    input_formats = ["%H:%M"]
    default_error_messages = {
        "required": gettext_lazy("Choose a time, such as 09:00."),
        "invalid": gettext_lazy("Choose a time, such as 09:00."),
    }


class Days(forms.CheckboxSelectMultiple):
    """Boxes side by side: each is a day of the week."""


class Weekdays(forms.TypedMultipleChoiceField):
    """Days of the week, from Monday 0 to Sunday 6, as boxes; none may be ticked."""

    widget = Days
    default_error_messages = {
        "invalid_choice": gettext_lazy("Tick only days that stand on this page."),
        "invalid_list": gettext_lazy("Tick only days that stand on this page."),
    }

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 - what Django's fields take
        days = [*WEEKDAYS.items()]
        super().__init__(choices=days, coerce=int, required=False, **given)


class MailTimesForm(forms.Form):
    """The hours and days of mails by kind, and the quiet hours, as a plan has them."""

    first_time = WallTime(label=gettext_lazy("First break"))
    second_time = WallTime(label=gettext_lazy("Second break"))
    third_time = WallTime(label=gettext_lazy("Third break"))
    care_days = Weekdays(label=gettext_lazy("Breaks on these days"))
    session_time = WallTime(
        label=gettext_lazy("Time of sessions (optional)"),
        help_text=gettext_lazy("Left open, they come at the time of your first break."),
        required=False,
    )
    session_days = Weekdays(label=gettext_lazy("Sessions on these days"))
    check_in_time = WallTime(
        label=gettext_lazy("Time of check-ins (optional)"),
        help_text=gettext_lazy("Left open, they come at the time of your second break."),
        required=False,
    )
    week_day = forms.TypedChoiceField(
        label=gettext_lazy("Your week in short"),
        choices=[(NO_DAY, gettext_lazy("Never")), *WEEKDAYS.items()],
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose a day, or “Never”.")},
    )
    night_begins = WallTime(label=gettext_lazy("Quiet from"))
    night_ends = WallTime(label=gettext_lazy("Quiet until"))

    def __init__(self, data: QueryDict | None = None, *, plan: Plan) -> None:
        super().__init__(data)
        self.helper = fields_helper()
        self.initial = {
            **dict(zip(CARE, plan.reminder_times, strict=True)),
            "care_days": plan.care_days,
            "session_time": plan.session_time,
            "check_in_time": plan.check_in_time,
            "session_days": plan.session_days,
            "week_day": NO_DAY if plan.week_day is None else plan.week_day,
            "night_begins": plan.night_begins,
            "night_ends": plan.night_ends,
        }

    def times(self) -> plans.MailTimes:
        """Return what was set. Only for a valid form."""
        told = self.cleaned_data
        return plans.MailTimes(
            reminder_times=[told[key] for key in CARE],
            session_time=told["session_time"],
            check_in_time=told["check_in_time"],
            care_days=told["care_days"],
            session_days=told["session_days"],
            week_day=told["week_day"],
            night_begins=told["night_begins"],
            night_ends=told["night_ends"],
        )

    def refuse_at_night(self) -> None:
        """Say at each time in the quiet hours, or too soon before them, that it is."""
        told = self.cleaned_data
        night = Night(told["night_begins"], told["night_ends"])
        words = gettext(AT_NIGHT)
        for key in WALLS:
            if told[key] and plans.is_at_night(told[key], night):
                self.add_error(key, words)

    def refuse_too_close(self) -> None:
        """Say at the later one of two times what is wrong with them."""
        told = self.cleaned_data
        in_order = sorted(CARE, key=lambda key: told[key])
        two_hours = gettext("Leave at least 2 hours between two emails.")
        close = {
            late: two_hours
            for early, late in pairwise(in_order)
            if _apart(told, early, late) < APART
        }
        first, last = in_order[0], in_order[-1]
        if ONE_DAY - _apart(told, first, last) < APART:
            words = gettext("Leave at least 2 hours until the first break of the next day.")
            close[last] = words
        for key, why in close.items():
            self.add_error(key, why)

    def refuse_short_night(self) -> None:
        """Say that the quiet hours are too short."""
        words = gettext("Leave at least 6 quiet hours. You can move them, not drop them.")
        self.add_error("night_ends", words)


def _apart(walls: Mapping[str, time], early: str, late: str) -> timedelta:
    begin, end = (datetime.combine(date.min, walls[key]) for key in (early, late))
    return end - begin
