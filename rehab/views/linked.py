"""Opening the link of a mail. It needs no sign-in: the link is the key."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Protocol

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from rehab.models import Reminder
from rehab.reminders.links import LinkBroken, LinkExpired

LinkView = Callable[[HttpRequest, Reminder], HttpResponse]


class Read(Protocol):
    """Whatever reads a link of one purpose."""

    def __call__(self, token: str, *, at: datetime) -> Reminder: ...


def opens_with(
    read: Read, *, dead: str
) -> Callable[[LinkView], Callable[[HttpRequest, str], HttpResponse]]:
    """Hand the mail that a link belongs to, as ``read`` finds it, to a view.

    A link that is not ours, or too old, is answered with the template ``dead``.
    """

    def decorate(view: LinkView) -> Callable[[HttpRequest, str], HttpResponse]:
        @wraps(view)
        def linked_view(request: HttpRequest, token: str) -> HttpResponse:
            try:
                reminder = read(token, at=timezone.now())
            except LinkBroken:
                return _dead(request, HTTPStatus.NOT_FOUND)
            except LinkExpired:
                return _dead(request, HTTPStatus.GONE)
            return view(request, reminder)

        def _dead(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
            page = {"expired": status is HTTPStatus.GONE}
            return render(request, dead, page, status=status)

        return linked_view

    return decorate
