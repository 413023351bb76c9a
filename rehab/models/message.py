"""What a physio writes to a runner."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.triggers import only_added_to

LONGEST = 2000  # characters


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep what was written to runners whom ``user`` treats."""
        return self.filter(person__in=User.objects.visible_to(user))


class Message(models.Model):
    """A few words of a physio to a runner. Rows are only ever added."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="messages"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    text = models.TextField(max_length=LONGEST)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""), name="rehab_message_says_something"
            ),
        ]
        triggers = [only_added_to()]

    def __str__(self) -> str:
        return f"message {self.pk}"
