"""What to show when a request cannot be answered. Django's own handlers show the rest."""

from typing import NoReturn

from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.shortcuts import render

A_MINUTE = "60"


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is missing or old: open too long, or cookies are off."""
    page = {"cookies_off": reason == REASON_NO_CSRF_COOKIE}
    return render(request, "403_csrf.html", page, status=403)


def no_such_page(_request: HttpRequest) -> NoReturn:
    """Stand in for a page of a library that makes no sense here.

    :raises Http404: always.
    """
    raise Http404


def too_many(request: HttpRequest) -> HttpResponse:
    """Answer somebody who sent more than the limits allow."""
    page = render(request, "429.html", status=429)
    page.headers["Retry-After"] = A_MINUTE
    return page
