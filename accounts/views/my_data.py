"""All that is held of somebody: to read, to take away, and to have deleted."""

from http import HTTPStatus
from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms import EraseForm
from accounts.models import Erasure, User
from accounts.privacy import (
    ask_to_be_erased,
    export_person,
    keeps_account,
    kinds,
    take_back_erasure,
)
from accounts.privacy.looks import looks_at, read
from accounts.privacy.notices import LinkBroken, read_token, tell, token_of
from accounts.privacy.overview import overview_of
from accounts.privacy.own import WHO_LOOKED
from accounts.views.last_mail import warn_of_last_mail

ROWS_A_PAGE = 20
NEWEST_LOOKS = 5


@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    """Show what is held, kind by kind, and who looked last."""
    person = cast("User", request.user)
    looks = [*map(read, looks_at(person)[:NEWEST_LOOKS])]
    page = {"overview": overview_of(person), "looks": looks} | _leaving(person)
    return render(request, "account/my_data.html", page)


@require_safe
def my_data_kind(request: HttpRequest, kind: str) -> HttpResponse:
    """Show all rows of one kind, the newest first."""
    person = cast("User", request.user)
    shown = next((each for each in kinds() if each.file == kind), None)
    if shown is None:
        raise Http404
    if shown is WHO_LOOKED:
        return _who_looked(request, person)
    some = Paginator(shown.rows_of(person), ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = [shown.for_reading(row) for row in some]
    page = {"kind": shown, "some": some, "rows": rows}
    return render(request, "account/my_data_kind.html", page)


def _who_looked(request: HttpRequest, person: User) -> HttpResponse:
    """Show who looked, what they did and how often on a day; the download has each look."""
    some = Paginator(looks_at(person), ROWS_A_PAGE).get_page(request.GET.get("page"))
    page = {"kind": WHO_LOOKED, "some": some, "looks": [*map(read, some)]}
    return render(request, "account/my_data_looks.html", page)


@require_safe
def my_data_download(request: HttpRequest) -> HttpResponse:
    """Hand over a copy of everything. Its name says nothing of anybody."""
    person = cast("User", request.user)
    return HttpResponse(
        export_person(person, at=timezone.now()),
        content_type="application/zip",
        headers={"Content-Disposition": 'attachment; filename="stridewell-my-data.zip"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def my_data_delete(request: HttpRequest) -> HttpResponse:
    """Ask whether to delete everything; then say when, and how to keep it after all."""
    person = cast("User", request.user)
    form = EraseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        now = timezone.now()
        tell(erasure=ask_to_be_erased(person=person, at=now), at=now)
        warn_of_last_mail(request)
        return redirect("my_data_delete")
    if leaving := _leaving(person):
        return render(request, "account/my_data_leaving.html", leaving)
    page = {"form": form, "keeps_account": keeps_account(person)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "account/my_data_delete.html", page, status=status)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_data_keep(request: HttpRequest, token: str) -> HttpResponse:
    """Let whoever has the link keep the data. To open it changes nothing: a button does."""
    try:
        erasure = read_token(token)
    except LinkBroken:
        status = HTTPStatus.NOT_FOUND
        return render(request, "account/my_data_dead_link.html", status=status)
    if request.method == "POST":
        erasure = take_back_erasure(erasure=erasure, at=timezone.now())
    return render(request, "account/my_data_keep.html", {"erasure": erasure})


def _leaving(person: User) -> dict[str, object]:
    """Return when the data goes and the link that keeps it, if somebody asked for that."""
    erasure = Erasure.objects.open().filter(person_number=person.pk).first()
    return {"erasure": erasure, "keep": token_of(erasure)} if erasure else {}
