"""What a supervisor asks: is this process alive, and can it serve."""

from collections.abc import Callable
from functools import cache

from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

Handler = Callable[[HttpRequest], HttpResponse]


def ask_as_nobody(get_response: Handler) -> Handler:
    """Drop a probe's cookies, so that nothing asks the database whose session it is."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith("/healthz/"):
            request.COOKIES = {}
        return get_response(request)

    return middleware


@login_not_required
@never_cache
def live(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """Answer without asking anybody: a restart would not mend a database that is away."""
    return HttpResponse("alive\n", content_type="text/plain")


@login_not_required
@never_cache
def ready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Answer 503 until the database answers and holds every table this code expects.

    The broker is not asked: forms are saved without it.
    """
    try:
        applied = MigrationRecorder(connection).applied_migrations()
    except Error:
        return _unready("The database does not answer.")
    if not _expected_migrations() <= applied.keys():
        return _unready("Migrations wait to be applied.")
    return HttpResponse("ready\n", content_type="text/plain")


def _unready(reason: str) -> HttpResponse:
    return HttpResponse(f"{reason}\n", content_type="text/plain", status=503)


@cache
def _expected_migrations() -> frozenset[tuple[str, str]]:
    loader = MigrationLoader(None)
    return frozenset(loader.graph.leaf_nodes())
