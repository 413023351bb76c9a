"""How much something tells, in words: bits would promise more than anybody knows."""

from django.utils.translation import gettext_noop

# From so many bits on; one bit makes a cause twice as likely.
STRENGTHS = (
    (2.0, gettext_noop("strongly")),
    (1.0, gettext_noop("clearly")),
    (0.0, gettext_noop("a little")),
)


def strength_of(bits: float) -> str:
    """Return how much a weight of ``bits`` tells, for or against."""
    return next(words for least, words in STRENGTHS if abs(bits) >= least)
