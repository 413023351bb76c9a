"""The demo's own pages: who to be, and what the mail server received."""

from pathlib import Path
from typing import cast

from allauth.account.internal.flows.login import record_authentication
from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from config.demo import mailbox
from config.demo.history import is_made
from config.demo.people import PHYSIO_EMAIL, RUNNERS

PEOPLE = (PHYSIO_EMAIL, *(runner.email for runner in RUNNERS))


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Offer to be anybody of the demo."""
    page = {"runners": RUNNERS, "physio_email": PHYSIO_EMAIL, "people_are_here": is_made()}
    return render(request, "demo/index.html", page)


@login_not_required
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as somebody of the demo, second factor included."""
    wanted = {"email": request.POST.get("who"), "email__in": PEOPLE}
    user = get_object_or_404(User, **wanted)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, user, method="mfa", type="totp")
    return redirect("admin:index" if user.is_staff else "plan")


@login_not_required
@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """List what the mail server received."""
    return render(request, "demo/mails.html", {"mails": mailbox.received(_directory())})


@login_not_required
@require_safe
def mail(request: HttpRequest, name: str) -> HttpResponse:
    """Show one mail: its text, its headers and the way to its HTML."""
    return render(request, "demo/mail.html", {"mail": _mail(name)})


# A mail brings its own styles, and nothing else of it may run or load.
AS_A_MAIL_PROGRAM = csp_replace(
    {
        "default-src": [NONE],
        "style-src": [UNSAFE_INLINE],
        "base-uri": [NONE],
        "form-action": [NONE],
        "frame-ancestors": [NONE],
    }
)


@login_not_required
@require_safe
def mail_page(request: HttpRequest, name: str) -> HttpResponseBase:
    """Show the HTML of one mail as a mail program would."""
    page = HttpResponse(_mail(name).html)
    return AS_A_MAIL_PROGRAM(lambda _request: page)(request)


def _mail(name: str) -> mailbox.Mail:
    try:
        return mailbox.one(_directory(), name)
    except mailbox.NoSuchMail as fault:
        raise Http404 from fault


def _directory() -> Path:
    return cast("Path", settings.MAIL_DIR)  # demo mode always has one
