"""Somebody without an account reads a runner's sheet by its code, and answers on it."""

from datetime import datetime
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.limits import limited, within
from accounts.models import User
from rehab import plans
from rehab.forms.shared import SheetCodeForm, SheetRecordForm
from rehab.models import Plan, SharedSheet
from rehab.oversight.sheets import (
    NoSuchSheet,
    Signature,
    find_sheet,
    log_look,
    shared_sheet,
)
from rehab.plans.safety.clearing import LONG_AGO, worst_since
from rehab.views.page.progress import pain_shown, sessions_shown
from triage.views.sheet import Sheet, sheet_of

OPEN = "sheet"  # in the session: the number of the sheet whose code was typed
SIGNED = "sheet_signed"  # likewise: who recorded something on it in this browser
A_MINUTE = "60"
# Our defaults. Each look is a row for the runner: so many from one browser, and three times
# that from all who have the code. What somebody records is refused by neither.
LOOKS = "12/m/key,60/h/key"
LOOKS_IN_ALL = "36/m/key,180/h/key"
# Wrong ones, from one address: nobody mistypes a code more often, nor finds one by trying.
# Right ones are free, since all of a clinic may share an address.
CODES = "10/m,60/h"
RECORDS = "30/m,120/h"  # likewise from one address


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited(CODES, action="sheet_code", free=HTTPStatus.FOUND)
def sheet_code(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a sheet; a right one opens it in this browser."""
    form = SheetCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            sheet = find_sheet(code=form.cleaned_data["code"], at=timezone.now())
        except NoSuchSheet:
            form.refuse()
        else:
            request.session[OPEN] = sheet.pk
            request.session.pop(SIGNED, None)
            return redirect("sheet")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "rehab/sheet_code.html", {"form": form}, status=status)


@login_not_required
@require_safe
def sheet_by_code(request: HttpRequest, code: str) -> HttpResponse:
    """Show the code that somebody scanned, with a button to open its sheet."""
    form = SheetCodeForm(initial={"code": code})
    return render(request, "rehab/sheet_code.html", {"form": form})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited(RECORDS, action="sheet_record")
def sheet(request: HttpRequest) -> HttpResponse:
    """Show the sheet whose code was typed here; on POST record what was done."""
    now = timezone.now()
    form = SheetRecordForm(request.POST if request.method == "POST" else None)
    try:
        shared = shared_sheet(pk=request.session.get(OPEN, 0), at=now)
        if not form.is_bound and _too_often(request, shared):
            return _often(request)
        log_look(sheet=shared, by=_signature(request), at=now)
        by = request.user if isinstance(request.user, User) else None
        if form.is_valid() and (kept := form.record(sheet=shared, account=by, at=now)):
            signed = {"name": kept.name, "registration": kept.registration}
            request.session[SIGNED] = signed
            messages.success(request, _("Kept. The runner can read it."))
            return redirect("sheet")
    except NoSuchSheet:
        request.session.pop(OPEN, None)
        return redirect("sheet_code")
    page = {
        "shared": shared,
        "sheet": _read(shared, now),
        "records": shared.records.order_by("-at", "-pk"),
        "form": form,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "rehab/sheet.html", page, status=status)


def _too_often(request: HttpRequest, shared: SharedSheet) -> bool:
    """Count a look from this browser, and say if it, or all together, had too many."""
    browser = f"{shared.pk} {request.session.session_key}"
    return not (
        within(LOOKS, request, action="sheet_look", key=browser)
        and within(LOOKS_IN_ALL, request, action="sheet_looks", key=str(shared.pk))
    )


def _often(request: HttpRequest) -> HttpResponse:
    """Answer whoever opens a sheet more often than anybody reads it: nothing is shown."""
    page = render(request, "rehab/sheet_often.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    page.headers["Retry-After"] = A_MINUTE
    return page


def _signature(request: HttpRequest) -> Signature | None:
    """Return who recorded something in this browser. Others have the code, too."""
    signed = request.session.get(SIGNED)
    return Signature(**signed) if signed else None


def _read(shared: SharedSheet, now: datetime) -> Sheet:
    return sheet_of(
        shared.assessment,
        before=worst_since(shared.person, LONG_AGO),
        name=shared.person.name,
        since=_since(shared, now),
    )


def _since(shared: SharedSheet, now: datetime) -> tuple[str, ...]:
    """Return how it went in the plan, in the sentences that the runner reads."""
    newest = Plan.objects.filter(person=shared.person).order_by("-opened_at", "-pk")
    plan = newest.select_related("person").first()
    if plan is None:
        return ()
    on = plans.local_day(shared.person, now)
    course, history = plans.course_and_history(plan, on=on)
    told = (pain_shown(course, history, on), sessions_shown(course, history, on))
    stands = _("Plan paused.") if plan.paused_at else _("Plan goes on.")
    phase = _("Phase {number}: {name}.").format(
        number=plan.phase, name=plan.get_phase_display()
    )
    return (phase, stands, *(each.headline for each in told if each))
