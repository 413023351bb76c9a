"""What accounts can do. Views, admin, the other apps and commands call these."""

from accounts.services.accounts import (
    delete_accounts,
    find_or_make_user,
    forget_unused_accounts,
)
from accounts.services.addresses import AddressTaken, change_address, is_free
from accounts.services.consents import give_consent, take_back, withdraw_consent
from accounts.services.invitations import (
    InvitationOver,
    InvitationUsed,
    InvitedBefore,
    NoSuchInvitation,
    TooManyInvitations,
    accept_invitation,
    find_invitation,
    forget_invitation,
    invite,
    token_of,
    withdraw_invitation,
)
from accounts.services.last_mail import one_may_come
from accounts.services.links import (
    LinkEnded,
    NoSuchClinic,
    NotTheLead,
    NotTreatingHere,
    assign_physio,
    end_link,
    find_clinic,
    link_to_clinic,
)
from accounts.services.looks import (
    MayNotBreak,
    NoReasonGiven,
    break_glass,
    log_list,
    log_view,
)
from accounts.services.names import ELSEWHERE, called, known_to
from accounts.services.staff import (
    LastLead,
    NotOnTheStaff,
    add_member,
    add_staff,
    free_runners,
    remove_member,
    remove_staff,
    set_role,
)

__all__ = [
    "ELSEWHERE",
    "AddressTaken",
    "InvitationOver",
    "InvitationUsed",
    "InvitedBefore",
    "LastLead",
    "LinkEnded",
    "MayNotBreak",
    "NoReasonGiven",
    "NoSuchClinic",
    "NoSuchInvitation",
    "NotOnTheStaff",
    "NotTheLead",
    "NotTreatingHere",
    "TooManyInvitations",
    "accept_invitation",
    "add_member",
    "add_staff",
    "assign_physio",
    "break_glass",
    "called",
    "change_address",
    "delete_accounts",
    "end_link",
    "find_clinic",
    "find_invitation",
    "find_or_make_user",
    "forget_invitation",
    "forget_unused_accounts",
    "free_runners",
    "give_consent",
    "invite",
    "is_free",
    "known_to",
    "link_to_clinic",
    "log_list",
    "log_view",
    "one_may_come",
    "remove_member",
    "remove_staff",
    "set_role",
    "take_back",
    "token_of",
    "withdraw_consent",
    "withdraw_invitation",
]
