"""What a submitted assessment came to, for the runner who made it."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from triage.models import Assessment
from triage.rules.protocol import FactorKind, Level
from triage.views.mine import most_urgent_before, my_assessments, whereabouts
from triage.views.readout import possible_causes, reasons_for, strain_of


@login_not_required
@require_safe
def result(request: HttpRequest) -> HttpResponse:
    """Show the newest result made in this browser or by this runner."""
    newest = my_assessments(request).submitted().order_by("submitted_at").last()
    return _show(request, newest) if newest else redirect(whereabouts(request))


@login_not_required
@require_safe
def past_result(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an earlier result to whoever made it; to anybody else it does not exist."""
    past = my_assessments(request).submitted().filter(pk=pk).first()
    if past is None:
        raise Http404
    return _show(request, past)


def _show(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    decision = assessment.decided
    protocol, answers = assessment.release.protocol, assessment.given
    # An earlier answer that was more urgent stands above a calmer result, whatever it says.
    before = most_urgent_before(request) or decision.level
    page = {
        "assessment": assessment,
        "decision": decision,
        "reasons": reasons_for(protocol, answers, decision),
        "level": max(before, decision.level),
        "urgent_before": before > decision.level,
    }
    if decision.level >= Level.SAME_DAY:
        return render(request, "triage/get_seen.html", page)
    page |= {
        "causes": possible_causes(protocol, decision),
        "load": strain_of(FactorKind.LOAD, protocol, answers, decision),
        "mechanics": strain_of(FactorKind.MECHANICS, protocol, answers, decision),
    }
    return render(request, "triage/result.html", page)
