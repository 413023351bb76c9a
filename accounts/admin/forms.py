"""What staff fill in about clinics, their members and their runners."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminEmailInputWidget, AdminTextareaWidget

from accounts.forms import can_be_written_to
from accounts.models import CareLink, Membership, User

LEFT = "LEFT"


class AddressForm(forms.Form):
    """The address of somebody."""

    email = forms.EmailField(
        label="Email address",
        validators=[can_be_written_to],
        widget=AdminEmailInputWidget(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Type an email address.",
            "invalid": "Type an email address like name@example.com.",
        },
    )


class MemberForm(AddressForm):
    """Who comes to work at a clinic, and as what."""

    role = forms.ChoiceField(
        choices=Membership.Role.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what they work as.",
            "invalid_choice": "Choose one from the list.",
        },
    )


class RoleForm(forms.Form):
    """What somebody works as from now on, or that they left."""

    ROLES = {**dict(Membership.Role.choices), LEFT: "works here no more"}

    role = forms.ChoiceField(
        choices=[*ROLES.items()],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what they work as.",
            "invalid_choice": "Choose one from the list.",
        },
    )


class PhysioForm(forms.Form):
    """Who of a clinic looks after a runner."""

    physio = forms.ModelChoiceField(
        queryset=User.objects.none(),
        required=False,
        empty_label="all physios of the clinic",
        help_text="The leads of the clinic see the runner as well.",
        error_messages={"invalid_choice": "Choose somebody who treats people here."},
    )

    def __init__(self, *args: Any, link: CareLink, **kwargs: Any) -> None:  # noqa: ANN401 # what Django's forms take
        super().__init__(*args, **kwargs)
        self.initial["physio"] = link.physio_id
        self.fields["physio"].queryset = User.objects.filter(  # type: ignore[attr-defined] # a ModelChoiceField
            memberships__clinic=link.clinic_id,
            memberships__role__in=Membership.CLINICAL,
            is_active=True,
            is_staff=True,
        ).order_by("email")


class GlassForm(AddressForm):
    """Whom a superuser has to look at, and why."""

    why = forms.CharField(
        label="Reason",
        max_length=300,
        widget=AdminTextareaWidget(attrs={"rows": 3}),
        help_text="The runner reads it, and so do the leads of their clinic.",
        error_messages={
            "required": "Say why you have to look.",
            "max_length": "Use 300 letters at most.",
        },
    )
