"""What a runner may change in a plan."""

from copy import deepcopy
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from rehab import plans
from rehab.forms.before_mails import BeforeMailsForm
from rehab.forms.check_in import activity_name
from rehab.forms.fields import Buttons
from rehab.models import Plan
from rehab.models.plan import MAX_ACTIVITIES
from triage.forms import fields_helper


class SettingsForm(forms.Form):
    """Kilometres or miles, a mail each month, the place and the activities."""

    unit = Buttons(
        label=gettext_lazy("How do you count your runs?"),
        choices=[
            (Plan.Unit.KM, gettext_lazy("In kilometres")),
            (Plan.Unit.MILES, gettext_lazy("In miles")),
        ],
        error_messages={"required": gettext_lazy("Choose kilometres or miles.")},
    )
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
            **{f"name_{place}": name for place, name in enumerate(plan.activities)},
        }
        self.initial.update(before)
        for place in range(MAX_ACTIVITIES):
            # What was named is compared from one check-in to the next.
            named = place < len(plan.activities)
            self.fields[f"name_{place}"] = activity_name(place, required=named)

    def settings(self) -> plans.Settings:
        """Return what was set. Only for a valid form."""
        told = self.cleaned_data
        names = (told[f"name_{place}"] for place in range(MAX_ACTIVITIES))
        return plans.Settings(
            unit=Plan.Unit(told["unit"]),
            monthly=told["monthly"],
            activities=[name for name in names if name],
            time_zone=told["time_zone"],
        )
