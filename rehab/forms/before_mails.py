"""What has to be known before any mail comes: where somebody is, and who may see it."""

from functools import cache
from itertools import groupby
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext, gettext_lazy

from accounts import wordings
from accounts.models import User

UTC_NAME = "UTC"


@cache
def zone_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the places of the IANA database by region, as a select shows them."""
    places = [name for name in available_timezones() if "/" in name]
    places = sorted(name for name in places if not name.startswith("Etc/"))
    regions = [
        (region, [(name, _place(name)) for name in names])
        for region, names in groupby(places, key=lambda name: name.split("/")[0])
    ]
    return [*regions, (gettext("Other"), [(UTC_NAME, UTC_NAME)])]


class BeforeMailsForm(forms.Form):
    """Where somebody is, and the code of the clinic that may see their history, if any."""

    time_zone = forms.ChoiceField(
        label=gettext_lazy("Where are you? Choose your time zone"),
        help_text=gettext_lazy("So that emails come at the right time where you are."),
        choices=lambda: [("", gettext("Choose a place")), *zone_choices()],
        error_messages={
            "required": gettext_lazy("Choose a place that has the same time as you."),
            "invalid_choice": gettext_lazy("Choose a place from the list."),
        },
    )
    clinic_code = forms.CharField(
        label=gettext_lazy("Code of your clinic (optional)"),
        required=False,
        max_length=20,
        error_messages={"max_length": gettext_lazy("A code has 20 letters at most.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:  # noqa: ANN401 - what Django's forms take
        super().__init__(*args, **kwargs)
        if person.time_zone != UTC_NAME:
            self.initial["time_zone"] = person.time_zone

    @property
    def clinic_wording(self) -> str:
        """The words to agree to for a clinic, in the language of the page."""
        return gettext(wordings.CLINIC)

    def refuse_clinic_code(self) -> None:
        """Say on the form that no clinic has the code that was typed."""
        self.add_error(
            "clinic_code",
            gettext("We don't know this code. Check it with your clinic, or leave it out."),
        )


def _place(name: str) -> str:
    """Return "Knox (Indiana)" of "America/Indiana/Knox"."""
    _region, *within, place = name.replace("_", " ").split("/")
    return f"{place} ({within[0]})" if within else place
