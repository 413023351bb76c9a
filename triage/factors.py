"""What may add to the strain on somebody's knee, from all that they told and tried out."""

from triage.models import Assessment
from triage.rules.decide import factors_of_decision
from triage.rules.factors import Found, factors_in, in_order, together


def factors_of(assessment: Assessment) -> tuple[Found, ...]:
    """Return what an assessment and the newest look at the movement after it point to.

    They come in the order of ``in_order``, by the rules of that look if there was one.
    """
    told = factors_of_decision(
        assessment.release.protocol, assessment.given, assessment.decided
    )
    finished = assessment.movement_checks.finished().select_related("release")
    check = finished.order_by("checked_at", "pk").last()
    if check is None:
        return told
    rules = check.release.protocol
    return in_order(rules, together(told, factors_in(rules, check.given)))
