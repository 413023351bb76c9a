import logging
from collections.abc import Callable
from datetime import timedelta
from time import perf_counter, time
from typing import Any
from zoneinfo import ZoneInfo

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.models import User

Handler = Callable[[HttpRequest], HttpResponse]

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
A_WORKING_DAY = timedelta(hours=12)
UNUSED_FEATURES = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), payment=(), usb=()"
)

logger = logging.getLogger(__name__)


def route_of(request: HttpRequest) -> str:
    """Return the pattern that matches, or a dash. Unlike a path it holds no token."""
    try:
        match = request.resolver_match or resolve(request.path_info)
    except Resolver404:
        return "-"
    return f"/{match.route}"


def log_requests(get_response: Handler) -> Handler:
    """Write one line a request. Nothing in it comes from outside: no line can be forged."""

    def middleware(request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        response = get_response(request)
        logger.info(
            "%s %s %d %.0f ms",
            request.method if request.method in METHODS else "OTHER",
            route_of(request),
            response.status_code,
            1000 * (perf_counter() - began),
        )
        return response

    return middleware


def keep_private(get_response: Handler) -> Handler:
    """Let no cache and no other site keep a page, unless the page calls itself public."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = UNUSED_FEATURES
        if "public" not in response.headers.get("Cache-Control", ""):
            response.headers["Cache-Control"] = "no-store"
            patch_vary_headers(response, ["Cookie"])
        return response

    return middleware


def require_second_factor(get_response: Handler) -> Handler:
    """Open the admin to staff only, and only after their second factor."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(reverse("admin:index")) and isinstance(
            request.user, User
        ):
            if not request.user.is_staff:
                raise PermissionDenied
            if not is_mfa_enabled(request.user, SECOND_FACTORS):
                messages.info(request, _("First set up an app or a key as a second step."))
                return redirect("mfa_index")
            if not _passed_second_factor(request):
                here = urlencode({"next": request.get_full_path()})
                return redirect(f"{reverse('mfa_reauthenticate')}?{here}")
        return get_response(request)

    return middleware


def use_time_zone(get_response: Handler) -> Handler:
    """Tell times as they are where whoever is signed in lives; to others in UTC."""

    def middleware(request: HttpRequest) -> HttpResponse:
        person = request.user
        zone = ZoneInfo(person.time_zone) if isinstance(person, User) else None
        with timezone.override(zone):
            return get_response(request)

    return middleware


def plan_for_these_values(get_response: Handler) -> Handler:
    """Have the database plan each statement of the admin for the values it comes with.

    Elsewhere one that comes often is planned once, for any values. Here a plan that is good
    for a clinic with all runners may read for minutes for one with few of them.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        native: Any = connection.connection
        if native is None or not request.path.startswith(reverse("admin:index")):
            return get_response(request)
        usual, native.prepare_threshold = native.prepare_threshold, None
        try:
            return get_response(request)
        finally:
            native.prepare_threshold = usual

    return middleware


def _passed_second_factor(request: HttpRequest) -> bool:
    """Say whether this session saw the second factor within a working day."""
    passed = [
        record["at"]
        for record in get_authentication_records(request, request.user)
        if record["method"] == "mfa"
    ]
    return time() - max(passed, default=0) < A_WORKING_DAY.total_seconds()
