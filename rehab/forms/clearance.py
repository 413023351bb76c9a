"""That somebody was seen, and what they may do now."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy

from accounts.models import User
from rehab import plans
from rehab.forms.fields import Buttons
from rehab.forms.seen_after import AfterForm
from rehab.models import Clearance
from triage.forms import NO, YES

Who = Clearance.Who
NOT_SAID = "not-said"
ANSWERS = [
    (YES, gettext_lazy("Yes")),
    (NO, gettext_lazy("No")),
    (NOT_SAID, gettext_lazy("They did not say")),
]


class DayField(forms.DateField):
    """A day, as a browser sends it."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    input_formats = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"]
    default_error_messages = {
        "invalid": gettext_lazy("Write the day like this: 2026-03-09."),
    }


class WhatTheySaid(Buttons):
    """Whether something was allowed."""

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 - what Django's fields take
        super().__init__(choices=ANSWERS, **given)


class ClearanceForm(AfterForm, forms.Form):
    """Who saw somebody, when, and what was allowed. What nobody said is not allowed."""

    was_after = gettext_lazy(
        "Something came up, last on {day} at {time}. Were you seen after that?"
    )
    yes_and_no = (gettext_lazy("Yes, after that"), gettext_lazy("No, before that"))
    missing = gettext_lazy("Choose if you were seen after that, or before.")
    not_after = gettext_lazy(
        "Then nobody has looked at that yet. Be seen for it, and tell us here."
    )

    who = Buttons(
        label=gettext_lazy("Who looked at your knee?"),
        choices=[
            (Who.PHYSIO, gettext_lazy("A physio")),
            (Who.DOCTOR, gettext_lazy("A doctor or a clinic")),
            (Who.EMERGENCY, gettext_lazy("An emergency department")),
            (Who.OTHER, gettext_lazy("Another health professional")),
        ],
        error_messages={"required": gettext_lazy("Choose who looked at your knee.")},
    )
    seen_on = DayField(
        label=gettext_lazy("On which day?"),
        error_messages={"required": gettext_lazy("Choose the day on which you were seen.")},
    )
    may_exercise = WhatTheySaid(
        label=gettext_lazy("Did they say that you may start exercises?"),
        help_text=gettext_lazy("Exercises to make the leg strong again, step by step."),
        error_messages={
            "required": gettext_lazy(
                "Choose what they said about exercises, or the last line."
            ),
        },
    )
    may_run = WhatTheySaid(
        label=gettext_lazy("Did they say that you may run again?"),
        help_text=gettext_lazy(
            "Your plan still goes step by step: first walking, then running."
        ),
        error_messages={
            "required": gettext_lazy(
                "Choose what they said about running, or the last line."
            ),
        },
    )

    def __init__(self, *args: Any, latest: date, **given: Any) -> None:  # noqa: ANN401 - what Django's forms take
        super().__init__(*args, **given)
        self.fields["seen_on"].widget.attrs["max"] = latest.isoformat()

    def record(self, *, person: User, at: datetime) -> bool:
        """Record the visit of a valid form, or say on the form why not; return whether."""
        try:
            plans.record_clearance(person=person, by=person, at=at, **self.visit())
        except plans.SeenInTheFuture:
            self.add_error(
                "seen_on",
                gettext("This day has not come. Choose the day on which you were seen."),
            )
        except plans.SeenTooEarly as early:
            said = gettext(
                "A visit that long ago can't count. Choose {day} or later. "
                "Were you not seen since? Then be seen first."
            )
            first = date_format(early.earliest, "j F Y")
            self.add_error("seen_on", said.format(day=first))
        except plans.SeenBeforeTold as told:
            self.ask_if_after(told, person.time_zone)
        except plans.ForbiddenSince as late:
            said = gettext(
                "Who looked at your knee later said no to that. Only a visit on {day} or "
                "later can change it. Not sure? Ask your physio."
            )
            first = date_format(late.earliest, "j F Y")
            self.add_error("seen_on", said.format(day=first))
        except plans.RunsWithoutExercise:
            self.add_error(
                "may_run",
                gettext("You may run, but not exercise? Check both. Ask them if not sure."),
            )
        return not self.errors

    def visit(self) -> dict[str, Any]:
        """Return what was told, as it is recorded. Only for a valid form."""
        return {
            "who": self.cleaned_data["who"],
            "seen_on": self.cleaned_data["seen_on"],
            "seen_after": self.seen_after,
            "may_exercise": self._says("may_exercise"),
            "may_run": self._says("may_run"),
        }

    def _says(self, field: str) -> bool:
        return bool(self.cleaned_data.get(field) == YES)
