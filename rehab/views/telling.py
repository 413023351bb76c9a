"""Asking, and saying what the answer means: what all pages of the diary share."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from http import HTTPStatus
from types import MappingProxyType
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from rehab import plans
from rehab.forms.telling import TellingForm
from rehab.models import DiaryEntry, Plan, Reminder
from rehab.programme.days import ONE_DAY
from rehab.views.meaning import meaning_of
from rehab.views.readout import pause_of
from triage.models import LEVEL_IN_WORDS
from triage.rules.parts import Level

Kind = DiaryEntry.Kind

REMEMBERED = timedelta(days=7)  # our default: nobody knows a morning of longer ago


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what a form was sent with, if it was sent."""
    return request.POST if request.method == "POST" else None


def asks(request: HttpRequest, told: Sequence[DiaryEntry], *, paused: bool = False) -> bool:
    """Whether to ask: nothing was told yet, or more is to be told.

    Where the plan is ``paused``, only who wants to tell something is asked.
    """
    wants_to_tell = request.method == "POST" or "again" in request.GET
    return wants_to_tell or not (told or paused)


def morning_owed(plan: Plan, on: date, *, told: Sequence[DiaryEntry]) -> date | None:
    """Return the day of the last session or run before ``on`` whose next morning is open.

    The morning of ``on`` itself is asked for anyway. What was ``told`` of the same thing
    before does not answer it: it can be corrected. ``rehab.plans.reading.mornings`` reads
    it so.
    """
    done = plan.diary.filter(
        kind__in=[Kind.SESSION, Kind.RUN], done=True, local_on__lt=on - ONE_DAY
    )
    last = done.order_by("local_on", "-at").last()
    if last is None or on - last.local_on > REMEMBERED:
        return None
    others = plan.diary.exclude(pk__in=[entry.pk for entry in told])
    morning = last.local_on + ONE_DAY
    of_morning = others.filter(_about(plan, morning), morning_pain__isnull=False)
    later = others.filter(at__gt=last.at, next_morning_pain__isnull=False)
    of_later = later.exclude(local_on__lte=morning, kind=Kind.SESSION)
    of_later = of_later.filter(at__gte=_ends(plan, morning))
    return None if of_morning.exists() or of_later.exists() else last.local_on


def _about(plan: Plan, on: date) -> Q:
    """Return what picks the pages about a day: of its session, and others told on it."""
    told_then = Q(at__gte=_ends(plan, on - ONE_DAY), at__lt=_ends(plan, on))
    of_session = Q(kind=Kind.SESSION)
    return (of_session & Q(local_on=on)) | (~of_session & told_then)


def _ends(plan: Plan, on: date) -> datetime:
    """Return when a day ends where the runner is."""
    return datetime.combine(on + ONE_DAY, time.min, ZoneInfo(plan.person.time_zone))


def ask_page(
    request: HttpRequest,
    form: TellingForm,
    template: str,
    page: Mapping[str, object],
    *,
    plan: Plan,
) -> HttpResponse:
    """Ask, or ask again for what is missing; what cannot wait stands first.

    That is kept, and pauses the plan: whoever follows the advice may never come back to
    finish the page.
    """
    level = form.level_so_far if form.is_bound else Level.SELF_CARE
    if level >= Level.SAME_DAY:
        says = f"An answer that was not finished says: {LEVEL_IN_WORDS[level]}."
        plans.pause_open_plan(
            person_id=plan.person_id, why=says, at=timezone.now(), level=level
        )
    context = {
        **page,
        "form": form,
        "level": level,
        "urgent": level >= Level.SAME_DAY,
        "paused": plan.paused_at is not None,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, template, context, status=status)


def kept_page(
    request: HttpRequest,
    told: Sequence[DiaryEntry],
    template: str = "rehab/diary_kept.html",
    page: Mapping[str, object] = MappingProxyType({}),
    *,
    plan: Plan,
) -> HttpResponse:
    """Show what all that was told of one thing comes to: no level is ever taken back.

    In a plan that is paused for something else, that comes first.
    """
    worst = max((entry.level for entry in told), default=Level.SELF_CARE)
    if plan.paused_at and worst < plans.PAUSES_FROM:
        waits = {"pause": pause_of(plan), "kept": bool(told)}
        return render(request, "rehab/diary_paused.html", waits)
    last = max(told, key=lambda entry: entry.pk)
    by_level = sorted(told, key=lambda entry: (-entry.level, entry.pk))
    level = Level(by_level[0].level)
    paused = Plan.objects.open().filter(person=plan.person_id).exclude(paused_at=None)
    context = {
        **page,
        "level": level,
        "reasons": [*dict.fromkeys(why for entry in by_level for why in entry.reasons)],
        "must_be_seen": level >= plans.PAUSES_FROM,
        "calmer_since": last.level < level,
        "left_open": not last.counts,
        "meaning": meaning_of(last, today=plans.local_day(plan.person, timezone.now())),
        "more_mails": plan.reminders.filter(state=Reminder.State.DUE).exists(),
        "paused": paused.exists(),
    }
    return render(request, template, context)
