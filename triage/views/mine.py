"""What belongs to whoever sits at this browser, and where they are in it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import reduce, wraps
from http import HTTPStatus
from operator import and_
from typing import Concatenate, Final, ParamSpec

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from triage.models import Assessment, AssessmentQuerySet, LevelOverrule
from triage.rules.parts import Level
from triage.services import AlreadySubmitted, NotFinished
from triage.sessions import ADULT, made_here
from triage.signals import clearance_asked
from triage.views.way import Way

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

# Says that this browser waits for somebody to look at a knee. It outlives signing out,
# which ends the session; neither its name nor its value tells what it is about.
KEPT: Final = "__Host-kept" if settings.SESSION_COOKIE_SECURE else "kept"
KEPT_FOR: Final = timedelta(days=365)
MOST_KEPT: Final = 20
EVER: Final = datetime.min.replace(tzinfo=UTC)
URGENT: Final = Q(worst_level__gte=Level.SAME_DAY)


def my_assessments(request: HttpRequest) -> AssessmentQuerySet:
    """Return what was made in this browser and is nobody's yet, and the runner's own.

    To somebody without an account who did not say that they are an adult, it is nothing.
    """
    mine = Q(pk__in=made_here(request.session), patient=None)
    if request.user.is_authenticated:
        mine |= Q(patient=request.user)
    elif ADULT not in request.session:
        return Assessment.objects.none()
    return Assessment.objects.select_related("release").filter(mine)


def newest_result(request: HttpRequest) -> Assessment | None:
    """Return the newest result made in this browser or by this runner."""
    return my_assessments(request).submitted().order_by("submitted_at", "pk").last()


def past_result(request: HttpRequest, pk: int) -> Assessment:
    """Return an earlier result of whoever asks.

    :raises Http404: if they made none of that number, whoever else did.
    """
    past = my_assessments(request).submitted().filter(pk=pk).first()
    if past is None:
        raise Http404
    return past


def most_urgent_before(request: HttpRequest) -> Level | None:
    """Return the most urgent level ever told by this runner or in this browser.

    ``None`` if it was calmer than today; anything else bars a plan. It counts also if it
    was taken back, and if whoever told it has signed out since. So does what a physio said
    of it. What somebody has cleared for this runner counts no more.
    """
    mine, kept = my_assessments(request), {*_kept(request)}
    said = LevelOverrule.objects.raised().filter(level__gte=Level.SAME_DAY)
    is_said = Exists(said.filter(assessment=OuterRef("pk")))
    if not (kept or mine.filter(URGENT | is_said).exists()):
        return None
    cleared, until = _cleared(request), cleared_until(request)
    told = mine.urgent().exclude(cleared)
    uncovered = said.filter(assessment__in=mine, at__gt=until or EVER)
    levels = [
        *told.values_list("worst_level", flat=True),
        *uncovered.values_list("level", flat=True),
    ]
    if levels:
        return Level(max(levels))
    known = Assessment.objects.filter(cleared, pk__in=kept).values_list("pk", flat=True)
    return Level.SAME_DAY if kept - {*known} else None


def keep_if_urgent(
    request: HttpRequest, response: HttpResponse, assessment: Assessment
) -> HttpResponse:
    """Have the browser keep that something urgent was told in it, beyond signing out."""
    if assessment.worst_level >= Level.SAME_DAY:
        told = dict.fromkeys([*_kept(request), assessment.pk])
        _keep(response, [*told][-MOST_KEPT:])
    return response


def forget_cleared(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Have the browser forget what somebody has cleared for whoever is signed in.

    What other accounts told in it is kept.
    """
    theirs = Assessment.objects.filter(pk__in=_kept(request), patient__isnull=False)
    others = theirs.exclude(patient=request.user.pk).order_by("pk")
    _keep(response, [*others.values_list("pk", flat=True)])
    return response


def _keep(response: HttpResponse, told: list[int]) -> None:
    if not told:
        response.delete_cookie(KEPT, samesite="Lax")
        return
    response.set_signed_cookie(
        KEPT,
        ".".join(map(str, told)),
        max_age=KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _kept(request: HttpRequest) -> list[int]:
    """Return which checks the browser keeps because they were urgent."""
    kept = request.get_signed_cookie(KEPT, default=None, max_age=KEPT_FOR)
    return [int(pk) for pk in kept.split(".")] if kept else []


def _cleared(request: HttpRequest) -> Q:
    """Return what somebody has cleared for whoever is signed in.

    That is what they told until then, and what nobody has claimed since.
    """
    until = cleared_until(request)
    if until is None:
        return Q(pk__in=[])
    past = (
        Q(**{f"{instant}__lte": until}) | Q(**{instant: None})
        for instant in ("started_at", "answered_at", "submitted_at", "claimed_at")
    )
    return reduce(and_, past, Q(patient=request.user.pk) | Q(patient=None))


def cleared_until(request: HttpRequest) -> datetime | None:
    """Return until when somebody has cleared what whoever is signed in told."""
    if not request.user.is_authenticated:
        return None
    answers = clearance_asked.send_robust(sender=Assessment, person=request.user)
    instants = (until for _, until in answers if isinstance(until, datetime))
    return min(instants, default=None)


def current_assessment(request: HttpRequest) -> Assessment | None:
    """Return the assessment begun last in this browser, submitted or not."""
    newest = made_here(request.session)[-1:]
    return my_assessments(request).filter(pk__in=newest).first()


def whereabouts(request: HttpRequest) -> str:
    """Return the address of what comes next for the current assessment of this browser."""
    assessment = current_assessment(request)
    if assessment is None:
        return reverse("check")
    if assessment.submitted_at:
        return reverse("check_result")
    return Way(assessment.release.protocol, assessment.given).next_url()


@contextmanager
def one_at_a_time(request: HttpRequest) -> Iterator[None]:
    """Let the requests of one browser in one after the other.

    Each sees what the one before it left in the session, so a double click is one click.
    """
    key = request.session.session_key
    with transaction.atomic():
        Session.objects.select_for_update().filter(pk=key).first()
        request.session = type(request.session)(key)
        yield
        request.session.save()


def or_lead_on(view: View[P]) -> View[P]:
    """Lead whoever was overtaken, by another tab or by the night, to where they now are."""

    @wraps(view)
    def led(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (AlreadySubmitted, NotFinished, Assessment.DoesNotExist):
            return redirect(whereabouts(request))

    return led


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, so that also an empty answer is judged; ``None`` on a GET."""
    return request.POST if request.method == "POST" else None


def status_of(form: BaseForm) -> HTTPStatus:
    """Return the status of a page with ``form`` on it: whether something was wrong."""
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
