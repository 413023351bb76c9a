"""Signs of life of what runs by itself."""

from django.db import models

TICK, REVIEW = "tick", "review"
ATTENTION = "attention"  # until when all that asks for a look has been looked for
FAST = "fast clock"  # a worker saw that its own clock is far ahead


class Heartbeat(models.Model):
    """When a task ran last. The row is the truth: Redis may forget."""

    name = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "sign of life"
        verbose_name_plural = "mails"  # whose health it is: the admin lists them so

    def __str__(self) -> str:
        return f"{self.name} at {self.at:%Y-%m-%d %H:%M}"
