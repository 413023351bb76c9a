"""One view asks every question; another shows all answers before they are submitted."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from accounts.limits import limited
from triage import services
from triage.forms import QuestionsForm
from triage.models import Assessment
from triage.rules.answers import Answer, Answers
from triage.rules.questions import Page
from triage.sessions import remember
from triage.views.again import told_last_time
from triage.views.mine import (
    current_assessment,
    keep_if_urgent,
    one_at_a_time,
    or_lead_on,
    posted,
    status_of,
    whereabouts,
)
from triage.views.readout import sections_of
from triage.views.way import Step, Way

# A check takes about 15 pages; one address may be a whole running club.
ANSWERS = "120/m,1800/h"

TOO_LATE = gettext_noop(
    "This check was finished. That answer was not added. "
    "Start a new check if something changed."
)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited(ANSWERS, action="check_answer")
@or_lead_on
def question(
    request: HttpRequest, number: int, item: int | None = None, *, unsure: bool = False
) -> HttpResponse:
    """Ask what stands at one step; on POST keep the answers and lead on."""
    assessment = current_assessment(request)
    step = Step(number, item or 0, unsure)
    if assessment is None or item == 0:
        return redirect(whereabouts(request))
    way = Way(assessment.release.protocol, assessment.given)
    if not way.leads_to(step):
        return redirect(whereabouts(request))
    page = way.page_at(step)
    data = posted(request)
    before = _before(assessment, page, step) if data is None else {}
    form = QuestionsForm([page], data, {**before, **way.answers}, unsure=unsure)
    if form.is_bound and form.is_valid():
        return _record(request, assessment, step, form.answers())
    if assessment.submitted_at:
        return redirect(whereabouts(request))
    asked = {
        "form": form,
        "page": page,
        "several": len(form.fields) > 1,
        "back": _back(request, way.step_before(step)),
        "before": bool(before),
    }
    return render(request, "triage/question.html", asked, status=status_of(form))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited(ANSWERS, action="check_answer")
@or_lead_on
def check_answers(request: HttpRequest) -> HttpResponse:
    """Show every answer before the result; on POST submit them."""
    assessment = current_assessment(request)
    if assessment is None or assessment.submitted_at:
        return redirect(whereabouts(request))
    way = Way(assessment.release.protocol, assessment.given)
    if way.next_step():
        return redirect(whereabouts(request))
    if request.method == "POST":
        return _submit(request, assessment)
    *_, last = way.steps()
    told = {"sections": sections_of(way), "back": last.url}
    return render(request, "triage/check_answers.html", told)


def _before(assessment: Assessment, page: Page, step: Step) -> dict[str, Answer]:
    """Return what to offer at ``step`` of an earlier check; nothing of what is answered."""
    if step.item or step.unsure or not assessment.answers.keys().isdisjoint(page.keys):
        return {}
    return told_last_time(assessment.patient, assessment.release.protocol, page)


def _record(
    request: HttpRequest, assessment: Assessment, step: Step, answers: Answers
) -> HttpResponse:
    try:
        told = services.record_answers(
            assessment_id=assessment.pk, answers=answers, at=timezone.now()
        )
    except services.AlreadySubmitted:
        return _heed_late(request, assessment, step, answers)
    return _lead_on(request, told, step)


def _heed_late(
    request: HttpRequest, assessment: Assessment, step: Step, answers: Answers
) -> HttpResponse:
    """Go on with answers from a tab left open, if they are more urgent than the result.

    Else say that they were not added; but to a second click on the same button nothing.
    """
    with one_at_a_time(request):
        begun = services.heed_late_answers(
            assessment_id=assessment.pk, answers=answers, at=timezone.now()
        )
        if begun:
            remember(request.session, begun)
    if begun and Way(begun.release.protocol, begun.given).next_step():
        return _lead_on(request, begun, step)
    if begun:
        return _submit(request, begun)
    assessment.refresh_from_db()
    if not answers.items() <= assessment.given.items():
        messages.info(request, gettext(TOO_LATE))
    return redirect(whereabouts(request))


def _lead_on(request: HttpRequest, assessment: Assessment, step: Step) -> HttpResponse:
    """Go to what comes next: an item left open at ``step``, a page, or the result."""
    way = Way(assessment.release.protocol, assessment.given)
    if way.ends_early():
        return _submit(request, assessment)
    waiting = way.left_open(step.number) if step.item or step.unsure else []
    onward = redirect(waiting[0].url if waiting else way.next_url())
    return keep_if_urgent(request, onward, assessment)


def _submit(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    decided = services.submit_assessment(assessment_id=assessment.pk, at=timezone.now())
    return keep_if_urgent(request, redirect("check_result"), decided)


def _back(request: HttpRequest, before: Step | None) -> str:
    """Return where the Back link leads: to the answers if one of them is being changed."""
    if "change" in request.GET:
        return reverse("check_answers")
    return before.url if before else reverse("check")
