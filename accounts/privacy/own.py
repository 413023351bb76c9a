"""What accounts holds of people."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from accounts.models import (
    AccessLog,
    BrokenGlass,
    CareLink,
    Consent,
    Erasure,
    Invitation,
    Membership,
    User,
)
from accounts.privacy.kinds import Holding, Kind, register
from accounts.privacy.looks import in_words


def _sent_to(person: User) -> Q:
    return Q(email=person.email) | Q(accepted_by=person)


def _noted_about(person: User) -> Q:
    """Return what the admin noted about somebody, under whichever name of the model."""
    types = ContentType.objects.all()
    people = [kind.pk for kind in types if issubclass(kind.model_class() or type, User)]
    return Q(content_type__in=people, object_id=str(person.pk))


def _of_number(person: User) -> Q:
    return Q(person_number=person.pk)


WHO_LOOKED = Kind(
    title="Who looked at your data",
    file="who-looked",
    theirs_alone=True,
    model=AccessLog,
    whose="person",
    newest_by="at",
    raw=frozenset({"what", "worked_at"}),
    worked_out={"what they did": lambda look: in_words(look.what)},
)
CONSENTS = Kind(
    title="What you agreed to",
    file="agreements",
    model=Consent,
    whose="person",
    newest_by="given_at",
    shows_life=True,
)
LOOKS = {
    "access log": "looked at who looked at your data",
    "care link": "looked at how your clinic looks after you",
    "care link, physio chosen": "chose who looks after you",
    "glass broken": "opened your data without a clinic, for one hour",
    "list of access logs": "looked at a list of who looked at whom",
    "list of care links": "saw you in the list of runners of a clinic",
}
OWN = Holding(
    app="accounts",
    forget="accounts_erase",
    looks=LOOKS,
    kinds=(
        Kind(
            title="About you",
            file="about-you",
            model=User,
            whose="pk",
            newest_by="joined_at",
            secret=frozenset({"password"}),
            raw=frozenset({"is_superuser", "is_active"}),
        ),
        Kind(
            title="Your email addresses",
            file="email-addresses",
            model=EmailAddress,
            whose="user",
            newest_by="pk",
        ),
        Kind(
            title="Codes sent to your email address",
            file="email-codes",
            theirs_alone=True,
            model=EmailConfirmation,
            whose="email_address__user",
            newest_by="created",
            secret=frozenset({"key"}),
        ),
        Kind(
            title="Your second steps to sign in",
            file="second-steps",
            theirs_alone=True,
            model=Authenticator,
            whose="user",
            newest_by="created_at",
            secret=frozenset({"data"}),
        ),
        CONSENTS,
        Kind(
            title="Clinics that look after you",
            file="clinics",
            theirs_alone=True,
            model=CareLink,
            whose="patient",
            newest_by="begun_at",
            with_rows=("clinic",),
            worked_out={"name of the clinic": lambda link: link.clinic.name},
        ),
        Kind(
            title="Invitations from clinics",
            file="invitations",
            theirs_alone=True,
            model=Invitation,
            whose=_sent_to,
            newest_by="made_at",
            with_rows=("clinic",),
            worked_out={"name of the clinic": lambda sent: sent.clinic.name},
        ),
        WHO_LOOKED,
        Kind(
            title="Looks without a clinic, and why",
            file="looks-without-a-clinic",
            theirs_alone=True,
            model=BrokenGlass,
            whose="person",
            newest_by="at",
        ),
        Kind(
            title="What staff changed about your account",
            file="changes-by-staff",
            theirs_alone=True,
            model=LogEntry,
            whose=_noted_about,
            newest_by="action_time",
        ),
        Kind(
            title="Where you work",
            file="work",
            theirs_alone=True,
            model=Membership,
            whose="user",
            newest_by="pk",
            with_rows=("clinic",),
            worked_out={"name of the clinic": lambda role: role.clinic.name},
        ),
        Kind(
            title="When you asked us to delete",
            file="deleting",
            model=Erasure,
            whose=_of_number,
            newest_by="asked_at",
        ),
    ),
)


def register_holding() -> None:
    """Have these rows exported and erased with those of the other apps."""
    register(OWN)
