"""What asks for a look by how things stand: not seen, silent, out of reach, behind."""

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import takewhile

from django.utils.formats import date_format

from rehab.attention.asking import Asked, Fact, Runner, together
from rehab.attention.rules import BEHIND_AFTER_DAYS, NOT_SEEN_AFTER_DAYS
from rehab.models import DiaryEntry, GateAnswer, Plan, PlanChange, SeenAnswer, SeenFollowUp
from rehab.programme.days import ONE_DAY
from rehab.programme.review import SILENCE
from triage.rules.parts import Level

What = PlanChange.What
Said = SeenAnswer.Said
SAID = {Said.NOT_YET: "“not yet”", Said.WORSE: "“got worse”"}


def not_seen(runner: Runner, since: datetime) -> Asked | None:
    """Ask about whoever is not known to have been seen, though they had to be.

    What they answered since they last said “seen” counts. Without any answer, it is asked
    once the days are over on which mails asked; also about somebody who wants no such mails
    any more.
    """
    asked = SeenFollowUp.objects.filter(person=runner.pk).select_related("assessment")
    newest = asked.order_by("begun_at", "pk").last()
    if newest is None:
        return None
    level = Level(newest.assessment.worst_level)
    told = SeenAnswer.objects.filter(reminder__person=runner.pk, at__gt=since)
    answers = [*told.order_by("at", "pk")]
    facts = [
        Fact(answer.at, level, _answered(runner, answer))
        for answer in takewhile(_is_bad, reversed(answers))
    ]
    over = _begin(runner, newest.begun_on + (NOT_SEEN_AFTER_DAYS + 1) * ONE_DAY)
    answered = any(answer.at >= newest.begun_at for answer in answers)
    if not answered and since < newest.begun_at and over <= runner.at:
        told_on = runner.day(newest.begun_at)
        why = f"No answer if they were seen, {NOT_SEEN_AFTER_DAYS} days after {told_on}."
        facts.append(Fact(over, level, why))
    return together(facts)


def silent(runner: Runner, since: datetime) -> Asked | None:
    """Ask about whoever has told nothing for a week, or answered no mail for three."""
    return together(_silences(runner, since)) if runner.plan else None


def refused(runner: Runner, since: datetime) -> Asked | None:
    """Ask about whoever no mail reaches, unless their last plan is over."""
    when = runner.person.mail_refused_at
    if when is None or when <= since:
        return None
    if runner.plan is None and Plan.objects.filter(person=runner.pk).exists():
        return None
    why = f"Emails come back since {runner.day(when)}. Ask for another address."
    return together([Fact(when, Level.SELF_CARE, why)])


def behind(runner: Runner, since: datetime) -> Asked | None:
    """Ask about a plan that goes on, and was not reviewed though its days turned."""
    plan = runner.plan
    if plan is None or plan.paused_at is not None:
        return None
    last = plan.reviewed_on or plan.begun_on - ONE_DAY
    over = _begin(runner, last + BEHIND_AFTER_DAYS * ONE_DAY)
    if not since < over <= runner.at:
        return None
    why = f"The plan was not reviewed since {date_format(last, 'j F')}: a fault of ours."
    return together([Fact(over, Level.SELF_CARE, why)])


def _is_bad(answer: SeenAnswer) -> bool:
    return answer.said in SAID


def _answered(runner: Runner, answer: SeenAnswer) -> str:
    asked_on, said = runner.day(answer.at), SAID[Said(answer.said)]
    return f"Asked on {asked_on} if they were seen: {said}."


def _silences(runner: Runner, since: datetime) -> Iterator[Fact]:
    changes = PlanChange.objects.filter(plan=runner.plan, at__gt=since)
    said = changes.filter(what=What.VISIT, subject=SILENCE).order_by("at", "pk").last()
    if said and not _heard_from(runner, said.at):
        last = _last_heard_before(runner, said.at)
        why = f"Nothing told since {runner.day(last)}." if last else "Nothing told yet."
        yield Fact(said.at, Level.SELF_CARE, why)
    quiet = changes.filter(what=What.RHYTHM).order_by("at", "pk").last()
    if quiet and quiet.after == Plan.Rhythm.QUIET.name:
        yield Fact(quiet.at, Level.SELF_CARE, "No answer for 3 weeks: emails stopped.", 1)


def _heard_from(runner: Runner, at: datetime) -> bool:
    """Whether anything was told at ``at``, for which the plan was reviewed, or later."""
    rows = (DiaryEntry.objects, GateAnswer.objects)
    return any(told.filter(plan=runner.plan, at__gte=at).exists() for told in rows)


def _last_heard_before(runner: Runner, at: datetime) -> datetime | None:
    told = DiaryEntry.objects.filter(plan=runner.plan, at__lt=at).order_by("at")
    return told.values_list("at", flat=True).last()


def _begin(runner: Runner, on: date) -> datetime:
    """Return the instant at which a day begins where the runner is."""
    return datetime.combine(on, time(), tzinfo=runner.zone)
