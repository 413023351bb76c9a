"""What the words of a mail hang on, apart from whose mail it is."""

from dataclasses import dataclass, field
from typing import Any, cast

from django.conf import settings
from django.utils.translation import get_language

from rehab.models import ExerciseSession, Message, Plan, Reminder
from rehab.reminders.care import is_injured
from rehab.reminders.links import CHECK_IN, STOP, Purpose
from rehab.reminders.mails.kinds import LETTERS, Kind
from rehab.reminders.owing.first_days import FULL_DAYS
from rehab.reminders.owing.mails_of_a_day import WEEK

OF_CARE = frozenset({Kind.WELCOME, Kind.CARE})
DAILY = frozenset(Reminder.DAILY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """What decides on the rest, ice and movements that a mail asks for.

    ``causes`` are those of the check. They are empty unless there is gentle movement.
    """

    protects: bool
    injury: bool
    no_ice: bool
    no_compression: bool
    later: bool
    moves: bool
    causes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that decides on the words of a mail. Mails of the same content differ in parts.

    ``name`` is a sample: empty for somebody without a name, else with a letter beyond ASCII
    if the name has one, because the encoding of the mail hangs on it. ``message`` and
    ``facts`` are one person's own.
    """

    kind: Kind
    language: str
    site: str
    sender: str
    name: str = ""
    asks_again: bool = False
    check_in: bool = False
    care: Care | None = None
    tasks: tuple[tuple[str, int], ...] = ()
    week: bool = False
    unit: str = ""
    message: str = ""
    facts: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def is_personal(self) -> bool:
        """Whether nobody else gets these words, so that it is not worth keeping them."""
        return self.week or bool(self.message)

    @property
    def purposes(self) -> tuple[Purpose, ...]:
        """The links of one person's own that stand in it."""
        riding = (CHECK_IN,) if self.check_in else ()
        return (*LETTERS[self.kind].purposes, *riding, STOP)


def content_of(reminder: Reminder, *, name: str) -> Content:
    """Return what the words of ``reminder`` hang on, to somebody of that ``name``.

    It reads the plan with its assessment, the session and the message, as far as its kind
    has one, and asks the database only if the plan calls for all questions again.
    """
    kind = Kind(reminder.kind)
    week = bool(reminder.facts) and (kind == Kind.WEEK or WEEK in reminder.also)
    return Content(
        kind=kind,
        language=get_language() or settings.LANGUAGE_CODE,
        site=settings.PUBLIC_URL,
        sender=settings.DEFAULT_FROM_EMAIL,
        name=_sample(name),
        asks_again=kind in DAILY and reminder.of_plan.asks_again(),
        check_in=any(each != WEEK for each in reminder.also),
        care=_care(reminder) if kind in OF_CARE else None,
        tasks=_tasks(reminder) if kind == Kind.SESSION else (),
        week=week,
        unit=reminder.of_plan.unit if week else "",
        message=cast("Message", reminder.message).text if kind == Kind.MESSAGE else "",
        facts=reminder.facts,
    )


def _sample(name: str) -> str:
    if not name:
        return ""
    return "a" if name.isascii() else "\N{LATIN SMALL LETTER E WITH ACUTE}"


def _care(reminder: Reminder) -> Care:
    plan = reminder.of_plan
    day = (reminder.local_on - plan.begun_on).days
    moves = day > 0 and not plan.protect_only
    return Care(
        protects=plan.protect_only,
        injury=plan.protect_only and is_injured(plan),
        no_ice=plan.no_ice,
        no_compression=plan.no_compression,
        later=day >= FULL_DAYS,
        moves=moves,
        causes=_causes(plan) if moves else (),
    )


def _causes(plan: Plan) -> tuple[str, ...]:
    decision = plan.assessment.decision or {}  # there is one: a plan stands on it
    return tuple(decision["shown"])


def _tasks(reminder: Reminder) -> tuple[tuple[str, int], ...]:
    session = cast("ExerciseSession", reminder.session)
    return tuple((exercise, rung) for exercise, rung in session.items)
