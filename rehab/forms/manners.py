"""What somebody presses in a mail, other than to tell how it went."""

from django import forms
from django.utils.translation import gettext, gettext_lazy

from rehab.forms.fields import Buttons
from rehab.programme.mails.barriers import BARRIERS
from triage.forms import page_helper

WHEN = {
    "hour": gettext_lazy("In an hour"),
    "evening": gettext_lazy("This evening"),
    "tomorrow": gettext_lazy("Tomorrow"),
}


class LaterForm(forms.Form):
    """Until when a mail waits."""

    until = Buttons(
        choices=[*WHEN.items()],
        error_messages={"required": gettext_lazy("Choose when we should write again.")},
    )

    def refuse(self) -> None:
        """Say that the time that was chosen is over, or has no room any more."""
        self.add_error(
            "until",
            gettext(
                "That time does not work now. Choose another one, or leave it as it is."
            ),
        )


class BarrierForm(forms.Form):
    """What gets in the way: one of six."""

    barrier = Buttons(
        label=gettext_lazy("What gets in the way?"),
        help_text=gettext_lazy("Choose the one that fits best. There is no wrong answer."),
        choices=lambda: [(each.id, gettext(each.words)) for each in BARRIERS],
        error_messages={
            "required": gettext_lazy("Choose the one that fits best."),
            "invalid_choice": gettext_lazy("Choose one of the 6 answers."),
        },
    )
    helper = page_helper()
