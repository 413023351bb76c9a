"""What a physio is asked before a note about a runner is kept."""

from collections.abc import Mapping

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget

from rehab import plans
from rehab.admin.forms import NOT_YOURS, Words
from rehab.models.note import LONGEST_NOTE

TOO_LONG = (
    f"This is too long: a note has at most {LONGEST_NOTE} characters. Your text stands "
    "below. Shorten it, or keep it as two notes."
)
UNKEPT: Mapping[type[Exception], tuple[str | None, str]] = {
    plans.NotTreating: (None, NOT_YOURS),
    plans.SaysNothing: ("text", "Write something first."),
    plans.TooLong: ("text", TOO_LONG),
}


class NoteForm(forms.Form):
    """Words about a runner, for whoever treats them."""

    text = Words(
        label="Note",
        required=False,  # whoever keeps it says what is missing
        widget=AdminTextareaWidget(attrs={"rows": 8}),
        help_text=f"Up to {LONGEST_NOTE} characters. It cannot be changed: a correction is "
        "a note of its own. Runners can ask for all that is kept about them, notes too.",
    )

    def refuse(self, refused: Exception) -> None:
        """Say why nothing was kept."""
        self.add_error(*UNKEPT[type(refused)])


class ExportForm(forms.Form):
    """Why all that is held of a runner is taken out."""

    why = Words(
        label="Why you take it out",
        max_length=300,
        widget=AdminTextareaWidget(attrs={"rows": 3, "maxlength": 300}),
        help_text="It is kept with your name, and the runner reads it.",
    )
