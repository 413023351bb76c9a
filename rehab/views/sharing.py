"""A runner shares their sheet by a code, and sees what came of it."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.privacy.looks import looks_at, read
from rehab.models import SharedSheet, SheetRecord
from rehab.oversight.sheets import code_of, open_sheets, share_sheet, stop_sharing, works
from rehab.views.codes import picture_of
from triage.models import Assessment
from triage.views import mine
from triage.views.sheet import sheet_of

NEWEST = 20


@require_http_methods(["GET", "HEAD", "POST"])
def sharing(request: HttpRequest) -> HttpResponse:
    """Show the code of the newest result, and what came of it; POST makes one."""
    person, newest = cast("User", request.user), _newest(request)
    if request.method == "POST" and newest is not None:
        share_sheet(person=person, assessment=newest, at=timezone.now())
        return redirect("sharing")
    records = SheetRecord.objects.filter(sheet__person=person).select_related("clearance")
    looks = looks_at(person).filter(viewer=None)[:NEWEST]
    page = {
        "newest": newest,
        "shared": _shown(request, person),
        "records": records.order_by("-at", "-pk")[:NEWEST],
        "looks": [*map(read, looks)],
    }
    return render(request, "rehab/sharing.html", page)


@require_POST
def sharing_ends(request: HttpRequest) -> HttpResponse:
    """End every code at once."""
    stop_sharing(person=cast("User", request.user), at=timezone.now())
    messages.success(request, _("Done. Nobody can open your sheet by a code now."))
    return redirect("sharing")


@require_safe
def shared_print(request: HttpRequest) -> HttpResponse:
    """Show the sheet with its code, to be printed and handed over."""
    shown = _shown(request, cast("User", request.user))
    if shown is None:
        return redirect("sharing")
    before = mine.most_urgent_before(request)
    page = {"sheet": sheet_of(shown["sheet"].assessment, before=before), "shared": shown}
    return render(request, "rehab/shared_print.html", page)


def _newest(request: HttpRequest) -> Assessment | None:
    """Return the newest result that is the runner's own by now."""
    results = mine.my_assessments(request).submitted().filter(patient=request.user.pk)
    return results.order_by("submitted_at", "pk").last()


def _shown(request: HttpRequest, person: User) -> dict[str, Any] | None:
    """Return what is shared last, with its code and where that leads, if it still works."""
    sheets = open_sheets(person, timezone.now()).select_related("assessment__release")
    sheet: SharedSheet | None = sheets.order_by("-made_at", "-pk").first()
    if sheet is None or not works(sheet):
        return None
    code = code_of(sheet)
    address = request.build_absolute_uri(reverse("sheet_by_code", args=[code]))
    typed_at = request.build_absolute_uri(reverse("sheet_code"))
    picture = picture_of(address)
    return {"sheet": sheet, "code": code, "typed_at": typed_at, "picture": picture}
