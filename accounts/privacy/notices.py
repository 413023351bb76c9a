"""The mail that tells somebody that their data will go, with a link to keep it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from accounts.models import Erasure, User
from accounts.outgoing import MailNotSent, outgoing

SALT = "accounts.erasure"  # a part of every link ever sent: it stays as it is


class LinkBroken(Exception):
    """Nobody here made this link."""


def token_of(erasure: Erasure) -> str:
    """Return what stands in the link that keeps the data; nobody else can make it."""
    return signing.Signer(salt=SALT).sign_object(erasure.pk)


def read_token(token: str) -> Erasure:
    """Return the erasure that ``token`` was made for.

    :raises LinkBroken: if it is none of ours.
    """
    try:
        number = signing.Signer(salt=SALT).unsign_object(token)
        return Erasure.objects.get(pk=number)
    except (signing.BadSignature, Erasure.DoesNotExist) as fault:
        raise LinkBroken from fault


def tell(*, erasure: Erasure, at: datetime) -> bool:
    """Send the mail, unless it went before; return whether it went now.

    Not for use inside a transaction. Where the mail server is away, or the address takes
    no mail, nothing is sent: ``tell_the_others`` tries again.
    """
    able = User.objects.filter(is_active=True, mail_refused_at=None)
    person = able.filter(pk=erasure.person_number).first()
    if person is None or erasure.told_at is not None:
        return False
    keep = reverse("my_data_keep", args=[token_of(erasure)])
    context = {
        "day": timezone.localdate(erasure.due_at, ZoneInfo(person.time_zone)),
        "asked": erasure.why == Erasure.Why.ASKED,
        "keep_url": f"{settings.PUBLIC_URL}{keep}",
    }
    # The adapter's own way to send needs a request, and a task has none.
    mail = get_adapter().render_mail("account/email/leaving", person.email, context)
    try:
        with outgoing.place():
            mail.send()
    except MailNotSent:
        return False
    Erasure.objects.open().filter(pk=erasure.pk).update(told_at=at)
    return True


def tell_the_others(*, at: datetime) -> int:
    """Send the mails that have not gone yet; return how many went. Safe to repeat."""
    untold = Erasure.objects.open().filter(told_at=None, due_at__gt=at).order_by("pk")
    return sum(tell(erasure=erasure, at=at) for erasure in untold)
