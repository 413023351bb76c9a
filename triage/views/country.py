"""Choosing a country, so that the right emergency number is shown."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from accounts.limits import limited
from triage.forms import CountryForm
from triage.sessions import choose_country, country_chosen
from triage.views.mine import posted, status_of

# One address may be a whole running club.
CHOICES = "120/h"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited(CHOICES, action="country")
def country(request: HttpRequest) -> HttpResponse:
    """Ask for a country; on POST let this browser remember it, and lead back."""
    chosen = country_chosen(request.session)
    back = _back(request)
    form = CountryForm(posted(request), chosen=chosen)
    if form.is_bound and form.is_valid():
        choose_country(request.session, form.cleaned_data["country"])
        return redirect(back)
    page = {"form": form, "back": back}
    return render(request, "triage/country.html", page, status=status_of(form))


def heed_country(request: HttpRequest) -> None:
    """Let this browser remember the country that was sent beside something else, if any."""
    form = CountryForm(request.POST, chosen=None)
    if form.is_valid():
        choose_country(request.session, form.cleaned_data["country"])


def _back(request: HttpRequest) -> str:
    """Return the page of this site that somebody came from, or the one about help."""
    sent = request.POST if request.method == "POST" else request.GET
    asked = sent.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if asked.startswith("/") and ours else reverse("help")
