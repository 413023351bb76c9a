"""How far a course may go, by how soon somebody should look and who has looked since."""

from dataclasses import dataclass
from datetime import date

from rehab.programme.course import Limits
from triage.rules.parts import Level

# Nothing but what protects the knee: no exercises, no runs. Our default.
PROTECT = Limits(protect_only=True, max_phase=0, may_run=False, may_hop=False)

# Our default, after Dubois and Esculier 2020, BJSM 54:72: load as far as pain allows.
WALKING = "Walk only if the pain stays at 3 or less and you do not limp."
# Added: a bone that may be cracked carries no load that hurts.
WALKING_ON_BONE = "If walking hurts, put no weight on that leg. Use crutches."


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Somebody who knows knees has looked on the day ``on``, and said what is allowed."""

    on: date
    may_exercise: bool
    may_run: bool


def limits(level: Level, seen: Seen | None = None, *, no_impact: bool = False) -> Limits:
    """Return how far a course may go.

    ``level`` is the most urgent thing told, ``seen`` a clearance that covers it. For the
    same day or an emergency there is to be no plan before that: what comes back then is
    the strictest there is. ``no_impact`` locks running and jumping until whoever has
    looked opens running.
    """
    if seen is not None:
        return _as_seen(seen)
    if level >= Level.WITHIN_A_WEEK:
        return PROTECT
    unseen = Limits(may_run=not no_impact, may_hop=not no_impact)
    return unseen.until_seen() if level == Level.WITHIN_2_WEEKS else unseen


def walking_rule(*, bone: bool) -> tuple[str, ...]:
    """Return how far to walk; with ``bone`` a stressed bone or hip is suspected."""
    return (WALKING_ON_BONE,) if bone else (WALKING,)


def _as_seen(seen: Seen) -> Limits:
    """Whoever did not open running has not opened jumping either."""
    if not seen.may_exercise:
        return PROTECT
    return Limits(may_run=seen.may_run, may_hop=seen.may_run)
