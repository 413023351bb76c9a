"""The look at how somebody moves, after a result: one test a page, none of them a must."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from accounts.limits import limited
from triage import services
from triage.factors import factors_of
from triage.forms import QuestionsForm
from triage.models import Assessment, MovementCheck, ProtocolRelease
from triage.protocols.medial_knee.movement import MOVEMENT, SEEN_FIRST
from triage.rules.factors import HEADLINED, shoe_advice
from triage.rules.parts import Level
from triage.views.mine import (
    most_urgent_before,
    newest_result,
    posted,
    status_of,
    whereabouts,
)
from triage.views.questions import ANSWERS

FIRST_TEST = 2  # the first page asks how the knee is today

TOO_LATE = gettext_noop(
    "These tests were finished. That answer was not added. You can do the tests again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """The ``reasons`` why the tests wait, if any; ``later`` if they may fit in a plan."""

    reasons: tuple[str, ...]
    later: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The tests below a result: what they ``wait`` for, and whether some were ``done``."""

    wait: Wait
    done: bool


def movement_offer(assessment: Assessment, *, before: Level | None) -> Offer | None:
    """Return what to say of the tests below a result; ``None`` if none were published.

    ``before`` is the most urgent level ever told that bars a plan.
    """
    finished_at = [*assessment.movement_checks.values_list("checked_at", flat=True)]
    published = ProtocolRelease.objects.all_in_force().filter(slug=MOVEMENT.slug)
    if None not in finished_at and not published.exists():
        return None
    return Offer(wait=_wait_of(assessment, before), done=any(finished_at))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited(ANSWERS, action="check_answer")
def movement(request: HttpRequest) -> HttpResponse:
    """Ask how the knee is today; on POST begin the tests, or go on with them."""
    assessment = newest_result(request)
    if assessment is None:
        return redirect(whereabouts(request))
    release = _rules_for(assessment)
    if release is None:
        raise Http404
    wait = _wait_of(assessment, most_urgent_before(request))
    if wait.reasons:
        return render(request, "triage/movement_later.html", {"wait": wait})
    form = QuestionsForm([release.protocol.pages[0]], posted(request), {})
    if form.is_bound and form.is_valid():
        try:
            check = services.begin_movement_check(
                assessment_id=assessment.pk,
                release=release,
                answers=form.answers(),
                at=timezone.now(),
            )
        except services.MovementMustWait:
            return render(request, "triage/movement_later.html", {"wait": wait})
        return redirect(_next_url(check))
    page = {"form": form, "tests": len(release.protocol.pages) - 1}
    return render(request, "triage/movement.html", page, status=status_of(form))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited(ANSWERS, action="check_answer")
def movement_page(request: HttpRequest, number: int) -> HttpResponse:
    """Explain one test and ask what came out; on POST keep it and lead on."""
    assessment = newest_result(request)
    begun = _open_check(assessment) if assessment else None
    if assessment is None or begun is None:
        return _lead_back(request, assessment)
    if _wait_of(assessment, most_urgent_before(request)).reasons:
        return redirect("movement")
    pages = begun.release.protocol.pages
    if not FIRST_TEST <= number <= _reached(begun):
        return redirect(_next_url(begun))
    page = pages[number - 1]
    form = QuestionsForm([page], posted(request), begun.given)
    if form.is_bound and (form.is_valid() or "stop" in request.POST):
        return _record(request, assessment, form)
    asked = {
        "form": form,
        "page": page,
        "number": number - 1,
        "tests": len(pages) - 1,
        "back": _url_of(number - 1),
    }
    return render(request, "triage/movement_page.html", asked, status=status_of(form))


@login_not_required
@require_safe
def movement_found(request: HttpRequest) -> HttpResponse:
    """Show what the newest tests and the check found that can be trained."""
    assessment = newest_result(request)
    if assessment is None:
        return redirect(whereabouts(request))
    if not assessment.movement_checks.finished().exists():
        return redirect("movement")
    found = factors_of(assessment)
    page = {
        "headlines": found[:HEADLINED],
        "others": found[HEADLINED:],
        "shoes": shoe_advice(found),
    }
    return render(request, "triage/movement_found.html", page)


def _record(
    request: HttpRequest, assessment: Assessment, form: QuestionsForm
) -> HttpResponse:
    """Keep what a page was answered; whoever stops there may have left it open."""
    try:
        check = services.record_movement_check(
            assessment_id=assessment.pk,
            answers=form.answers() if form.is_valid() else {},
            at=timezone.now(),
            stop="stop" in request.POST,
        )
    except services.NoMovementCheckOpen:
        return _lead_back(request, assessment)
    return redirect(_next_url(check))


def _wait_of(assessment: Assessment, before: Level | None) -> Wait:
    """Return why the tests wait: an earlier urgent sign counts, whatever came after it."""
    reasons = (SEEN_FIRST,) if before else services.why_movement_waits(assessment)
    later = SEEN_FIRST not in reasons and assessment.decided.in_scope
    return Wait(reasons=reasons, later=later)


def _rules_for(assessment: Assessment) -> ProtocolRelease | None:
    """Return the rules of the tests that were begun, or else those in force."""
    begun = _open_check(assessment)
    return begun.release if begun else ProtocolRelease.objects.in_force(MOVEMENT.slug)


def _open_check(assessment: Assessment) -> MovementCheck | None:
    return assessment.movement_checks.open().select_related("release").first()


def _reached(check: MovementCheck) -> int:
    """Return the number of the first page that is not answered yet."""
    pages = enumerate(check.release.protocol.pages, start=1)
    return next(number for number, page in pages if {*page.keys} - check.answers.keys())


def _next_url(check: MovementCheck) -> str:
    return reverse("movement_found") if check.checked_at else _url_of(_reached(check))


def _url_of(number: int) -> str:
    if number < FIRST_TEST:
        return reverse("movement")
    return reverse("movement_page", args=[number])


def _lead_back(request: HttpRequest, assessment: Assessment | None) -> HttpResponse:
    """Lead whoever has no test to do to where they are, and tell what was not kept."""
    if assessment and request.method == "POST":
        messages.info(request, gettext(TOO_LATE))
    finished = assessment and assessment.movement_checks.finished().exists()
    return redirect("movement_found" if finished else "movement")
