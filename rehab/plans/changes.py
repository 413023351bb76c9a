"""What all changes of a plan share: one at a time, and the reason on record."""

from datetime import datetime
from textwrap import shorten

from accounts.models import User
from rehab import attention
from rehab.models import Plan, PlanChange

WHY_MAX = 300


def lock(person_id: int) -> None:
    """Make whatever changes the plans of one person wait for each other."""
    User.objects.select_for_update(no_key=True).get(pk=person_id)


def note(
    plan: Plan,
    what: PlanChange.What,
    why: str,
    *,
    at: datetime,
    by: User | None = None,
    **facts: object,
) -> PlanChange:
    """Write down a change; ``by`` nobody means that a rule made it.

    ``facts`` are further columns, such as what was there before. A long reason is cut. What
    calls for a look asks for it from now on.
    """
    change = PlanChange.objects.create(
        plan=plan, what=what, why=cut(why), at=at, by=by, **facts
    )
    attention.heed_change(change, at=at)
    return change


def cut(why: str) -> str:
    """Return a reason as it is kept."""
    return shorten(why, WHY_MAX, placeholder=" …")
