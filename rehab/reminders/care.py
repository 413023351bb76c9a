"""What somebody is asked to do until exercises begin, or until somebody has looked."""

from rehab.models import Plan
from rehab.programme.care.rice import Item, items_until_seen, rice_items
from triage.protocols.medial_knee.questions.onset import INJURED
from triage.rules.conditions import holds


def care_items(plan: Plan, *, injury: bool, protects: bool = False) -> tuple[Item, ...]:
    """Return rest, ice and so on, without what the runner's health rules out.

    A plan that only protects, by itself or because its limits say that it ``protects``
    now, has ice and a bandage after an ``injury`` alone.
    """
    return care_for(
        injury=injury,
        protects=plan.protect_only or protects,
        no_ice=plan.no_ice,
        no_compression=plan.no_compression,
    )


def care_for(
    *, injury: bool, protects: bool, no_ice: bool, no_compression: bool
) -> tuple[Item, ...]:
    """Return the same as ``care_items`` for any plan of which these things are true."""
    if protects:
        return items_until_seen(injury=injury, no_ice=no_ice, no_compression=no_compression)
    return rice_items(no_ice=no_ice, no_compression=no_compression)


def is_injured(plan: Plan) -> bool:
    """Return whether the check that ``plan`` rests on told of an injury."""
    return holds(INJURED, plan.assessment.given) is True
