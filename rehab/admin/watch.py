"""How the mails go, in numbers, for whoever keeps the service running."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone

from accounts.admin import ReadOnly
from accounts.models import Membership, User
from rehab.models import Heartbeat, Reminder
from rehab.reminders import watch
from rehab.reminders.watch import FIVE_MINUTES, HOUR, MANY, MINUTE, Figures

State = Reminder.State
ENDS = (State.SENT, State.MISSED, State.PARKED, State.WITHDRAWN)
WHOLE = 100  # the length of the longest bar


@dataclass(frozen=True, slots=True)
class Line:
    """Numbers in the order of ``ENDS``, and how long a bar of the first and the rest is."""

    name: datetime | str
    counts: Sequence[int]
    sent: int = 0
    unsent: int = 0


@admin.register(Heartbeat)
class WatchAdmin(ReadOnly, admin.ModelAdmin):
    """One page of figures. It tells of nobody, so no look at it is logged."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Let superusers and administrators in, who see no runner."""
        user, role = request.user, Membership.Role.ADMINISTRATOR
        return isinstance(user, User) and (user.is_superuser or role in user.roles.values())

    def has_view_permission(
        self, request: HttpRequest, obj: Heartbeat | None = None
    ) -> bool:
        return self.has_module_permission(request)

    def get_urls(self) -> list[URLPattern]:
        """Return the one page there is."""
        page = self.admin_site.admin_view(self.changelist_view)
        return [path("", page, name="rehab_heartbeat_changelist")]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the figures of now and of the last hour.

        :raises PermissionDenied: to anybody else.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        now = timezone.now()
        figures = watch.figures(at=now)
        page = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Mails",
            "now": now,
            "faults": watch.faults(at=now),
            "figures": _in_words(figures),
            "ends": [state.label for state in ENDS],
            "total": [figures.last_hour()[state] for state in ENDS],
            "minutes": _by_five_minutes(figures),
            "kinds": [*_by_kind(figures)],
            "parked": watch.newest_parked(),
        }
        return TemplateResponse(request, "admin/rehab/watch.html", page)


def age_words(age: timedelta | None) -> str:
    """Return how long something is, as far as anybody reads it."""
    if age is None:
        return "never"
    if age < MINUTE:
        return f"{age.seconds} s"
    hours, rest = divmod(age, HOUR)
    return f"{hours} h {rest // MINUTE} min" if hours else f"{rest // MINUTE} min"


def many_words(number: int) -> str:
    """Return a number that was counted no further than ``MANY``."""
    return f"more than {MANY:,}" if number > MANY else f"{number:,}"


def _in_words(figures: Figures) -> list[tuple[str, str, str]]:
    """Return the figures of now: name, number, and what it says."""
    wait = "the mail server put them off, or did not answer"
    return [
        ("Due", many_words(figures.due), "should have gone by now, what follows included"),
        ("Being sent", many_words(figures.in_hands), "in the hands of a worker"),
        ("Waiting for another try", many_words(figures.retrying), wait),
        ("Lag", age_words(figures.lag), "for how long the oldest has waited for a worker"),
        ("Last tick", age_words(figures.tick_age), "ago; there is one each minute"),
        ("Last review", age_words(figures.review_age), "ago; there is one each hour"),
        ("Fast clock", age_words(figures.fast_clock_age), "ago; a worker's was far ahead"),
        ("Refused addresses", many_words(figures.refused), "take no mail; physios see who"),
    ]


def _by_five_minutes(figures: Figures) -> list[Line]:
    """Return a line for each five minutes of the last hour, its bar beside the longest."""
    counts = figures.by_five_minutes()
    begin = figures.at - HOUR
    times = [begin + step * FIVE_MINUTES for step in range(HOUR // FIVE_MINUTES)]
    rows = [(since, [counts[since, state] for state in ENDS]) for since in times]
    most = max(sum(row) for _, row in rows) or 1
    return [
        Line(
            since,
            row,
            sent=row[0] * WHOLE // most,
            unsent=-(-sum(row[1:]) * WHOLE // most),
        )
        for since, row in rows
    ]


def _by_kind(figures: Figures) -> Iterator[Line]:
    """Yield a line for each kind of which there was any."""
    counts = figures.by_kind()
    for kind in Reminder.Kind:
        row = [counts[kind, state] for state in ENDS]
        if any(row):
            yield Line(kind.label, row)
