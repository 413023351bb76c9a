"""What somebody pressed in a mail, other than to tell how it went."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.triggers import only_added_to
from rehab.models.reminder import Reminder


class ReminderActQuerySet(models.QuerySet["ReminderAct"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep what was pressed in mails to runners whom ``user`` treats."""
        return self.filter(reminder__in=Reminder.objects.visible_to(user))


class ReminderAct(models.Model):
    """One press of one kind a mail: to press again changes nothing. Only ever added."""

    class What(models.TextChoices):
        SNOOZED = "SNOOZED", "later"
        SKIPPED = "SKIPPED", "not today"
        BARRIER = "BARRIER", "what gets in the way"

    reminder = models.ForeignKey(Reminder, on_delete=models.CASCADE, related_name="acts")
    what = models.CharField(max_length=7, choices=What)
    choice = models.CharField("until when, or which barrier", max_length=20, blank=True)
    at = models.DateTimeField()

    objects = ReminderActQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reminder", "what"], name="rehab_one_press_of_a_kind_a_mail"
            ),
            models.CheckConstraint(
                condition=Q(what="SKIPPED", choice="")
                | (Q(what__in=["SNOOZED", "BARRIER"]) & ~Q(choice="")),
                name="rehab_a_press_says_which",
            ),
        ]
        triggers = [only_added_to()]

    def __str__(self) -> str:
        return f"{self.what} for mail {self.reminder_id}"
