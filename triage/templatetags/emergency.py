"""Which number to call, for any part of any page: it hangs on the browser alone."""

from dataclasses import dataclass

from django import template
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template import Context

from triage.emergency_numbers import EU, OUTSIDE_EU, Country, Line
from triage.forms import CountryForm
from triage.sessions import country_chosen

register = template.Library()


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyHelp:
    """What to call here and elsewhere, and the form that asks where somebody is.

    ``country`` is ``None`` until it was chosen. ``form`` is ``None`` on a page that answers
    a form: to leave it would lose what was typed. ``back`` leads to the page as it is.
    """

    country: Country | None
    eu: Line
    others: tuple[Country, ...]
    form: CountryForm | None
    back: str
    csrf_token: str


@register.simple_tag(takes_context=True)
def emergency_help(context: Context) -> EmergencyHelp:
    """Return what to call, for the country that this browser remembers."""
    # A part that is included with "only" has no variable of the page, but its request.
    request: HttpRequest = context.request  # type: ignore[attr-defined] # of RequestContext
    chosen = country_chosen(request.session)
    asks = request.method in {"GET", "HEAD"}
    return EmergencyHelp(
        country=chosen,
        eu=EU,
        others=OUTSIDE_EU,
        form=CountryForm(None, chosen=chosen) if asks else None,
        back=request.get_full_path(),
        csrf_token=get_token(request) if asks else "",
    )
