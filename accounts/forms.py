from typing import Any

from allauth.account.fields import EmailField
from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import wordings
from accounts.models import CareLink, Consent

LONGEST = 254
LIKE_THIS = _("Type an email address like name@example.com.")


def can_be_written_to(email: str) -> None:
    """Refuse an address whose domain cannot be written in ASCII, as mails need it.

    One that is longer than any that exists (RFC 5321) is refused as well.

    :raises ValidationError: if so.
    """
    if len(email) > LONGEST:
        raise ValidationError(LIKE_THIS, "invalid")
    try:
        email.rpartition("@")[2].encode("idna")
    except UnicodeError:
        raise ValidationError(LIKE_THIS, "invalid") from None


class SignInForm(RequestLoginCodeForm):
    email = EmailField(
        label=_("Your email address"),
        help_text=_("We send you a code. You need no password."),
        error_messages={
            "required": _("Type your email address."),
            "invalid": LIKE_THIS,
        },
        validators=[can_be_written_to],
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class ConfirmCodeForm(ConfirmLoginCodeForm):
    code = forms.CharField(
        label=_("The code from the email"),
        help_text=_("It has 8 numbers, like 1234-5678."),
        error_messages={"required": _("Type the code from the email.")},
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}
        ),
    )


class NewAddressForm(forms.Form):
    """The address that somebody wants to have instead of ``own``."""

    email = EmailField(
        label=_("Your new email address"),
        help_text=_("We send a code to it. Your old one stays until you type the code."),
        error_messages={
            "required": _("Type your new email address."),
            "invalid": LIKE_THIS,
        },
        validators=[can_be_written_to],
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, own: str, **kwargs: Any) -> None:  # noqa: ANN401 # what Django's forms take
        super().__init__(*args, **kwargs)
        self.own = own

    def clean_email(self) -> str:
        """Return the address.

        :raises ValidationError: if it is what they have now.
        """
        email: str = self.cleaned_data["email"]
        if email == self.own:
            raise ValidationError(_("You have this address now. Type the new one."))
        return email

    def refuse(self) -> None:
        """Say that too many codes were asked for."""
        self.add_error("email", _("That was too many tries. Wait. Then try again."))


class TakeBackForm(forms.Form):
    """Which consent somebody takes back; for kept answers see ``docs/privacy.md``."""

    kind = forms.ChoiceField(
        choices=[
            (kind.value, kind.label)
            for kind in (Consent.Kind.MAILS, Consent.Kind.SEEN, Consent.Kind.CLINIC)
        ],
        error_messages={
            "required": _("Choose what to take back."),
            "invalid_choice": _("Choose what to take back."),
        },
    )


class ClinicCodeForm(forms.Form):
    """The code of a clinic."""

    clinic_code = forms.CharField(
        label=_("Code of your clinic"),
        help_text=_("Your clinic gives it to you. Next we show whose code it is."),
        max_length=20,
        error_messages={
            "required": _("Type the code that your clinic gave you."),
            "max_length": _("A code has 20 letters at most."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def refuse(self) -> None:
        """Say that no clinic has the code that was typed."""
        said = gettext("We don't know this code. Check it with your clinic.")
        self.add_error("clinic_code", said)


class AgreeForm(forms.Form):
    """Whether somebody agrees that a clinic sees their history."""

    agree = forms.BooleanField(
        label=_("I agree"),
        error_messages={
            "required": _("Tick the box if you agree. If not, just leave this page."),
        },
    )

    @property
    def wording(self) -> str:
        """The words to agree to, in the language of the page."""
        return gettext(wordings.CLINIC)


class EndLinkForm(forms.Form):
    """Which of somebody's own ``links`` to a clinic ends."""

    link = forms.ModelChoiceField(queryset=CareLink.objects.none())

    def __init__(self, *args: Any, links: QuerySet[CareLink], **kwargs: Any) -> None:  # noqa: ANN401 # what Django's forms take
        super().__init__(*args, **kwargs)
        self.fields["link"].queryset = links  # type: ignore[attr-defined] # a ModelChoiceField


class EraseForm(forms.Form):
    """Whether somebody really wants everything deleted."""

    sure = forms.BooleanField(
        label=_("Yes, delete all of it"),
        error_messages={
            "required": _("Tick the box to delete all. To keep it, leave this page."),
        },
    )
