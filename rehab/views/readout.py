"""What the page of a plan shows, from the plan and from the runner's own answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from accounts.models import Consent
from rehab import plans
from rehab.models import DiaryEntry, Plan, PlanChange, Reminder
from rehab.programme.exercises import Exercise
from rehab.programme.meanwhile import Swap, swaps, to_avoid
from rehab.programme.phases import COMING, SETTLE, WAKE_UP
from rehab.programme.rice import Item, rice_items
from rehab.programme.sessions import PAIN_RULE, Chosen, session
from rehab.reminders.links import stop_url
from rehab.reminders.schedule import ACUTE_DAYS
from triage.factors import factors_of
from triage.rules.factors import Found, ShoeAdvice, shoe_advice
from triage.rules.parts import Level

SHOWN_MAILS, SHOWN_ENTRIES = 3, 7
DAYS_A_SESSION = 2  # a day of rest lies between two sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An exercise, and the names of the runner's factors that it was chosen for."""

    exercise: Exercise
    serves: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """All that the page of a plan shows. ``day`` counts from 0, where the runner is.

    ``moved`` tells if somebody has looked at how they move.
    """

    day: int
    first_days: bool
    book_a_visit: bool
    rice: tuple[Item, ...]
    avoid: tuple[str, ...]
    swaps: tuple[Swap, ...]
    movements: tuple[Card, ...]
    gate: tuple[str, ...]
    pain_rule: tuple[str, ...]
    strength: tuple[Card, ...]
    stretches: tuple[Card, ...]
    coming: str
    found: tuple[Found, ...]
    shoes: ShoeAdvice | None
    gets_mails: bool
    mails: tuple[Reminder, ...]
    stop_url: str
    entries: tuple[DiaryEntry, ...]
    moved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Why a plan waits: how soon somebody has to look, and the reasons, newest first."""

    level: Level
    reasons: tuple[str, ...]


def pause_of(plan: Plan) -> Pause:
    """Return why ``plan``, which is paused, waits."""
    # A mail of an earlier plan can be answered, too.
    told = DiaryEntry.objects.filter(plan__person=plan.person, at__gte=plan.opened_at)
    levels = [
        plans.PAUSES_FROM,
        plans.level_of(plan),
        *told.values_list("level", flat=True),
    ]
    pauses = plan.changes.filter(what=PlanChange.What.PAUSED).order_by("-pk")
    return Pause(
        level=Level(max(levels)),
        reasons=tuple(pauses.values_list("why", flat=True)),
    )


def plan_page(plan: Plan, *, at: datetime) -> PlanPage:
    """Return what to show of ``plan``, which is not paused, at this instant."""
    day = plan.day_at(at)
    # The page does not wait for the sweep that moves the plan on.
    first_days = plan.phase == Plan.Phase.SETTLE and day < ACUTE_DAYS
    # Somebody may look at how they move at any time: what that finds counts from then on.
    found = factors_of(plan.assessment)
    factors = {each.factor.id: each.factor.name for each in found}
    told = plan.assessment.given
    settle = session(phase=SETTLE.number, factors=factors)
    wake_up = session(phase=WAKE_UP.number, factors=factors, number=day // DAYS_A_SESSION)
    return PlanPage(
        day=day,
        first_days=first_days,
        book_a_visit=plans.level_of(plan) >= Level.WITHIN_2_WEEKS,
        rice=_care(plan) if first_days else (),
        avoid=to_avoid(told),
        swaps=swaps(told),
        movements=_cards(factors, settle.movements),
        gate=SETTLE.gate,
        pain_rule=PAIN_RULE,
        strength=_cards(factors, wake_up.strength),
        stretches=_cards(factors, wake_up.stretches),
        coming=COMING,
        found=found,
        shoes=shoe_advice(found),
        gets_mails=plan.person.consents.in_force(Consent.Kind.MAILS).exists(),
        mails=_next_mails(plan, at),
        stop_url=stop_url(plan.reminders.earliest("pk")),
        entries=tuple(plan.diary.order_by("-at")[:SHOWN_ENTRIES]),
        moved=plan.assessment.movement_checks.finished().exists(),
    )


def _care(plan: Plan) -> tuple[Item, ...]:
    return rice_items(no_ice=plan.no_ice, no_compression=plan.no_compression)


def _next_mails(plan: Plan, at: datetime) -> tuple[Reminder, ...]:
    due = plan.reminders.filter(state=Reminder.State.DUE, due_at__gte=at)
    return tuple(due.order_by("due_at")[:SHOWN_MAILS])


def _cards(names: Mapping[str, str], chosen: Iterable[Chosen]) -> tuple[Card, ...]:
    return tuple(
        Card(exercise=one.exercise, serves=tuple(names[id_] for id_ in one.serves))
        for one in chosen
    )
