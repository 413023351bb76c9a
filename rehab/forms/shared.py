"""What somebody without an account types: the code of a sheet, and what they record."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy

from accounts.models import User
from rehab import plans
from rehab.forms.clearance import DayField
from rehab.forms.fields import YES_OR_NO, Buttons, ShortButtons
from rehab.forms.seen_after import AfterForm
from rehab.models import SharedSheet, SheetRecord
from rehab.oversight.sheets import Signature, Visit, clear_on_sheet, record_on_sheet
from triage.forms import YES

Kind = SheetRecord.Kind
NO_CODE = gettext_lazy(
    "No sheet has this code now. Check it, or ask the runner for a new one."
)

OWN_SHEET = gettext_lazy(
    "This is your own sheet, and you are signed in. Only somebody else can record a visit "
    "here. Were you seen? Then tell us on the page “I have been seen”."
)


class SheetCodeForm(forms.Form):
    """The code that stands on a sheet."""

    code = forms.CharField(
        label=gettext_lazy("The code on the sheet"),
        help_text=gettext_lazy("It has 10 letters and numbers, like 7KQ4M-2XP9T."),
        max_length=40,
        error_messages={
            "required": gettext_lazy("Type the code on the sheet."),
            "max_length": NO_CODE,
        },
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )

    def refuse(self) -> None:
        """Say that no sheet has the code."""
        self.add_error("code", NO_CODE)


class SheetRecordForm(AfterForm, forms.Form):
    """What a professional without an account did, and who they say they are."""

    was_after = gettext_lazy(
        "The runner told of something, last on {day} at {time}. Was your visit after that?"
    )
    yes_and_no = (gettext_lazy("Yes, after that"), gettext_lazy("No, before that"))
    missing = gettext_lazy("Choose if your visit was after that, or before.")
    not_after = gettext_lazy("Then it needs another visit before it is cleared.")

    kind = Buttons(
        label=gettext_lazy("What do you want to record?"),
        choices=[
            (Kind.SEEN, gettext_lazy("I saw this runner")),
            (Kind.CLEARED, gettext_lazy("I saw this runner, and say what they may do")),
            (Kind.CHANGE, gettext_lazy("I ask for a change of the plan")),
        ],
        error_messages={"required": gettext_lazy("Choose what you want to record.")},
    )
    seen_on = DayField(
        label=gettext_lazy("Day of the visit"),
        help_text=gettext_lazy("Only if you say what they may do."),
        required=False,
    )
    may_exercise = ShortButtons(
        label=gettext_lazy("May they exercise?"), choices=YES_OR_NO, required=False
    )
    may_run = ShortButtons(
        label=gettext_lazy("May they run?"), choices=YES_OR_NO, required=False
    )
    text = forms.CharField(
        label=gettext_lazy("Your words to the runner"),
        help_text=gettext_lazy("Needed if you ask for a change. The runner reads them."),
        required=False,
        max_length=1000,
        error_messages={
            "max_length": gettext_lazy("That is too long. Keep it below 1,000 characters."),
        },
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=100,
        error_messages={
            "required": gettext_lazy("Type your name."),
            "max_length": gettext_lazy("Keep your name below 100 characters."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    registration = forms.CharField(
        label=gettext_lazy("Your registration number"),
        help_text=gettext_lazy("With your body, like HCPC PH123456. We do not check it."),
        max_length=60,
        error_messages={
            "required": gettext_lazy("Type your registration number."),
            "max_length": gettext_lazy("Keep the number below 60 characters."),
        },
    )

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen kind needs."""
        told: dict[str, Any] = super().clean() or {}
        kind = told.get("kind")
        if kind == Kind.CHANGE and not told.get("text", "").strip():
            self._miss("text", gettext("Say which change you ask for."))
        if kind == Kind.CLEARED:
            self._miss_unless(told, "seen_on", gettext("Choose the day of the visit."))
            self._miss_unless(told, "may_exercise", gettext("Choose yes or no."))
            self._miss_unless(told, "may_run", gettext("Choose yes or no."))
        return told

    def record(
        self, *, sheet: SharedSheet, account: User | None, at: datetime
    ) -> SheetRecord | None:
        """Record a valid form on the sheet, or say on the form why not.

        ``account`` is who is signed in, if anybody is.

        :raises NoSuchSheet: if the sheet is shared no more.
        """
        told = self.cleaned_data
        signed = {"name": told["name"], "registration": told["registration"]}
        by = Signature(**signed, account=account)
        note = {"sheet": sheet, "by": by, "text": told["text"], "at": at}
        try:
            if told["kind"] != Kind.CLEARED:
                return record_on_sheet(kind=told["kind"], **note)
            return clear_on_sheet(visit=self._visit(), **note)
        except plans.NotTreating:
            self.add_error(None, OWN_SHEET)
        except plans.SeenInTheFuture:
            self.add_error("seen_on", gettext("This day has not come yet."))
        except plans.SeenBeforeTold as told_since:
            self.ask_if_after(told_since, sheet.person.time_zone)
        except (plans.SeenTooEarly, plans.ForbiddenSince) as early:
            said = gettext(
                "A visit counts only from {day} on: the runner has told of something "
                "since, or somebody said no."
            )
            first = date_format(early.earliest, "j F Y")
            self.add_error("seen_on", said.format(day=first))
        except plans.RunsWithoutExercise:
            self.add_error("may_run", gettext("Whoever may run may also exercise."))
        return None

    def _visit(self) -> Visit:
        told = self.cleaned_data
        return Visit(
            seen_on=told["seen_on"],
            seen_after=self.seen_after,
            may_exercise=told["may_exercise"] == YES,
            may_run=told["may_run"] == YES,
        )

    def _miss_unless(self, told: dict[str, Any], field: str, words: str) -> None:
        if not told.get(field):
            self._miss(field, words)

    def _miss(self, field: str, words: str) -> None:
        if field not in self.errors:
            self.add_error(field, words)
