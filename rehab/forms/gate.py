"""The list of a gate: what is met, and what is not met yet."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext

from rehab.programme.fitting import Check
from triage.forms import fields_helper


class GateForm(forms.Form):
    """The list of a gate. What has no tick is not met yet."""

    def __init__(self, data: QueryDict | None = None, *, items: Sequence[Check]) -> None:
        super().__init__(data)
        self.items = tuple(items)
        self.helper = fields_helper()
        self.fields["met"] = forms.MultipleChoiceField(
            label=gettext("What is true today?"),
            help_text=gettext("Try each one first. Leave a box open if it is not so yet."),
            choices=[(item.id, gettext(item.text)) for item in self.items],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "invalid_choice": gettext("Tick only what stands on this page."),
                "invalid_list": gettext("Tick only what stands on this page."),
            },
        )

    @property
    def open_items(self) -> list[str]:
        """The ids of what is not met yet. Only for a valid form."""
        met = self.cleaned_data["met"]
        return [item.id for item in self.items if item.id not in met]
