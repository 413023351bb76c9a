"""Bringing the rows of one runner up to what is known of them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cached_property

from django.db import transaction

from accounts.models import User
from rehab.attention import runs, states, told
from rehab.attention.asking import LONG_AGO, Asked, Fact, Runner, together
from rehab.attention.rows import close_attention, raise_attention
from rehab.attention.rules import EVERY, TOLD, Rule
from rehab.models import Attention, Clearance

Ask = Callable[[Runner, datetime], Asked | None]
BY_STATE: Mapping[Rule, Ask] = {
    Rule.NOT_SEEN: states.not_seen,
    Rule.SILENT: states.silent,
    Rule.REFUSED: states.refused,
    Rule.BEHIND: states.behind,
    Rule.RUNS_EARLY: runs.early,
}
# A visit that allows exercises ends what these ask for.
ENDED_BY_A_VISIT = (*TOLD, Rule.NOT_SEEN, Rule.RUNS_EARLY)


def settle(
    *,
    person_id: int,
    at: datetime,
    rules: Iterable[Rule] = EVERY,
    only_open: bool = False,
) -> None:
    """Ask for a look at a person, who is locked, wherever one of ``rules`` fires.

    What is over is closed. ``only_open`` looks at nothing but what is open: for what can
    only end something. Safe to repeat.
    """
    looked_at = [*rules]
    rows = [*Attention.objects.filter(person=person_id, rule__in=looked_at)]
    is_open = {Rule(row.rule): row for row in rows if row.closed_at is None}
    if only_open:
        looked_at = [rule for rule in looked_at if rule in is_open]
    if not looked_at:
        return
    now = _Now(person_id, rows, at)
    for rule in looked_at:
        asked, row = now.asked(rule), is_open.get(rule)
        if asked is None and row:
            close_attention(person_id=person_id, rules=[rule], at=at)
        _raise(person_id, rule, row, asked)


@transaction.atomic
def renew(*, person_id: int, rule: Rule, at: datetime) -> None:
    """Let the open row of ``rule`` tell what came since it was last looked at.

    Nothing is closed by it. The person is locked. Safe to repeat.
    """
    User.objects.select_for_update(no_key=True).get(pk=person_id)
    rows = [*Attention.objects.filter(person=person_id, rule=rule)]
    row = next((row for row in rows if row.closed_at is None), None)
    if row:
        _raise(person_id, rule, row, _Now(person_id, rows, at).asked(rule))


def _raise(person_id: int, rule: Rule, row: Attention | None, asked: Asked | None) -> None:
    if asked and not _says(row, asked):
        raise_attention(
            person_id=person_id,
            rule=rule,
            level=asked.level,
            why=asked.why,
            at=asked.newest,
            since=asked.since,
        )


def _says(row: Attention | None, asked: Asked) -> bool:
    if row is None:
        return False
    return row.level >= asked.level and row.renewed_at >= asked.newest


class _Now:
    """What each rule asks for about a person, as far as nobody has ended it."""

    def __init__(self, person_id: int, rows: Iterable[Attention], at: datetime) -> None:
        self.runner, self.rows = Runner(person_id, at), rows

    def asked(self, rule: Rule) -> Asked | None:
        if rule in TOLD:
            facts = self._told.get(rule, [])
            return together(fact for fact in facts if fact.at > self._since(rule))
        return BY_STATE[rule](self.runner, self._since(rule))

    def _since(self, rule: Rule) -> datetime:
        """Return until when what this rule fires for has been ended."""
        ended = [row.closed_at for row in self.rows if row.rule == rule and row.closed_at]
        visit = [self._cleared] if rule in ENDED_BY_A_VISIT else []
        return max([LONG_AGO, *visit, *ended])

    @cached_property
    def _told(self) -> Mapping[Rule, list[Fact]]:
        return told.told_by(self.runner, min(self._since(rule) for rule in TOLD))

    @cached_property
    def _cleared(self) -> datetime:
        """Return until when the newest visit covers all; without leave, nothing is."""
        newest = Clearance.objects.filter(person=self.runner.pk).order_by("at", "pk").last()
        return newest.at if newest and newest.may_exercise else LONG_AGO
