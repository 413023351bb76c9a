"""What the page of a paused plan shows besides how soon to be seen."""

from dataclasses import dataclass

from rehab.models import Plan
from rehab.views.page.log import Log, log_of
from rehab.views.page.rows import Written, facts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused:
    """What physios wrote, newest first, and what changed in the plan, by whom and why."""

    messages: tuple[Written, ...]
    log: Log


def paused_page(plan: Plan) -> Paused:
    """Return what to show of ``plan``, which is paused and comes from ``open_plan_of``."""
    facts = facts_of(plan)
    return Paused(messages=facts.written, log=log_of(plan, facts.changes))
