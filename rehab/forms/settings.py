"""What a runner may change in a plan."""

from copy import deepcopy
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from rehab import plans
from rehab.forms.before_mails import BeforeMailsForm
from rehab.forms.check_in import activity_name
from rehab.forms.fields import Buttons
from rehab.forms.start import TimeOfDay
from rehab.models import Plan
from rehab.models.plan import MAX_ACTIVITIES
from triage.forms import fields_helper

TIMES = ("first_time", "second_time", "third_time")


class SettingsForm(forms.Form):
    """Kilometres or miles, mails each month, the times of mails and the activities."""

    unit = Buttons(
        label=gettext_lazy("How do you count your runs?"),
        choices=[
            (Plan.Unit.KM, gettext_lazy("In kilometres")),
            (Plan.Unit.MILES, gettext_lazy("In miles")),
        ],
        error_messages={"required": gettext_lazy("Choose kilometres or miles.")},
    )
    first_time = TimeOfDay(label=gettext_lazy("First email"))
    second_time = TimeOfDay(label=gettext_lazy("Second email"))
    third_time = TimeOfDay(label=gettext_lazy("Third email"))
    monthly = forms.BooleanField(
        label=gettext_lazy("Ask me once a month how it goes, until month 6"),
        required=False,
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:  # noqa: ANN401 - what Django's forms take
        super().__init__(*args, **kwargs)
        self.helper = fields_helper()
        self.fields["time_zone"] = deepcopy(BeforeMailsForm.base_fields["time_zone"])
        before = {
            "unit": plan.unit,
            "monthly": plan.monthly,
            "time_zone": plan.person.time_zone,
            **dict(zip(TIMES, plan.reminder_times, strict=True)),
            **{f"name_{place}": name for place, name in enumerate(plan.activities)},
        }
        self.initial.update(before)
        for place in range(MAX_ACTIVITIES):
            # What was named is compared from one check-in to the next.
            named = place < len(plan.activities)
            self.fields[f"name_{place}"] = activity_name(place, required=named)

    def clean(self) -> None:
        super().clean()
        if len(self.times) < len(TIMES):
            return
        try:
            plans.checked_times(self.times)
        except plans.TimesTooClose:
            words = gettext("Leave at least 2 hours between two emails.")
            self.add_error("second_time", words)

    def settings(self) -> plans.Settings:
        """Return what was set. Only for a valid form."""
        told = self.cleaned_data
        names = (told[f"name_{place}"] for place in range(MAX_ACTIVITIES))
        return plans.Settings(
            unit=Plan.Unit(told["unit"]),
            monthly=told["monthly"],
            activities=[name for name in names if name],
            reminder_times=self.times,
            time_zone=told["time_zone"],
        )

    @property
    def times(self) -> list[time]:
        """The times of day that were given and are possible."""
        return [self.cleaned_data[key] for key in TIMES if key in self.cleaned_data]
