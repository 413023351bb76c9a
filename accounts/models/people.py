"""Who is who, and who may see whom."""

from datetime import datetime, timedelta
from typing import Any, Self
from zoneinfo import available_timezones

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Now
from django.utils.functional import cached_property

from accounts.models.clinics import Clinic
from accounts.triggers import keeps_words, only_added_to

GLASS_STAYS_BROKEN = timedelta(hours=1)


def is_time_zone(name: str) -> None:
    """Let only names of the IANA time zone database through.

    :raises ValidationError: if ``name`` is not one.
    """
    if name not in available_timezones():
        raise ValidationError("Choose a time zone from the list.")


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Keep the runners whom ``user`` may see, and nobody else.

        They are linked to a clinic where ``user`` treats people, or ``user`` broke the
        glass for them a short while ago.
        """
        seen = CareLink.objects.visible_to(user).values("patient")
        if user.is_superuser:  # a union, as an OR of two lists would read every account
            seen = seen.union(BrokenGlass.objects.open_to(user).values("person"))
        return self.filter(pk__in=seen)

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
        triggers = [keeps_words()]

    def __str__(self) -> str:
        return self.email

    @cached_property
    def roles(self) -> dict[int, str]:
        """Roles by the number of the clinic; none for whoever is off the staff."""
        if not (self.is_active and self.is_staff):
            return {}
        return dict(self.memberships.values_list("clinic", "role"))

    @property
    def leads(self) -> list[int]:
        """Numbers of the clinics that this member of staff leads."""
        return [
            clinic for clinic, role in self.roles.items() if role == Membership.Role.LEAD
        ]

    @property
    def treats_people(self) -> bool:
        """Whether the pages about runners open: to a clinical role, or past broken glass.

        Whom they then show is up to ``visible_to``.
        """
        return (
            not {*Membership.CLINICAL}.isdisjoint(self.roles.values()) or self.broke_glass
        )

    @cached_property
    def broke_glass(self) -> bool:
        """Whether they may look at somebody right now because they broke the glass."""
        return BrokenGlass.objects.open_to(self).exists()


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
        """Keep the open links by which ``user`` looks after runners.

        A clinic lead sees all of the clinic's; a physio those that name no physio or name
        them.
        """
        if not isinstance(user, User):
            return self.none()
        physio, theirs = Membership.Role.PHYSIO, Q(physio=None) | Q(physio=user)
        practised = [clinic for clinic, role in user.roles.items() if role == physio]
        # By number, not by a join: the planner knows how many runners each clinic has.
        return self.filter(
            Q(clinic__in=user.leads) | Q(clinic__in=practised) & theirs, ended_at=None
        )


class CareLink(models.Model):
    """A clinic looks after a runner from ``begun_at`` until ``ended_at``.

    The runner made it by an act of their own, whose words are its ``consent``. If it names
    a ``physio``, only they and the clinic's leads see the runner.
    """

    patient = models.ForeignKey(User, on_delete=models.CASCADE, related_name="care_links")
    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="care_links")
    physio = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    consent = models.ForeignKey(
        "accounts.Consent",
        on_delete=models.PROTECT,
        null=True,  # of links made before it was kept here
        blank=True,
        related_name="+",
    )
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
        indexes = [
            models.Index(
                fields=["clinic", "physio", "patient"],
                condition=Q(ended_at=None),
                name="accounts_runners_of_a_clinic",
            ),
            models.Index(
                fields=["-begun_at", "-id"],
                condition=Q(ended_at=None),
                name="accounts_newest_links",
            ),
        ]

    def __str__(self) -> str:
        return f"runner {self.patient_id} at {self.clinic}"


class BrokenGlassQuerySet(models.QuerySet["BrokenGlass"]):
    def open_to(self, user: User | AnonymousUser) -> Self:
        """Keep those by which ``user`` may look at somebody right now."""
        staff = isinstance(user, User) and user.is_active and user.is_staff
        if not (staff and user.is_superuser):
            return self.none()
        return self.filter(user=user, until__gt=Now())


class BrokenGlass(models.Model):
    """A superuser looks at one runner for a short while, and says why. Only added to."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    why = models.CharField(max_length=300)
    at = models.DateTimeField()
    until = models.DateTimeField()

    objects = BrokenGlassQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "broken glass"
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="accounts_glass_says_why"),
            models.CheckConstraint(
                condition=Q(until__gt=F("at")) & Q(until__lte=F("at") + GLASS_STAYS_BROKEN),
                name="accounts_glass_is_mended_within_the_hour",
            ),
        ]
        triggers = [only_added_to()]

    def __str__(self) -> str:
        return f"glass {self.pk}"
