"""What calls for a visit, by what was told and how long it takes: rules as data."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from rehab.programme.course import Change, Course, What
from rehab.programme.follow_up.check_ins import LAST_DAY, WEEK, is_awaited
from rehab.programme.follow_up.progress import LAST_LADDER_STAGE, Progress
from triage.rules.parts import Level

PAUSES_FROM = Level.WITHIN_A_WEEK  # our default: whoever must be seen trains after it
AFTER_DAYS = 21  # "a few weeks" of the brief; our default, a clinic may set 14 to 28
SOONEST, AT_THE_LATEST = 14, 28  # our default, also for who was not consistent
HALF_WAY = 4  # the stage that comes to 15 of the 30 minutes: our default
STRONG = 7  # pain of 0 to 10; our default
STALLED = 14  # days; our default
ONE_LEG, KEEP = 3, 5  # phases

BRIEF = "from the brief: it persists or gets worse after a few weeks of consistent RICE"
DEFAULT = "our default"
BETTER = "-better"  # ends the id of what is said to who is clearly better
VISIT_IF_WANTED = "Go on, and book a visit if you like. Your physio can see this."


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """A rule that calls for a visit, or with no level says a word. Each speaks once.

    It holds from the day ``from_day`` of the plan, and from so many days after somebody
    looked as ``unseen_for`` says. One that speaks ``again`` may do so once the plan went on
    after a visit. ``because`` is for the runner. Where that is too much for who is clearly
    better and only slow, ``if_better`` is said to them instead: a word and no more.
    """

    id: str
    because: str
    source: str
    when: Callable[[Progress], bool]
    level: Level | None = None
    from_day: int = 0
    unseen_for: int = 0
    again: bool = False
    if_better: str = ""

    @property
    def word(self) -> "Escalation":
        """What it comes to for who is clearly better. It goes by a name of its own."""
        return replace(
            self, id=self.id + BETTER, because=self.if_better, level=None, if_better=""
        )


def _told(level: Level) -> Callable[[Progress], bool]:
    return lambda progress: progress.told_level == level


def _no_better(progress: Progress, after_days: int) -> bool:
    """Say whether it is no better after so many days of care."""
    return progress.care_day >= after_days and not progress.better


def _after_a_few_weeks(progress: Progress, after_days: int) -> bool:
    """Say whether it is no better in spite of all that was done.

    Where nothing told says so by itself, the check-in of that day may still tell that it is
    better: for so long, until the day is over, it waits.
    """
    if not _no_better(progress, after_days) or not progress.consistent:
        return False
    awaited = is_awaited(progress.course, progress.history, progress.on)
    return progress.told_no_better or not awaited


def escalations(after_days: int = AFTER_DAYS) -> tuple[Escalation, ...]:
    """Return the rules, most urgent first; ``after_days`` is what "a few weeks" means.

    :raises ValueError: if that is less than 14 or more than 28 days.
    """
    return (*at_once(after_days), *_SLOW, *_WORDS)


def at_once(after_days: int = AFTER_DAYS) -> tuple[Escalation, ...]:
    """Return those of the rules that speak as soon as something is told.

    :raises ValueError: if ``after_days`` is less than 14 or more than 28.
    """
    if not SOONEST <= after_days <= AT_THE_LATEST:
        raise ValueError("A few weeks are 14 to 28 days.")
    consistent = Escalation(
        id="day-21",
        level=Level.WITHIN_2_WEEKS,
        because="You kept at it for some weeks and it is no better. Book a visit now.",
        source=BRIEF,
        from_day=WEEK,
        when=lambda it: _after_a_few_weeks(it, after_days),
        again=True,
    )
    return (*URGENT, consistent)


URGENT = (
    Escalation(
        id="sign-emergency",
        level=Level.EMERGENCY,
        because="You told us of a sign that needs help now.",
        source="the warning signs of the check",
        when=_told(Level.EMERGENCY),
        again=True,
    ),
    Escalation(
        id="sign-same-day",
        level=Level.SAME_DAY,
        because="You told us of a sign that somebody must look at today.",
        source="the warning signs of the check",
        when=_told(Level.SAME_DAY),
        again=True,
    ),
    Escalation(
        id="sign-2-days",
        level=Level.WITHIN_2_DAYS,
        because="You told us of a sign that somebody must look at within 2 days.",
        source="the warning signs of the check",
        when=_told(Level.WITHIN_2_DAYS),
        again=True,
    ),
    Escalation(
        id="sign-week",
        level=Level.WITHIN_A_WEEK,
        because="You told us of a sign that somebody must look at within a week.",
        source="the warning signs of the check",
        when=_told(Level.WITHIN_A_WEEK),
        again=True,
    ),
    Escalation(
        id="worse",
        level=Level.WITHIN_A_WEEK,
        because="It got worse. Let somebody look within a week.",
        source=BRIEF,
        when=lambda it: it.worse,
        again=True,
    ),
    Escalation(
        id="day-7",
        level=Level.WITHIN_A_WEEK,
        because="After a week it hurts a lot, or you limp. See somebody within a week.",
        source="our default: pain of 7 or more, a limp, or no 10 minutes of walking",
        from_day=WEEK,
        when=lambda it: it.strong >= STRONG or it.limps,
        again=True,
    ),
    Escalation(
        id="sign-2-weeks",
        level=Level.WITHIN_2_WEEKS,
        because="You told us of a sign that somebody should look at within 2 weeks.",
        source="the warning signs of the check",
        when=_told(Level.WITHIN_2_WEEKS),
        again=True,
    ),
)

_SLOW = (
    Escalation(
        id="day-28",
        level=Level.WITHIN_2_WEEKS,
        because="After 4 weeks we have not heard that it is better. Book a visit now.",
        source=BRIEF,
        from_day=WEEK,
        when=lambda it: _no_better(it, AT_THE_LATEST),
        again=True,
    ),
    Escalation(
        id="week-6",
        level=Level.WITHIN_2_WEEKS,
        because="6 weeks have passed and the way is still long. Let a physio look.",
        if_better=f"It is better, and it takes time. {VISIT_IF_WANTED}",
        source=DEFAULT,
        from_day=6 * WEEK,
        unseen_for=4 * WEEK,
        when=lambda it: it.is_free and it.course.phase < ONE_LEG and not it.course.stage,
    ),
    Escalation(
        id="week-12",
        level=Level.WITHIN_2_WEEKS,
        because="12 weeks have passed and you are not half way. Ask a doctor about a scan.",
        if_better=f"It is better, though 12 weeks have passed. {VISIT_IF_WANTED}",
        source=DEFAULT,
        from_day=12 * WEEK,
        unseen_for=4 * WEEK,
        when=lambda it: it.is_free and not _is_half_way(it.course),
    ),
    Escalation(
        id="stalled",
        level=Level.WITHIN_2_WEEKS,
        because="You kept at it for 2 weeks and nothing moved on. Let a physio look.",
        if_better=f"It is better, but nothing has moved for 2 weeks. {VISIT_IF_WANTED}",
        source=DEFAULT,
        from_day=STALLED,
        when=lambda it: it.days_without_progress >= STALLED and _is_stuck(it),
        again=True,
    ),
    Escalation(
        id="month-6",
        level=Level.WITHIN_2_WEEKS,
        because="6 months have passed and you are not back yet. Let a physio look.",
        if_better=f"It is better, and the last part takes longer. {VISIT_IF_WANTED}",
        source=DEFAULT,
        from_day=LAST_DAY,
        unseen_for=4 * WEEK,
        when=lambda it: it.is_free and not is_back(it.course),
    ),
)

_WORDS = (
    Escalation(
        id="day-14",
        because="2 weeks have passed and it is hardly better. Think of booking a visit.",
        source=DEFAULT,
        from_day=WEEK,
        when=lambda it: it.care_day >= 2 * WEEK and it.hardly_better,
    ),
)


def is_back(course: Course) -> bool:
    """Say whether somebody runs 30 minutes again, or has come to the last phase."""
    return course.phase >= KEEP or (course.stage or 0) >= LAST_LADDER_STAGE


def _is_half_way(course: Course) -> bool:
    return is_back(course) or (course.stage or 0) >= HALF_WAY


def _is_stuck(progress: Progress) -> bool:
    """Say whether something ought to have moved, with all that was done."""
    course = progress.course
    in_training = 1 <= course.phase < KEEP and progress.is_free
    on_ladder = (course.stage or 0) < LAST_LADDER_STAGE
    return in_training and on_ladder and progress.keeps_at_it


def called_for(progress: Progress, rules: tuple[Escalation, ...]) -> tuple[Change, ...]:
    """Return what the rules call for, most urgent first.

    What is to be seen within a week or sooner pauses the plan, and ends the list.
    """
    changes: list[Change] = []
    day = progress.day
    for rule in rules:
        if day < rule.from_day:
            continue
        if _may_speak(rule, progress) and rule.when(progress):
            changes += _change(rule, progress)
            if rule.level is not None and rule.level >= PAUSES_FROM:
                break
    return tuple(changes)


def _change(rule: Escalation, progress: Progress) -> tuple[Change, ...]:
    """Return what ``rule`` calls for; nothing if the word for who is better was said."""
    if rule.if_better and progress.clearly_better:
        rule = rule.word
        if not _may_speak(rule, progress):
            return ()
    pauses = rule.level is not None and rule.level >= PAUSES_FROM
    what = What.PAUSE if pauses else What.VISIT
    return (Change(what=what, subject=rule.id, level=rule.level, why=rule.because),)


def _may_speak(rule: Escalation, progress: Progress) -> bool:
    if rule.unseen_for and progress.unseen_days < rule.unseen_for:
        return False
    spoke_on = progress.course.visits.get(rule.id)
    if spoke_on is None:
        return True
    seen_on = progress.course.cleared_on
    return rule.again and seen_on is not None and spoke_on < seen_on
