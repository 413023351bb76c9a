"""Letting rules ask for a look at a runner, and reading what they ask."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from rehab.attention import Rule, raise_attention
from rehab.models import Attention
from triage.rules.parts import Level


def asks(person: User) -> list[tuple[str, int, str]]:
    """Return what is open about ``person``: the rule, how soon, and why, by the rule."""
    rows = Attention.objects.open().filter(person=person).order_by("rule")
    return [*rows.values_list("rule", "level", "why")]


def rules(person: User) -> list[str]:
    """Return which rules ask for a look at ``person``."""
    return [rule for rule, _, _ in asks(person)]


def asking(
    runner: User,
    rule: Rule = Rule.VISIT,
    *,
    level: Level = Level.WITHIN_A_WEEK,
    days: float = 1,
) -> Attention:
    """Let a rule ask for a look at ``runner`` since so many days ago."""
    return raise_attention(
        person_id=runner.pk,
        rule=rule,
        level=level,
        why=f"{rule.label} of {runner.email}.",
        at=timezone.now() - days * timedelta(days=1),
    )
