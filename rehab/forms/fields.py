"""The fields that the pages of the diary share."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from rehab.models.diary import MAX_PAIN
from triage.forms import NO, YES, Scale

YES_OR_NO = [(YES, gettext_lazy("Yes")), (NO, gettext_lazy("No"))]
FROM_0_TO_10: dict[str, Any] = {
    "required": gettext_lazy("Choose a number from 0 to 10."),
    "invalid_choice": gettext_lazy("Choose a number from 0 to 10."),
}


class Row(forms.RadioSelect):
    """Radio buttons side by side: each answer is a word or two."""


class Buttons(forms.ChoiceField):
    """One of a few answers, each a button."""

    widget = forms.RadioSelect
    default_error_messages = {
        "invalid_choice": gettext_lazy("Choose one of the answers on this page."),
    }


class ShortButtons(Buttons):
    """One of a few short answers, side by side."""

    widget = Row


class Number(forms.TypedChoiceField):
    """Buttons for 0 to 10; ``ends`` says what both stand for.

    The value is a whole number, nothing if none was chosen, or the key of whatever there is
    to choose ``instead``.
    """

    default_error_messages = FROM_0_TO_10

    def __init__(
        self,
        *,
        ends: tuple[str | Promise, str | Promise] = Scale.ends,
        instead: dict[str, Any] | None = None,
        **given: Any,  # noqa: ANN401 - what Django's fields take
    ) -> None:
        scale = Scale()
        scale.ends = ends
        numbers = ((str(each), str(each)) for each in range(MAX_PAIN + 1))
        super().__init__(
            choices=[*numbers, *(instead or {}).items()],
            coerce=lambda sent: int(sent) if sent.isdecimal() else sent,
            empty_value=None,
            widget=scale,
            **given,
        )


def number_list(
    label: str, first: str, *more: tuple[str, str], ends: tuple[str, str], missing: str
) -> forms.ChoiceField:
    """Return a list of 0 to 10 to choose from, ``ends`` in words, and ``more`` above it.

    ``first`` stands there until something is chosen; nothing need be.
    """
    words = {0: f"0: {ends[0]}", MAX_PAIN: f"{MAX_PAIN}: {ends[1]}"}
    lines = ((str(each), words.get(each, str(each))) for each in range(MAX_PAIN + 1))
    return forms.ChoiceField(
        label=label,
        choices=[("", first), *more, *lines],
        required=False,
        error_messages=FROM_0_TO_10 | {"required": missing},
    )
