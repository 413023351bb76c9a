"""Who is who, who may see whom, and what each person agreed to."""

from datetime import datetime
from typing import Any, Self
from zoneinfo import available_timezones

import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Upper
from django.utils.functional import cached_property

from accounts.triggers import only_added_to


def is_time_zone(name: str) -> None:
    """Let only names of the IANA time zone database through.

    :raises ValidationError: if ``name`` is not one.
    """
    if name not in available_timezones():
        raise ValidationError("Choose a time zone from the list.")


class Clinic(models.Model):
    """A practice. A runner who types its code lets its physios see their history."""

    name = models.CharField(max_length=100, unique=True)
    code = models.CharField("code that runners type", max_length=20, unique=True)
    visit_after_days = models.PositiveSmallIntegerField(
        "days of steady care without getting better, until a visit is called for",
        default=21,
    )
    small_numbers = models.BooleanField(
        "let short weeks grow by up to 1 km or 8 minutes, though that is above 10 %",
        default=False,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                # "a few weeks" of the brief
                condition=Q(visit_after_days__gte=14, visit_after_days__lte=28),
                name="accounts_a_visit_after_14_to_28_days",
            ),
            models.CheckConstraint(
                condition=Q(code=Upper("code")) & ~Q(code=""),
                name="accounts_clinic_code_is_upper_case",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Keep the runners in the care of a clinic where ``user`` treats people."""
        return self.filter(pk__in=CareLink.objects.visible_to(user).values("patient"))

    def unused(self, *, since: datetime) -> Self:
        """Keep runners' accounts that got no code after ``since`` and never a sign-in.

        Whatever we keep of a runner hangs on a consent, so no consent means no data.
        """
        return self.filter(
            last_login=None, asked_at__lt=since, is_staff=False, consents=None
        )


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, **fields: Any) -> "User":  # noqa: ANN401
        """Make an account. Nobody has a password: a code comes by email."""
        user = self.model(email=email.lower(), **fields)
        user.set_unusable_password()
        user.save()
        return user

    def create_superuser(self, email: str, **fields: Any) -> "User":  # noqa: ANN401
        fields.pop("password", None)  # Django's command asks for one; it is not kept
        return self.create_user(email, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A runner or a member of staff. The address is the login; there is no user name."""

    email = models.EmailField("email address", unique=True)
    name = models.CharField("what to call you", max_length=60, blank=True)
    time_zone = models.CharField(max_length=60, default="UTC", validators=[is_time_zone])
    is_staff = models.BooleanField("may open the admin", default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    asked_at = models.DateTimeField("last asked for a code", auto_now_add=True)
    mail_refused_at = models.DateTimeField(
        "their mail server said that the address takes no mail", null=True, blank=True
    )

    objects = UserManager.from_queryset(UserQuerySet)()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="accounts_email_is_lower_case"
            ),
        ]
        indexes = [
            models.Index(
                fields=["mail_refused_at"],
                condition=Q(mail_refused_at__isnull=False),
                name="accounts_refused_addresses",
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @cached_property
    def treats_people(self) -> bool:
        """Whether this is a member of staff with a clinical role at some clinic."""
        return (
            self.is_active
            and self.is_staff
            and self.memberships.filter(role__in=Membership.CLINICAL).exists()
        )


class Membership(models.Model):
    """Somebody works for a clinic. Administrators see no health data."""

    class Role(models.TextChoices):
        PHYSIO = "PHYSIO", "physio"
        LEAD = "LEAD", "clinic lead"
        ADMINISTRATOR = "ADMINISTRATOR", "administrator"

    CLINICAL = (Role.PHYSIO, Role.LEAD)

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=13, choices=Role)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "clinic"], name="accounts_one_role_a_clinic"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.clinic}"


class CareLinkQuerySet(models.QuerySet["CareLink"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep the open links to clinics where ``user`` treats people."""
        if not (isinstance(user, User) and user.is_active and user.is_staff):
            return self.none()
        clinics = user.memberships.filter(role__in=Membership.CLINICAL).values("clinic")
        return self.filter(clinic__in=clinics, ended_at=None)


class CareLink(models.Model):
    """A clinic looks after a runner from ``begun_at`` until ``ended_at``."""

    patient = models.ForeignKey(User, on_delete=models.CASCADE, related_name="care_links")
    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="care_links")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CareLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "clinic"],
                condition=Q(ended_at=None),
                name="accounts_one_open_link_a_clinic",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("begun_at")),
                name="accounts_link_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"runner {self.patient_id} at {self.clinic}"


class ConsentQuerySet(models.QuerySet["Consent"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep what the runners whom ``user`` treats agreed to."""
        return self.filter(person__in=User.objects.visible_to(user))

    def in_force(self, kind: str) -> Self:
        """Keep what was agreed to under ``kind`` and not taken back."""
        return self.filter(kind=kind, withdrawn_at=None)


class Consent(models.Model):
    """The words somebody agreed to, and when. The person is known once they sign in."""

    class Kind(models.TextChoices):
        ASSESSMENT = "ASSESSMENT", "keep my answers"
        MAILS = "MAILS", "send me reminders"
        CLINIC = "CLINIC", "show my history to a clinic"
        SEEN = "SEEN", "ask me if I was seen"

    person = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, blank=True, related_name="consents"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    wording = models.TextField()
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(withdrawn_at=None, kind__in=["MAILS", "SEEN"]),
                name="accounts_one_open_consent_to_mails",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
                name="accounts_consent_withdrawn_after_given",
            ),
            models.CheckConstraint(
                condition=Q(kind="ASSESSMENT") | Q(person__isnull=False),
                name="accounts_only_answers_are_kept_for_nobody_yet",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="wording_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("kind", "wording", "given_at"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.person_id}"


class AccessLog(models.Model):
    """One view of a person's data by somebody on the staff. Rows are only ever added."""

    viewer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="views_made")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="views_had")
    what = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        triggers = [only_added_to()]

    def __str__(self) -> str:
        return f"{self.viewer_id} saw {self.what} of {self.person_id}"
