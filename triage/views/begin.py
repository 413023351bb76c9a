"""The way in: what this is, how old somebody is, and their consent."""

import re
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_safe

from accounts import wordings
from accounts.limits import limited
from accounts.models import User
from triage import services
from triage.forms import AgeForm, ConsentForm, QuestionsForm
from triage.models import Assessment, ProtocolRelease
from triage.protocols.medial_knee import UNDER_18, roles
from triage.rules.answers import Answer, decode_answer, encode_answer
from triage.rules.decide import decide
from triage.rules.protocol import Protocol
from triage.sessions import ADULT, AGE, forget, made_in_one_sitting, remember
from triage.views.again import told_last_time
from triage.views.country import heed_country
from triage.views.in_force import release_in_force
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


# The first form needs this cookie, and whoever starts here soon meets that form. Scanners
# of headers look at this page alone: here they find the cookie, and judge its flags.
@login_not_required
@require_safe
@ensure_csrf_cookie
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
    """Ask how old somebody is, or offer to go on where they were."""
    release = release_in_force()
    if release is None:
        return _closed(request)
    protocol = release.protocol
    form = AgeForm(
        protocol.questions.get(roles.AGE),
        posted(request),
        before=_age_told(_runner_at(request), protocol),
    )
    if form.is_bound and form.is_valid():
        if form.is_adult:
            request.session[ADULT] = True
            request.session[AGE] = encode_answer(form.band)
            return redirect("check_consent")
        _forget(request)
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
    """Run the safety list of the young. Nothing of it is kept, not even in the session.

    Only the country that may be sent beside it is, for the number to call.
    """
    at_once = [page for page in UNDER_18.pages if page.when is None]
    form = QuestionsForm(at_once, posted(request), {})
    if form.is_bound:
        heed_country(request)
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
    release = release_in_force()
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


def _age_told(runner: User | None, protocol: Protocol) -> Answer | None:
    """Return the age that ``runner`` told last time, if these rules ask for it."""
    asked = (page for page in protocol.pages if page.key == roles.AGE)
    page = next(asked, None)
    return told_last_time(runner, protocol, page).get(roles.AGE) if page else None


def _begin(request: HttpRequest, release: ProtocolRelease, wording: str) -> None:
    """Start an assessment, unless an empty one has just been started here."""
    begun = current_assessment(request)
    if begun is None or begun.release != release or not _is_unused(begun):
        begun = services.start_assessment(
            release=release,
            wording=wording,
            at=timezone.now(),
            patient=_runner_at(request),
        )
        remember(request.session, begun)
    _keep_age(request, begun)


def _is_unused(begun: Assessment) -> bool:
    return begun.submitted_at is None and begun.answers.keys() <= {roles.AGE}


def _keep_age(request: HttpRequest, begun: Assessment) -> None:
    """Move the age from the session to the answers, unless other rules ask for it now."""
    told = request.session.pop(AGE, None)
    question = begun.release.protocol.questions.get(roles.AGE)
    if told is None or question is None or not question.accepts(decode_answer(told)):
        return
    services.record_answers(
        assessment_id=begun.pk, answers={roles.AGE: decode_answer(told)}, at=timezone.now()
    )


def _runner_at(request: HttpRequest) -> User | None:
    """Return whoever is signed in, but never staff: it may be a patient who answers."""
    user = request.user
    return user if isinstance(user, User) and not user.is_staff else None


def _forget(request: HttpRequest) -> None:
    """Drop what somebody told here who turns out to be too young for it.

    That is all of one sitting, results too. What somebody signed in to keep is theirs.
    """
    request.session.pop(ADULT, None)
    request.session.pop(AGE, None)
    for made in made_in_one_sitting(request.session):
        if made.patient_id is None:
            services.forget_made(assessment_id=made.pk)
            forget(request.session, made)


def _closed(request: HttpRequest) -> HttpResponse:
    """Say kindly that there are no questions to ask yet."""
    return render(request, "triage/closed.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
