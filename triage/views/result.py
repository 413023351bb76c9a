"""What a submitted assessment came to, for the runner who made it."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from triage.models import Assessment
from triage.rules.parts import FactorKind, Level
from triage.views import mine
from triage.views.fitting import Fit, could_also_be, possible_causes, turns_of
from triage.views.in_force import pages_about
from triage.views.movement import Offer, movement_offer
from triage.views.otherwise import changes_in_words
from triage.views.readout import gaps_in, reasons_for, spot_of
from triage.views.strain import headlines, strain_of


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
    offer = movement_offer(request, newest)
    return _show(request, newest, offer=offer, handover=reverse("check_handover"))


@login_not_required
@require_safe
@gzip_page
def past_result(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an earlier result to whoever made it; to anybody else it does not exist."""
    past = mine.past_result(request, pk)
    handover = reverse("check_past_handover", args=[pk])
    return _show(request, past, offer=None, handover=handover)


def _show(
    request: HttpRequest, assessment: Assessment, *, offer: Offer | None, handover: str
) -> HttpResponse:
    decision = assessment.decided
    # An earlier answer that was more urgent stands above a calmer result, whatever it says.
    before = mine.most_urgent_before(request) or decision.level
    page = {
        "assessment": assessment,
        "decision": decision,
        "reasons": reasons_for(assessment.release.protocol, assessment.given, decision),
        "level": max(before, decision.level),
        "urgent_before": before > decision.level,
        "offer": offer,
        "handover": handover,
    }
    if decision.level >= Level.SAME_DAY:
        return render(request, "triage/get_seen.html", page)
    return render(request, "triage/result.html", page | _explained(assessment))


def _explained(assessment: Assessment) -> dict[str, Any]:
    """Return what is told only where the knee can wait a little."""
    protocol, answers = assessment.release.protocol, assessment.given
    decision, pages = assessment.decided, pages_about()
    causes = possible_causes(protocol, answers, decision, pages=pages)
    return {
        "spot": spot_of(protocol, answers),
        "causes": causes,
        "tied": sum(possible.fit is Fit.TIED for possible in causes),
        "could_also_be": [
            (cause, pages.get(cause.id, "")) for cause in could_also_be(protocol, decision)
        ],
        "turns": turns_of(protocol, answers, decision),
        "headlines": headlines(protocol, decision),
        "strain": [
            (kind, strain_of(kind, protocol, answers, decision, pages=pages))
            for kind in FactorKind
        ],
        "changes": changes_in_words(protocol, answers, decision),
        "gaps": gaps_in(protocol, answers),
    }
