"""How often somebody may do something. A cache that is away limits nobody."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse

Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponse]


def within(rate: str, request: HttpRequest, *, action: str, key: str) -> bool:
    """Count one more ``request`` about ``key``, and say whether ``rate`` allows it.

    Reading counts, too: ``"10/m/key,60/h/key"``. The demo has no limits.
    """
    rates = {} if settings.DEMO_MODE else {action: rate}
    used = ratelimit.consume(
        request, app="stridewell", action=action, config=rates, key=key, limit_get=True
    )
    return bool(used)


def limited(
    rate: str, *, action: str, free: int | None = None
) -> Callable[[View[Given]], View[Given]]:
    """Let a client address post to a view at ``rate``: ``"30/h"``, or ``"9/m,60/h"``.

    Reading is free, and so is a post that is answered with the status ``free``. Views with
    the same ``action`` share one allowance. Beyond it the answer is the page for 429, also
    to what would have been free. The demo has no limits.
    """

    def decorate(view: View[Given]) -> View[Given]:
        @wraps(view)
        def limited_view(
            request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs
        ) -> HttpResponse:
            rates = {} if settings.DEMO_MODE else {action: rate}
            used = ratelimit.consume(request, app="stridewell", action=action, config=rates)
            if used is None:
                refusal: HttpResponse = ratelimit.respond_429(request)
                return refusal
            page = view(request, *args, **kwargs)
            if page.status_code == free:
                used.rollback()
            return page

        return limited_view

    return decorate
