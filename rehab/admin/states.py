"""Plans by whether they go on, and by what asks for a look at their runners."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from rehab.attention import Rule
from rehab.models import Attention, Plan
from rehab.plans.safety.clearing import cleared_before
from triage.rules.parts import Level

NOTHING = Level.SELF_CARE.value


def _asks(rule: Rule) -> Exists:
    return Exists(Attention.objects.open().filter(person=OuterRef("person"), rule=rule))


STATES = {
    "goes on": Q(finished_at=None, paused_at=None, protect_only=False),
    "protects only": Q(finished_at=None, paused_at=None, protect_only=True),
    "paused": Q(finished_at=None, paused_at__isnull=False),
    "finished": Q(finished_at__isnull=False),
    "not reviewed": Q(_asks(Rule.BEHIND)),
    "emails come back": Q(_asks(Rule.REFUSED)),
    "silent": Q(_asks(Rule.SILENT)),
}


class StateFilter(admin.SimpleListFilter):
    """Plans by whether they go on."""

    title = "state"
    parameter_name = "state"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin
    ) -> list[tuple[str, str]]:
        return [(name, name) for name in STATES]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = STATES.get(self.value() or "")
        return queryset if chosen is None else queryset.filter(chosen)


def with_levels(rows: QuerySet[Plan]) -> QuerySet[Plan]:
    """Return plans with how soon somebody should look, by what asked for it.

    ``worst`` is the most urgent that no visit has covered, also if it was closed; ``ever``
    the same with what visits have covered.
    """
    asked = Attention.objects.filter(person=OuterRef("person"))
    unseen = asked.filter(renewed_at__gt=cleared_before(OuterRef("person")))
    return rows.annotate(worst=_worst(unseen), ever=_worst(asked))


def _worst(rows: QuerySet[Attention]) -> Coalesce:
    one = rows.order_by().values("person").annotate(most=Max("level")).values("most")
    return Coalesce(Subquery(one), NOTHING)
