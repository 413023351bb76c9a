"""What belongs to whoever sits at this browser, and where they are in it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, Final, ParamSpec

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from triage.models import Assessment, AssessmentQuerySet
from triage.rules.parts import Level
from triage.services import AlreadySubmitted, NotFinished
from triage.sessions import ADULT, made_here
from triage.views.way import Way

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

# Says that this browser waits for somebody to look at a knee. It outlives signing out,
# which ends the session; neither its name nor its value tells what it is about.
KEPT: Final = "__Host-kept" if settings.SESSION_COOKIE_SECURE else "kept"
KEPT_FOR: Final = timedelta(days=365)


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
    was taken back, and if whoever told it has signed out since.
    """
    urgent = my_assessments(request).urgent().order_by("worst_level").last()
    if urgent:
        return Level(urgent.worst_level)
    kept = request.get_signed_cookie(KEPT, default=None, max_age=KEPT_FOR)
    return Level.SAME_DAY if kept else None


def keep_if_urgent(response: HttpResponse, assessment: Assessment) -> HttpResponse:
    """Have the browser keep that something urgent was told in it, beyond signing out."""
    if assessment.worst_level >= Level.SAME_DAY:
        response.set_signed_cookie(
            KEPT,
            str(assessment.pk),
            max_age=KEPT_FOR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


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
