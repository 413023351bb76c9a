"""What was told or called for at which somebody should look, by the rule that asks."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Greatest

from rehab.attention.asking import Fact, Runner
from rehab.attention.rules import CALLS, RED_FLAG_FROM, VISIT_FROM, Rule
from rehab.models import DiaryEntry, PlanChange
from rehab.programme.follow_up.visits import PAUSES_FROM
from rehab.programme.review import SILENCE
from triage.models import LEVEL_IN_WORDS, Assessment, LevelOverrule
from triage.rules.parts import Level

CALLING = (PlanChange.What.VISIT, PlanChange.What.PAUSED)
# What of two facts of one instant says more.
CALLED, CHECKED, IN_DIARY = range(3)

Told = tuple[Rule, Fact]


def told_by(runner: Runner, since: datetime) -> Mapping[Rule, list[Fact]]:
    """Return what was told or called for after ``since``, each under one rule."""
    facts: dict[Rule, list[Fact]] = defaultdict(list)
    for read in (_in_diary, _in_checks, _by_physios, _called):
        for rule, fact in read(runner, since):
            facts[rule].append(fact)
    for fact in _paused(runner, since):
        if not _is_told_of(fact, facts):
            facts[Rule.VISIT].append(fact)
    return facts


def told_at() -> Greatest:
    """Return, for SQL, when a check last told something of its person."""
    return Greatest("started_at", "answered_at", "submitted_at", "claimed_at")


def calls() -> Q:
    """Return which changes call for a look: those of rules, but for a silence.

    Likewise a pause that a physio made by hand, which says what it is about and how soon.
    """
    by_rule = Q(by=None) & (Q(what__in=CALLING) | Q(level__isnull=False))
    paused = Q(what=PlanChange.What.PAUSED, level__isnull=False)
    return ~Q(subject=SILENCE) & (by_rule | (paused & ~Q(subject="")))


def _rule_of(level: int, otherwise: Rule) -> Rule:
    return Rule.RED_FLAG if level >= RED_FLAG_FROM else otherwise


def _in_diary(runner: Runner, since: datetime) -> Iterator[Told]:
    urgent = DiaryEntry.objects.filter(
        plan__person=runner.pk, at__gt=since, level__gte=VISIT_FROM
    )
    for entry in urgent.order_by("at", "pk").only("at", "level", "worse", "reasons"):
        rule = _rule_of(entry.level, Rule.PAIN_UP if entry.worse else Rule.VISIT)
        why = f"Diary of {runner.day(entry.at)}: {' '.join(entry.reasons)}".strip()
        yield rule, Fact(entry.at, Level(entry.level), why, IN_DIARY)


def _in_checks(runner: Runner, since: datetime) -> Iterator[Told]:
    checks = Assessment.objects.filter(patient=runner.pk, worst_level__gte=VISIT_FROM)
    fresh: Iterable[Any] = checks.annotate(told_at=told_at()).filter(told_at__gt=since)
    for check in fresh:
        at, level = check.told_at, check.worst_level
        why = " ".join([f"Check of {runner.day(at)}.", *_of_check(check)])
        yield _rule_of(level, Rule.VISIT), Fact(at, Level(level), why, CHECKED)


def _of_check(check: Assessment) -> Iterator[str]:
    """Yield what a check told: its most urgent sign, and if that stands."""
    level = check.worst_level
    if check.decision is None:
        yield "It was not finished."
        return
    if check.took_back:
        yield "A sign was taken back."
    signs = (each["because"] for each in check.decision["findings"])
    levels = (Level[each["level"]] for each in check.decision["findings"])
    same = (sign for sign, found in zip(signs, levels, strict=True) if found == level)
    yield from [*same][:1]


def _by_physios(runner: Runner, since: datetime) -> Iterator[Told]:
    """Read what physios said of a check that came to less: only a visit ends that."""
    said = LevelOverrule.objects.raised().filter(
        assessment__patient=runner.pk, at__gt=since, level__gte=VISIT_FROM
    )
    for each in said.order_by("at", "pk"):
        why = f"A physio gave the check another level: {LEVEL_IN_WORDS[each.level]}."
        yield _rule_of(each.level, Rule.VISIT), Fact(each.at, Level(each.level), why)


def _called(runner: Runner, since: datetime) -> Iterator[Told]:
    """Read what rules called for; not a word about silence, which is a rule of its own."""
    changes = _changes(runner, since).exclude(what=PlanChange.What.PAUSED, level=None)
    for change in changes:
        rule, words = CALLS.get(change.subject, (Rule.VISIT, change.why))
        over = change.plan.finished_at is not None
        if rule is Rule.NOT_BETTER and over:
            continue
        level = change.level or Level.SELF_CARE
        why = f"{words}{_pain(change)}"
        yield _rule_of(level, rule), Fact(change.at, Level(level), why, CALLED)


def _paused(runner: Runner, since: datetime) -> Iterator[Fact]:
    """Read the pauses without a level: they count as what pauses a plan."""
    paused = {"what": PlanChange.What.PAUSED, "level": None}
    for change in _changes(runner, since).filter(**paused):
        yield Fact(change.at, PAUSES_FROM, change.why, CALLED)


def _is_told_of(pause: Fact, facts: Mapping[Rule, list[Fact]]) -> bool:
    """Whether what a plan was paused for asks for a look itself, as it should."""
    return any(
        fact.level >= PAUSES_FROM and fact.at <= pause.at
        for told in facts.values()
        for fact in told
    )


def _changes(runner: Runner, since: datetime) -> Any:  # noqa: ANN401 - changes with the pain before each
    lately = DiaryEntry.objects.filter(plan=OuterRef("plan"), at__lte=OuterRef("at"))
    newest = lately.order_by("-at", "-pk").values("pain")[:1]
    changes = PlanChange.objects.filter(calls(), plan__person=runner.pk, at__gt=since)
    known = changes.select_related("plan").annotate(pain=Subquery(newest))
    return known.order_by("at", "pk")


def _pain(change: Any) -> str:  # noqa: ANN401 - a change with the pain before it
    return "" if change.pain is None else f" Pain told last: {change.pain} of 10."
