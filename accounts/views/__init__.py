"""Signing in and out, what somebody agreed to, their data, and who looks after them."""

from accounts.views.agreed import agreements, privacy
from accounts.views.clinics import clinic_end, clinic_join, clinics
from accounts.views.my_data import (
    my_data,
    my_data_delete,
    my_data_download,
    my_data_keep,
    my_data_kind,
)
from accounts.views.new_address import new_address, new_address_code
from accounts.views.signing_in import ConfirmCodeView, SignInView, SignOutView

__all__ = [
    "ConfirmCodeView",
    "SignInView",
    "SignOutView",
    "agreements",
    "clinic_end",
    "clinic_join",
    "clinics",
    "my_data",
    "my_data_delete",
    "my_data_download",
    "my_data_keep",
    "my_data_kind",
    "new_address",
    "new_address_code",
    "privacy",
]
