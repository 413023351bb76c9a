"""A result on one sheet of paper, for whoever is going to look at the knee."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from triage.models import Assessment
from triage.views import mine
from triage.views.sheet import Sheet, sheet_of
from triage.views.sheet_pdf import pdf_response


@login_not_required
@require_safe
@gzip_page
def handover(request: HttpRequest) -> HttpResponse:
    """Show the newest result made here or by this runner, to be printed and handed over."""
    newest = mine.newest_result(request)
    if newest is None:
        return redirect(mine.whereabouts(request))
    return _show(request, newest, back="check_result", pdf="check_handover_pdf")


@login_not_required
@require_safe
def handover_pdf(request: HttpRequest) -> HttpResponse:
    """Send the same as a PDF."""
    newest = mine.newest_result(request)
    if newest is None:
        return redirect(mine.whereabouts(request))
    return pdf_response(_sheet(request, newest))


@login_not_required
@require_safe
@gzip_page
def past_handover(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an earlier result to whoever made it; to anybody else it does not exist."""
    past = mine.past_result(request, pk)
    back, pdf = "check_past_result", "check_past_handover_pdf"
    return _show(request, past, pk, back=back, pdf=pdf)


@login_not_required
@require_safe
def past_handover_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the same as a PDF."""
    return pdf_response(_sheet(request, mine.past_result(request, pk)))


def _show(
    request: HttpRequest, assessment: Assessment, *which: int, back: str, pdf: str
) -> HttpResponse:
    page = {
        "sheet": _sheet(request, assessment),
        "back": reverse(back, args=which),
        "pdf": reverse(pdf, args=which),
    }
    return render(request, "triage/handover.html", page)


def _sheet(request: HttpRequest, assessment: Assessment) -> Sheet:
    return sheet_of(assessment, before=mine.most_urgent_before(request))
