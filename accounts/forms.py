from allauth.account.fields import EmailField
from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import Consent


class SignInForm(RequestLoginCodeForm):
    email = EmailField(
        label=_("Your email address"),
        help_text=_("We send you a code. You need no password."),
        error_messages={
            "required": _("Type your email address."),
            "invalid": _("Type an email address like name@example.com."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self) -> str:
        """Return the address, if a mail can be addressed to it.

        :raises ValidationError: if its domain cannot be written in ASCII, as mails need it.
        """
        try:
            self.cleaned_data["email"].rpartition("@")[2].encode("idna")
        except UnicodeError:
            invalid = self.fields["email"].error_messages["invalid"]
            raise ValidationError(invalid, code="invalid") from None
        email: str = super().clean_email()
        return email


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
