"""The way in: what this is, whether somebody is old enough, and their consent."""

import re
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts import wordings
from accounts.limits import limited
from accounts.models import User
from triage import services
from triage.forms import AdultForm, ConsentForm, QuestionsForm
from triage.models import ProtocolRelease
from triage.protocols.medial_knee import MEDIAL_KNEE, UNDER_18
from triage.rules.decide import decide
from triage.sessions import ADULT, remember
from triage.views.mine import (
    current_assessment,
    one_at_a_time,
    posted,
    status_of,
    whereabouts,
)
from triage.views.readout import reasons_for

# One address may be a whole running club.
STARTS = "120/h"


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Say what this is, who it is for, and where to start."""
    return render(request, "home.html")


@login_not_required
@require_safe
def help_now(request: HttpRequest) -> HttpResponse:
    """Say where to get help, whatever the check may say."""
    return render(request, "triage/help.html")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited(STARTS, action="check_start")
def start(request: HttpRequest) -> HttpResponse:
    """Ask whether somebody is old enough, or offer to go on where they were."""
    if _newest_release() is None:
        return _closed(request)
    form = AdultForm(posted(request))
    if form.is_bound and form.is_valid():
        if form.is_adult:
            request.session[ADULT] = True
            return redirect("check_consent")
        request.session.pop(ADULT, None)
        return redirect("check_under_18")
    begun = current_assessment(request)
    page = {
        "form": form,
        "go_on": whereabouts(request) if begun and begun.submitted_at is None else "",
    }
    return render(request, "triage/start.html", page, status=status_of(form))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited(STARTS, action="check_start")
def under_18(request: HttpRequest) -> HttpResponse:
    """Run the safety list of the young. Nothing of it is kept, not even in the session."""
    at_once = [page for page in UNDER_18.pages if page.when is None]
    form = QuestionsForm(at_once, posted(request), {})
    more = False
    while form.is_bound and form.is_valid():
        answers = form.answers()
        decision = decide(UNDER_18, answers)
        if decision.stands:
            found = {
                "decision": decision,
                "reasons": reasons_for(UNDER_18, answers, decision),
            }
            return render(request, "triage/under_18_result.html", found)
        # Some of it has to be asked further, below what was answered before.
        more = True
        data = request.POST if "more" in request.POST else None
        form = QuestionsForm(UNDER_18.pages_for(answers), data, answers)
    page = {"form": form, "more": more}
    return render(request, "triage/under_18.html", page, status=status_of(form))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited(STARTS, action="check_start")
def consent(request: HttpRequest) -> HttpResponse:
    """Ask whether answers may be kept; only then is anything stored."""
    if ADULT not in request.session:
        return redirect("check")
    release = _newest_release()
    if release is None:
        return _closed(request)
    wording = gettext(wordings.ASSESSMENT)
    form = ConsentForm(posted(request))
    if form.is_bound and form.is_valid():
        with one_at_a_time(request):
            _begin(request, release, wording)
        return redirect(whereabouts(request))
    page = {"form": form, "sentences": re.split(r"(?<=\.)\s+", wording)}
    return render(request, "triage/consent.html", page, status=status_of(form))


def _begin(request: HttpRequest, release: ProtocolRelease, wording: str) -> None:
    """Start an assessment, unless an empty one has just been started here."""
    begun = current_assessment(request)
    unused = begun and not begun.answers and begun.submitted_at is None
    if begun and unused and begun.release == release:
        return
    assessment = services.start_assessment(
        release=release,
        wording=wording,
        at=timezone.now(),
        patient=request.user if isinstance(request.user, User) else None,
    )
    remember(request.session, assessment)


def _newest_release() -> ProtocolRelease | None:
    releases = ProtocolRelease.objects.filter(slug=MEDIAL_KNEE.slug)
    return releases.order_by("released_at").last()


def _closed(request: HttpRequest) -> HttpResponse:
    """Say kindly that there are no questions to ask yet."""
    return render(request, "triage/closed.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
