"""Saying on a page that ends mails, or moves them, that one may still come."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import one_may_come

ONE_MAY_COME = "One email may still come. It was just being sent."
TO_THE_OLD_ADDRESS = "One email may still go to your old address. It was just being sent."


def warn_of_last_mail(request: HttpRequest, words: str = ONE_MAY_COME) -> None:
    """Wait a few seconds for a mail that is being sent; if it may still come, say so."""
    if one_may_come(person=cast("User", request.user)):
        messages.warning(request, _(words))
