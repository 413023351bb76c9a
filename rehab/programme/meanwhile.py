"""What to leave out for now, and what to do in place of running."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """Exercise with no impact. ``key`` is the question that asks whether it hurts."""

    key: str
    name: str
    start: str
    how: str


# From the brief: running on makes it worse, and whatever brings the pain on is left out.
NO_RUNNING = "Running and jumping. To run on makes it worse and makes it last longer."

# By the question that asks whether this brings the pain on.
AVOID = {
    "stairs": "Stairs, where you can. Hold the rail. Push up from a chair with your arms.",
    "bending": "Bending the knee far or for long.",
    "squatting": "Squatting and kneeling.",
    "twisting": "Twisting on that leg. Turn with small steps.",
    "side_step": "Side steps, and sports with quick turns.",
    "cycling": "Cycling.",
    "swimming": "Swimming.",
}

# Swimming and cycling for a time are from the brief; when to start is our default.
SWAPS = (
    Swap(
        key="swimming",
        name="Swimming",
        start="From day 3, if pain is 2 or less.",
        how="Front crawl or on your back. No breaststroke kick: it twists the knee.",
    ),
    Swap(
        key="cycling",
        name="Cycling",
        start="From day 3, if pain is 2 or less.",
        how="10 to 20 minutes, saddle high, easy gear. Stop if the inner side hurts.",
    ),
)


def to_avoid(told: Mapping[str, object]) -> tuple[str, ...]:
    """Return what to leave out, by what somebody told us brings the pain on."""
    hurts = (text for key, text in AVOID.items() if told.get(key) is True)
    return (NO_RUNNING, *hurts)


def swaps(told: Mapping[str, object]) -> tuple[Swap, ...]:
    """Return what may take the place of running: only what was told not to hurt."""
    return tuple(swap for swap in SWAPS if told.get(swap.key) is False)
