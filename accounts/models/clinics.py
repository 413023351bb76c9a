"""The practices."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper


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
