"""A runner, as whoever treats them sees them."""

from accounts.models import User


class Patient(User):
    """A runner in the care of a clinic. Its rows are those of ``User``."""

    class Meta:
        proxy = True
        verbose_name = "patient"

    def __str__(self) -> str:
        return self.email
