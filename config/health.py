"""What a supervisor asks: is this process alive, can it serve pages, does all go well."""

from collections.abc import Callable
from functools import cache
from typing import Final

from celery.exceptions import OperationalError
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from config.celery import app
from rehab.reminders import watch
from rehab.reminders.sending.shared_clock import shared_clock

Handler = Callable[[HttpRequest], HttpResponse]

FOR_MACHINES: Final = ("/health/", "/metrics")
HALF_A_SECOND: Final = 0.5
# It is asked twice, to connect and to answer, and once each: that makes a second.
ONE_SECOND_IN_ALL: Final = {
    "socket_connect_timeout": HALF_A_SECOND,
    "socket_timeout": HALF_A_SECOND,
    "max_retries": 0,
}


def ask_as_nobody(get_response: Handler) -> Handler:
    """Drop a probe's cookies, so that nothing asks the database whose session it is."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(FOR_MACHINES):
            request.COOKIES = {}
        return get_response(request)

    return middleware


@login_not_required
@never_cache
def live(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """Answer without asking anybody: a restart would not mend a database that is away."""
    return _answer("alive", [])


@login_not_required
@never_cache
def web(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Answer 503 until the database answers and holds every table this code expects.

    The broker is not asked: forms are saved without it.
    """
    return _answer("ready", _faults_of_database(_faults_of_migrations))


@login_not_required
@never_cache
def ready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Answer 503, a line for each part that fails, unless pages and mails all go well."""
    kept = _faults_of_database(_faults_of_migrations, _faults_of_mails)
    return _answer("ready", [*kept, *_faults_of_broker()])


def _faults_of_database(*questions: Callable[[], list[str]]) -> list[str]:
    """Return the faults that the first question finds which finds any."""
    try:
        return next(filter(None, (question() for question in questions)), [])
    except Error:
        return ["The database does not answer."]


def _faults_of_migrations() -> list[str]:
    applied = MigrationRecorder(connection).applied_migrations()
    if not _expected_migrations() <= applied.keys():
        return ["Migrations wait to be applied."]
    return []


def _faults_of_mails() -> list[str]:
    """Judge by the clock that signs of life are written by, whatever the web's own says."""
    return watch.faults(at=shared_clock()())


def _faults_of_broker() -> list[str]:
    options = ONE_SECOND_IN_ALL
    try:
        with app.connection_for_write(transport_options=options) as broker:
            broker.default_channel  # noqa: B018 - to open it is to ask for an answer
    except OperationalError:
        return ["The broker does not answer."]
    return []


def _answer(well: str, faults: list[str]) -> HttpResponse:
    lines = faults or [well]
    text = "".join(f"{line}\n" for line in lines)
    return HttpResponse(text, content_type="text/plain", status=503 if faults else 200)


@cache
def _expected_migrations() -> frozenset[tuple[str, str]]:
    loader = MigrationLoader(None)
    return frozenset(loader.graph.leaf_nodes())
