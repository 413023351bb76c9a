"""What is kept of somebody, and what they agreed to."""

from email.utils import parseaddr
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import wordings
from accounts.forms import TakeBackForm
from accounts.models import Consent, User
from accounts.services import take_back
from accounts.views.last_mail import warn_of_last_mail


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept, who sees it, and how to take it back."""
    words = [wordings.ASSESSMENT, wordings.MAILS, wordings.SEEN, wordings.CLINIC]
    contact = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return render(request, "account/privacy.html", {"wordings": words, "contact": contact})


@require_http_methods(["GET", "HEAD", "POST"])
def agreements(request: HttpRequest) -> HttpResponse:
    """Show what somebody agreed to, and let them take it back."""
    person = cast("User", request.user)
    form = TakeBackForm(request.POST or None)
    if form.is_valid():
        kind = form.cleaned_data["kind"]
        take_back(person=person, kind=kind, at=timezone.now())
        messages.success(request, _("Done. You took it back."))
        if kind != Consent.Kind.CLINIC:
            warn_of_last_mail(request)
        return redirect("agreements")
    page = {"form": form, "consents": person.consents.filter(withdrawn_at=None)}
    return render(
        request, "account/agreements.html", page, status=422 if form.is_bound else 200
    )
