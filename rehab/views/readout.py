"""Why a plan waits, for the page of a plan that is paused."""

from dataclasses import dataclass

from rehab import plans
from rehab.models import Plan, PlanChange
from rehab.programme.reasons import to_runner
from triage.rules.parts import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Why a plan waits: how soon somebody has to look, and the reasons, newest first.

    ``seen`` tells that somebody has looked since and allowed exercises: a check is missing.
    """

    level: Level
    reasons: tuple[str, ...]
    seen: bool


def pause_of(plan: Plan) -> Pause:
    """Return why ``plan``, which is paused, waits."""
    pauses = plan.changes.filter(what=PlanChange.What.PAUSED).order_by("-pk")
    return Pause(
        level=max(plans.PAUSES_FROM, plans.level_of(plan)),
        reasons=tuple(map(to_runner, pauses.values_list("why", flat=True))),
        seen=plans.awaits_check(plan.person),
    )
