"""What to leave out for now, and what to do in place of running."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from rehab.programme.fitting import fit


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """Exercise with no impact, in place of a run. ``key`` names it.

    It fits from the phase ``from_phase`` on, if somebody was asked ``asked`` and told of
    each that it does not hurt. ``cautions`` come from what may hurt there.
    """

    key: str
    name: str
    start: str
    how: str
    source: str
    asked: tuple[str, ...] = ()
    from_phase: int = 0
    cautions: tuple[str, ...] = ()


# From the brief: running on makes it worse, and whatever brings the pain on is left out.
RUN_ON = "To run on makes it worse and makes it last longer."
NO_RUNNING = f"Running and jumping. {RUN_ON}"

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

_BRIEF = "from the brief; when to start and how long: our default"
_ADDED = "added; when to start: our default"
_MILD = "If pain is 2 or less."

# Those of the brief come first.
SWAPS = (
    Swap(
        key="swimming",
        name="Swimming",
        start="From day 3, if pain is 2 or less.",
        how="Front crawl or on your back. No breaststroke kick: it twists the knee.",
        source=_BRIEF,
        asked=("swimming",),
    ),
    Swap(
        key="cycling",
        name="Cycling",
        start="From day 3, if pain is 2 or less.",
        how="10 to 20 minutes, saddle high, easy gear. Stop if the inner side hurts.",
        source=_BRIEF,
        asked=("cycling",),
    ),
    Swap(
        key="water_running",
        name="Running in deep water",
        start="From week 1, if pain is 2 or less.",
        how="Wear a float belt, so that your feet do not touch the ground.",
        source=_ADDED,
        asked=("swimming",),
    ),
    Swap(
        key="walking",
        name="Walking",
        start="Once you walk without a limp.",
        how="On flat ground. Pain stays at 3 or less.",
        source=_ADDED,
        asked=("hurts_to_walk",),
    ),
    Swap(
        key="elliptical",
        name="Cross-trainer",
        start=_MILD,
        how="Short and easy at first. Keep the knees over the toes.",
        source=_ADDED,
        asked=("hurts_to_walk", "stairs", "cycling"),
        from_phase=2,
    ),
    Swap(
        key="rowing",
        name="Rowing",
        start=_MILD,
        how="Slide forward only as far as the bend feels fine.",
        source=_ADDED,
        asked=("bending", "squatting", "cycling"),
        from_phase=3,
    ),
    Swap(
        key="upper_body",
        name="Arms and trunk",
        start="At any time.",
        how="Train them as you like, as long as the knee stays out of it.",
        source=_ADDED,
    ),
)


def to_avoid(
    told: Mapping[str, object],
    causes: Iterable[str] = (),
    *,
    runs: bool = False,
    cleared: bool = False,
) -> tuple[str, ...]:
    """Return what to leave out: what somebody told us brings the pain on, and more.

    That is what the causes they were shown call for, and running unless ``runs`` says that
    it has begun again. ``cleared`` tells that somebody has looked, and allowed exercises.

    :raises KeyError: if a cause is none of the programme's.
    """
    hurts = (text for key, text in AVOID.items() if told.get(key) is True)
    return (*([] if runs else [NO_RUNNING]), *hurts, *fit(causes, cleared=cleared).avoid)


def swaps(
    told: Mapping[str, object], causes: Iterable[str] = (), *, phase: int = 0
) -> tuple[Swap, ...]:
    """Return what may take the place of running: only what was told not to hurt.

    Nothing may while a bone could be overworked: that is up to whoever has looked at it.

    :raises KeyError: if a cause is none of the programme's.
    """
    fitted = fit(causes)
    if fitted.run_week is None:
        return ()
    return tuple(
        replace(swap, cautions=fitted.cautions(swap.key))
        for swap in SWAPS
        if swap.from_phase <= phase and all(told.get(key) is False for key in swap.asked)
    )
