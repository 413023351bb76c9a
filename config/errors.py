"""What to show when a request cannot be answered. Django's own handlers show the rest."""

from collections.abc import Callable
from typing import NoReturn

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.shortcuts import render
from django.template.loader import render_to_string

Handler = Callable[[HttpRequest], HttpResponse]

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


def not_understood(_request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - a handler's signature
    """Answer what no browser of ours sends. What cannot be read is not read again here."""
    return HttpResponse(render_to_string("400.html"), status=400)


def fault_of_ours(_request: HttpRequest) -> HttpResponse:
    """Answer when something broke, without the request: it may be what broke it."""
    return HttpResponse(render_to_string("500.html"), status=500)


def refuse_other_encodings(get_response: Handler) -> Handler:
    """Answer 400 where a form or an address is said to be in anything but UTF-8.

    Django would only notice on reading it, and once more on each page about that fault. So
    it is with a NUL in a cookie: the database cannot look for such a session.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.encoding and request.encoding.lower() != "utf-8":
            raise BadRequest
        if any("\x00" in value for value in request.COOKIES.values()):
            raise BadRequest
        return get_response(request)

    return middleware
