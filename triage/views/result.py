"""What a submitted assessment came to, for the runner who made it."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from triage.models import Assessment
from triage.rules.decide import factors_of_decision
from triage.rules.factors import HEADLINED
from triage.rules.parts import FactorKind, Level
from triage.views import mine
from triage.views.fitting import Fit, could_also_be, possible_causes, turns_of
from triage.views.in_force import pages_in_force
from triage.views.movement import Offer, movement_offer
from triage.views.otherwise import changes_in_words
from triage.views.readout import gaps_in, reasons_for, spot_of
from triage.views.second_look import said_of
from triage.views.strain import strain_of, usual_week


# The longest pages there are. Django pads them by chance as it packs them, so that their
# size gives nothing away.
@login_not_required
@require_safe
@gzip_page
def result(request: HttpRequest) -> HttpResponse:
    """Show the newest result made in this browser or by this runner."""
    newest = mine.newest_result(request)
    if newest is None:
        return redirect(mine.whereabouts(request))
    before = mine.most_urgent_before(request)
    offer = movement_offer(newest, before=before)
    return _show(request, newest, before, offer=offer, handover=reverse("check_handover"))


@login_not_required
@require_safe
@gzip_page
def past_result(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an earlier result to whoever made it; to anybody else it does not exist."""
    past = mine.past_result(request, pk)
    handover = reverse("check_past_handover", args=[pk])
    before = mine.most_urgent_before(request)
    return _show(request, past, before, offer=None, handover=handover)


def _show(
    request: HttpRequest,
    assessment: Assessment,
    before: Level | None,
    *,
    offer: Offer | None,
    handover: str,
) -> HttpResponse:
    decision = assessment.decided
    said = said_of(request, assessment, before)
    raised = said is not None and said.raised
    # An earlier answer that was more urgent stands above a calmer result, whatever it says,
    # and so does what a physio says.
    by_physio = said.level if said and raised else decision.level
    most_urgent = max(before or decision.level, decision.level, by_physio)
    overruled = raised and most_urgent == by_physio
    urgent_before = most_urgent > decision.level and most_urgent >= Level.SAME_DAY
    page = {
        "assessment": assessment,
        "decision": decision,
        "said": said,
        "raised": raised,
        "overruled": overruled,
        "reasons": reasons_for(assessment.release.protocol, assessment.given, decision),
        "level": most_urgent,
        "urgent_before": urgent_before,
        "newest": urgent_before and not overruled,
        "offer": offer,
        "handover": handover,
        "gaps": gaps_in(assessment.release.protocol, assessment.given),
    }
    if decision.level >= Level.SAME_DAY:
        # What would change it is left out on purpose: that would teach how to talk oneself
        # out of being seen.
        return render(request, "triage/get_seen.html", page)
    return render(request, "triage/result.html", page | _explained(assessment))


def _explained(assessment: Assessment) -> dict[str, Any]:
    """Return what is told only where the knee can wait a little."""
    protocol, answers = assessment.release.protocol, assessment.given
    decision, pages = assessment.decided, pages_in_force(known=assessment.release)
    causes = possible_causes(protocol, answers, decision, pages=pages)
    found = factors_of_decision(protocol, answers, decision)
    return {
        "spot": spot_of(protocol, answers),
        "causes": causes,
        "tied": sum(possible.fit is Fit.TIED for possible in causes),
        "could_also_be": [
            (cause, pages.get(cause.id, "")) for cause in could_also_be(protocol, decision)
        ],
        "turns": turns_of(protocol, answers, decision),
        "headlines": found[:HEADLINED],
        "week": usual_week(protocol, answers),
        "strain": [
            (kind, strain_of(kind, protocol, answers, found, pages=pages))
            for kind in FactorKind
        ],
        "changes": changes_in_words(protocol, answers, decision),
    }
