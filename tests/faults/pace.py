"""How long a seed takes: with the constants of production, or with short ones for tests."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """All in seconds.

    :ivar prepare: how long the first due one lies ahead while they are being owed.
    :ivar lasts: within how long all reminders fall due and all troubles begin.
    :ivar trouble: how long one trouble lasts, at least and at most.
    :ivar pause: how long the mail server thinks about a mail.
    :ivar limit: within how long all has to be out once everything is whole.
    :ivar shelf: how long the short-lived ones of the reminders are of use.
    """

    prepare: float
    lasts: float
    trouble: tuple[float, float]
    pause: float
    limit: float
    shelf: float


FULL: Final = Pace(prepare=8, lasts=180, trouble=(5, 70), pause=0.2, limit=120, shelf=90)
FAST: Final = Pace(prepare=3, lasts=15, trouble=(1, 8), pause=0.05, limit=30, shelf=6)
