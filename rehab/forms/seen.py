"""Agreeing to be asked if one was seen, and answering."""

from django import forms
from django.utils.translation import gettext, gettext_lazy

from accounts import wordings
from rehab import plans
from rehab.forms.before_mails import BeforeMailsForm
from rehab.models import SeenAnswer

Said = SeenAnswer.Said


class AskMeForm(BeforeMailsForm):
    """What must be known and agreed to before anybody is asked if they were seen."""

    seen = forms.BooleanField(
        label=gettext_lazy("I agree"),
        error_messages={
            "required": gettext_lazy(
                "Tick the box if you agree. We can't ask you without it."
            ),
        },
    )

    @property
    def seen_wording(self) -> str:
        """The words to agree to, in the language of the page."""
        return gettext(wordings.SEEN)

    def terms(self) -> plans.Terms:
        """Return what was told, with the words that were shown. Only for a valid form."""
        return plans.Terms(
            time_zone=self.cleaned_data["time_zone"],
            seen_wording=self.seen_wording,
            clinic_wording=self.clinic_wording,
            clinic_code=self.cleaned_data["clinic_code"],
        )


class SeenForm(forms.Form):
    """Whether somebody was seen, or got worse."""

    said = forms.ChoiceField(
        label=gettext_lazy("Has somebody looked at your knee?"),
        help_text=gettext_lazy("A doctor, a nurse or a physio, at a clinic or hospital."),
        choices=[
            (Said.SEEN, gettext_lazy("Yes, I was seen")),
            (Said.NOT_YET, gettext_lazy("Not yet")),
            (Said.WORSE, gettext_lazy("I got worse")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose the answer that fits best."),
            "invalid_choice": gettext_lazy("Choose one of the 3 answers."),
        },
    )
