"""A runner tells of a run, and corrects one that was told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from rehab import plans
from rehab.forms.run import RunForm
from rehab.models import DiaryEntry, Plan, PlanChange
from rehab.programme.course import Course
from rehab.programme.pain.limits import Work, pain_limit
from rehab.programme.running.ceilings import Ceilings, ceilings
from rehab.programme.running.ladder import STOP_NOW, words_for_run
from rehab.programme.running.locks import Lock, rest_locks
from rehab.programme.running.refusals import Breach
from rehab.programme.running.stages import FREE, STAGES, Stage
from rehab.programme.running.weeks import check_run
from rehab.programme.told import History, RunTold
from rehab.views.limits import LimitWords, limit_words, warning_words
from rehab.views.meaning import meaning_of
from rehab.views.opened import with_open_plan
from rehab.views.readout import pause_of
from rehab.views.telling import ask_page, asks, kept_page, morning_owed, posted

What = PlanChange.What

FACTS = attrgetter("minutes", "pain", "stage", "surface", "intensity", "climb", "limped")
REST_DAY = "rest_day"  # the lock that follows from each run


@dataclass(frozen=True, slots=True, kw_only=True)
class RunMeaning:
    """What a run comes to: ``stop`` comes first, ``words`` say how it went.

    ``over`` tells which limits it went over, ``locks`` why there is no running for now;
    ``limits`` are those of this week, for who plans by the week.
    """

    stop: bool = False
    words: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    locks: tuple[Lock, ...] = ()
    limits: LimitWords | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@with_open_plan(hears=True)
def run_told(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Ask how a run went; on POST keep it, also while running is locked."""
    return _ask(request, plan, told=[])


@require_http_methods(["GET", "HEAD", "POST"])
@with_open_plan(hears=True, shows=True)
def run_again(request: HttpRequest, plan: Plan, pk: int) -> HttpResponse:
    """Say what a run came to; with ``?again`` ask once more, and on POST correct it."""
    runs = plan.diary.filter(kind=DiaryEntry.Kind.RUN)
    first = get_object_or_404(runs, pk=pk, adds_to=None)
    later = runs.filter(adds_to=first).select_related("run")
    told = [first, *later.order_by("pk")]
    if asks(request, told):
        return _ask(request, plan, told=told)
    meaning = _meaning(plan, told)
    if plan.paused_at:
        page = {"pause": pause_of(plan), "run": meaning}
        return render(request, "rehab/run_paused.html", page)
    return kept_page(request, told, "rehab/run_kept.html", {"run": meaning}, plan=plan)


def _ask(request: HttpRequest, plan: Plan, *, told: Sequence[DiaryEntry]) -> HttpResponse:
    now = timezone.now()
    today = plans.local_day(plan.person, now)
    last = told[-1] if told else None
    form = RunForm(
        posted(request),
        today=today,
        unit=plan.unit,
        stage=_stage(plan, last),
        told=last,
        morning_after=morning_owed(plan, today, told=told),
    )
    if not form.is_valid():
        page = _asked(plan, form, today) | {"again": bool(told)}
        return ask_page(request, form, "rehab/run.html", page, plan=plan)
    entry = plans.record_run(
        plan=plan,
        telling=form.telling(),
        run=form.run(),
        at=now,
        corrects=told[0] if told else None,
        another=form.cleaned_data.get("another", False),
    )
    return redirect("run_again", pk=entry.adds_to_id or entry.pk)


def _asked(plan: Plan, form: RunForm, today: date) -> dict[str, object]:
    course, history = plans.course_and_history(plan, on=today)
    allowance = plans.allows_small_numbers(plan)
    limits = ceilings(course, history, today, allowance=allowance)
    red = pain_limit(course, today, Work.RUN).red
    return {
        "run_fields": [form[key] for key in form.asked_of_run if key in form.fields],
        "always": [form[key] for key in form.asked_always if key in form.fields],
        "stage": form.stage,
        "locks": limits.locks,
        "limits": None if limits.locks else limit_words(limits, plan.unit),
        "stop": form.is_bound and (form.came_suddenly or form.worst_on_run >= red),
    }


def _stage(plan: Plan, told: DiaryEntry | None) -> Stage | None:
    """Return the stage that a run may have been by: as it was told, or that of now."""
    number = told.run.stage if told else None
    if number is None:
        number = plan.stage
    return STAGES[number] if number is not None and number < FREE else None


def _meaning(plan: Plan, told: Sequence[DiaryEntry]) -> RunMeaning:
    today = plans.local_day(plan.person, timezone.now())
    course, history = plans.course_and_history(plan, on=today)
    run = _as_told(history, told[-1])
    if run is None:
        return RunMeaning()
    words = words_for_run(course, history, run, today)
    rest = (gettext(each) for each in words if each != STOP_NOW)
    made = {line.why for line in meaning_of(told[-1], today=today).changes}
    locks = rest_locks(course, history, today)
    allowance = plans.allows_small_numbers(plan)
    this_week = ceilings(course, history, today, allowance=allowance)
    by_week = course.stage == FREE and not this_week.locks
    return RunMeaning(
        stop=STOP_NOW in words,
        words=tuple(each for each in rest if each not in made),
        over=_over(plan, _before(plan, course, told[0]), history, run, allowance=allowance),
        locks=tuple(lock for lock in locks if lock.id != REST_DAY),
        limits=limit_words(this_week, plan.unit) if by_week else None,
    )


def _over(
    plan: Plan, before: Course, history: History, run: RunTold, *, allowance: bool
) -> tuple[str, ...]:
    limits = _limits_before(before, history, run, allowance=allowance)
    return tuple(
        warning_words(refusal, limits, unit=plan.unit)
        for refusal in check_run(before, history, run, allowance=allowance)
        if refusal.id is not Breach.LOCKED
    )


def _limits_before(
    before: Course, history: History, run: RunTold, *, allowance: bool
) -> Ceilings:
    others = tuple(other for other in history.runs if other != run)
    told = replace(history, runs=others)
    return ceilings(before, told, run.on, allowance=allowance)


def _before(plan: Plan, course: Course, first: DiaryEntry) -> Course:
    """Return ``course`` as it stood before a run was told, as far as running goes."""
    since = plan.changes.filter(what__in=[What.STAGE, What.REST], at__gte=first.at)
    for change in since.order_by("-pk"):
        if change.what == What.STAGE:
            stage = int(change.before) if change.before else None
            course = replace(course, stage=stage)
        else:
            rested = date.fromisoformat(change.before) if change.before else None
            course = replace(course, rest_until=rested)
    return course


def _as_told(history: History, entry: DiaryEntry) -> RunTold | None:
    """Return the run of an entry as the rules read it; none if it is of long ago."""
    run = entry.run
    same_day = (each for each in history.runs if each.on == entry.local_on)
    said = (FACTS(run), run.metres or 0)
    return next((each for each in same_day if (FACTS(each), each.metres) == said), None)
