"""What physios do in the tests of their acts, in few words."""

from datetime import date, datetime, timedelta
from typing import Any

from accounts.models import Clinic, Membership, User
from rehab.models import GateAnswer, Plan
from rehab.oversight.acting import Act
from rehab.oversight.seen_before import token_of
from tests.factories import NOON, a_clinic, a_physio, a_plan, a_runner

DAY = timedelta(days=1)
TODAY = NOON.date()
WHY = "It was the shoes."


def an_act(plan: Plan, **given: Any) -> Act:
    """Return an act of whoever treats the runner, who has seen all there is."""
    by = given.get("by") or physio_of(plan.person)
    defaults: dict[str, Any] = {"by": by, "why": WHY, "at": NOON}
    return Act(**defaults | {"seen": token_of(plan.person)} | given)


def physio_of(runner: User) -> User:
    """Return a physio who treats ``runner``, each time the same one."""
    clinic = runner.care_links.get().clinic
    member = clinic.memberships.order_by("pk").first()
    return member.user if member else a_physio(clinic=clinic)


def own_physio(runner: User, *, role: str = Membership.Role.PHYSIO) -> User:
    """Return ``runner``, who from now on has a ``role`` at the clinic that treats them."""
    clinic = runner.care_links.get().clinic
    Membership.objects.create(user=runner, clinic=clinic, role=role)
    User.objects.filter(pk=runner.pk).update(is_staff=True)
    return User.objects.get(pk=runner.pk)


def treated(*, clinic: Clinic | None = None, days: int = 40, **given: Any) -> Plan:
    """Return a plan of a runner in the care of a clinic, begun so many days ago."""
    runner = a_runner(clinic=clinic or a_clinic())
    opened = NOON - days * DAY
    defaults: dict[str, Any] = {
        "person": runner,
        "opened_at": opened,
        "begun_on": opened.date(),
        "reviewed_on": TODAY,
    }
    return a_plan(**defaults | given)


def met_list(plan: Plan, gate: str, *, on: date = TODAY, apart: int = 2) -> None:
    """Let the runner meet the list of a gate twice, the second time ``on`` a day."""
    for day in (on - apart * DAY, on):
        at = datetime.combine(day, NOON.timetz())
        GateAnswer.objects.create(plan=plan, gate=gate, on=day, at=at)
