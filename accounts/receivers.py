import logging
import sys
from traceback import format_tb

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.core.signals import got_request_exception
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.middleware import SECOND_FACTORS, route_of
from accounts.models import User

logger = logging.getLogger(__name__)


@receiver(authenticator_added)
def count_setting_up_as_passing(
    request: HttpRequest, user: User, authenticator: Authenticator, **_: object
) -> None:
    """Spare whoever just proved their new second factor from proving it again at once."""
    if authenticator.type in SECOND_FACTORS:
        record_authentication(
            request, user, "mfa", type=authenticator.type, reauthenticated=True
        )


@receiver(got_request_exception)
def log_fault(request: HttpRequest, **_: object) -> None:
    """Write down where it happened; not the message, which may quote an answer."""
    kind, _fault, traceback = sys.exc_info()
    where = "".join(format_tb(traceback))
    name = kind.__qualname__ if kind else "fault"
    logger.error("%s at %s\n%s", name, route_of(request), where)
