"""Who says that something is a warning sign."""

from triage.rules.parts import Origin, Source

PATHWAY = "NHS Gloucestershire knee pain pathway"


def brief(sign: str) -> Source:
    """Return the source of a warning sign that the brief names."""
    return Source(origin=Origin.BRIEF, reference=f"Warning signs: {sign}")


def added(reference: str) -> Source:
    """Return the source of a warning sign that the brief does not name."""
    return Source(origin=Origin.ADDED, reference=reference)


def ours(reason: str) -> Source:
    """Return the source of a default that nobody but us has set."""
    return Source(origin=Origin.DEFAULT, reference=reason)
