"""Who is who, who may see whom, what each agreed to, who looked, and who left."""

from accounts.models.access import AccessLog
from accounts.models.clinics import Clinic
from accounts.models.consents import Consent
from accounts.models.erasure import Erasure
from accounts.models.invitations import Invitation
from accounts.models.people import (
    BrokenGlass,
    CareLink,
    Membership,
    User,
    is_time_zone,
)
from accounts.models.words import PersonWord

__all__ = [
    "AccessLog",
    "BrokenGlass",
    "CareLink",
    "Clinic",
    "Consent",
    "Erasure",
    "Invitation",
    "Membership",
    "PersonWord",
    "User",
    "is_time_zone",
]
