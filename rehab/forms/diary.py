"""How a day went, and whether anything new came up."""

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from rehab.forms.fields import YES_OR_NO, ShortButtons
from rehab.forms.telling import TellingForm
from rehab.models import DiaryEntry
from triage.forms import NO, YES


class DiaryForm(TellingForm):
    """How a day went. Swelling and the pain of the morning may be left out: it is quick.

    Where it ``hurts`` too much, it was not done, unless they say that it was.
    """

    done = ShortButtons(
        label=gettext_lazy("Did you do it?"),
        choices=YES_OR_NO,
        error_messages={
            "required": gettext_lazy("Choose yes if you did it, or no if you did not."),
        },
    )

    asked_first = ("done",)
    folded_away = ("done", *TellingForm.folded_away)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        told: DiaryEntry | None = None,
        morning_after: date | None = None,
        asks_done: bool = True,
        hurts: bool = False,
    ) -> None:
        super().__init__(data, told=told, morning_after=morning_after, hurts=hurts)
        if hurts:
            self.initial.setdefault("done", NO)
        self.fields["swelling"].required = False
        if not asks_done:
            del self.fields["done"]

    @property
    def is_done(self) -> bool:
        """Whether what was asked was done. Only for a valid form."""
        return self.cleaned_data.get("done") == YES

    def _is_told(self, field: forms.BoundField) -> bool:
        left_as_it_was = field.name == "done" and field.value() == NO
        return super()._is_told(field) and not left_as_it_was

    def _told_before(self, told: DiaryEntry) -> dict[str, object]:
        return super()._told_before(told) | {"done": YES if told.done else NO}
