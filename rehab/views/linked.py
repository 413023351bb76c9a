"""Opening the link of a mail. It needs no sign-in: the link is the key."""

from collections.abc import Callable, Collection
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec, Protocol
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from rehab.models import Reminder
from rehab.reminders.links import LinkBroken, LinkExpired, Purpose

# One address may be a whole running club, and each of them answers 3 mails a day.
RATE = "60/m,600/h"

Kind = Reminder.Kind
OF_PLANS = frozenset(Kind) - {Kind.SEEN, Kind.MESSAGE}  # what a plan owes

Given = ParamSpec("Given")
LinkView = Callable[Concatenate[HttpRequest, Reminder, Given], HttpResponse]
View = Callable[..., HttpResponse]  # Django hands it the token by its name


class MailPage(Protocol):
    """The page of what a mail asked for; it may be told that it ``hurts`` too much."""

    def __call__(
        self, request: HttpRequest, reminder: Reminder, *, hurts: bool
    ) -> HttpResponse: ...


def opens_with(
    purpose: Purpose, *, dead: str = "rehab/dead_link.html", of: Collection[str] = OF_PLANS
) -> Callable[[LinkView[Given]], View]:
    """Hand the mail that a link of ``purpose`` belongs to, to a view.

    A link that is not ours, too old, or of a mail that is none of the kinds ``of``, is
    answered with the template ``dead``.
    """

    def decorate(view: LinkView[Given]) -> View:
        @wraps(view)
        def linked_view(
            request: HttpRequest, /, token: str, *args: Given.args, **kwargs: Given.kwargs
        ) -> HttpResponse:
            try:
                reminder = purpose.read(token, at=timezone.now())
            except LinkBroken:
                return _dead(request, HTTPStatus.NOT_FOUND)
            except LinkExpired:
                return _dead(request, HTTPStatus.GONE)
            if reminder.kind not in of:
                return _dead(request, HTTPStatus.NOT_FOUND)
            return view(request, reminder, *args, **kwargs)

        def _dead(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
            page = {
                "expired": status is HTTPStatus.GONE,
                "days": purpose.lasts.days if purpose.lasts else 0,
            }
            return render(request, dead, page, status=status)

        return linked_view

    return decorate


def while_open(view: LinkView[Given]) -> LinkView[Given]:
    """Open a page of a plan in the time of its runner's place, unless the plan is over."""

    @wraps(view)
    def page(
        request: HttpRequest,
        reminder: Reminder,
        /,
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> HttpResponse:
        plan = reminder.of_plan
        if plan.finished_at is not None:
            return ended_page(request, reminder)
        with timezone.override(ZoneInfo(plan.person.time_zone)):
            return view(request, reminder, *args, **kwargs)

    return page


def link_or(purpose: Purpose, reminder: Reminder, *, page: str, at: datetime) -> str:
    """Return the address of ``purpose``, or of a ``page`` to sign in to once it is old."""
    opens = purpose.lasts is None or at <= reminder.due_at + purpose.lasts
    return purpose.url(reminder) if opens else reverse(page)


def ended_page(request: HttpRequest, reminder: Reminder) -> HttpResponse:
    """Say that the plan of a mail is over, and what can follow."""
    page = {"other": reminder.of_plan.person.plans.open().exists()}
    return render(request, "rehab/ended_link.html", page, status=HTTPStatus.GONE)
