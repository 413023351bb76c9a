from base64 import urlsafe_b64encode
from email.utils import make_msgid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.outgoing import outgoing


class AccountAdapter(DefaultAccountAdapter):
    """Our words and our mails around allauth's sign-in."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("That is not the code. Check it and type it again."),
        "too_many_login_attempts": _(
            "That was too many tries. Wait a minute. Then try again."
        ),
        "rate_limited": _("That was too many tries. Wait a minute. Then try again."),
    }

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        *args: object,
        **kwargs: object,
    ) -> None:
        """Keep the faults only. What went well can be seen on the next page."""
        if level >= messages.WARNING:
            super().add_message(request, level, *args, **kwargs)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead staff to the admin and runners to the page the settings name."""
        if request.user.is_authenticated and request.user.is_staff:
            return reverse("admin:index")
        url: str = super().get_login_redirect_url(request)
        return url

    def render_mail(
        self,
        template_prefix: str,
        email: str,
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Write the mail, with an identity of our own domain and not of this machine."""
        ours = {
            "Auto-Submitted": "auto-generated",
            "Message-ID": make_msgid(domain=settings.MAIL_DOMAIN),
        }
        mail: EmailMessage = super().render_mail(
            template_prefix, email, context, ours | (headers or {})
        )
        return mail

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send it now, while somebody waits for it.

        :raises MailNotSent: if the mail server does not take it within ``EMAIL_TIMEOUT``,
            or did not take the one before in time, or is busy with others of ours.
        """
        with outgoing.place():
            super().send_mail(template_prefix, email, context)


class MFAAdapter(DefaultMFAAdapter):
    """Encrypt the secrets of second factors: a copy of the database opens nothing."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("That is not the number. Wait for the next one and type it."),
        "unverified_email": _("First sign in with a code that we email to you."),
    }

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002 # allauth's
        """Return a name that the form for a new key holds already."""
        kept = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Key {number}").format(number=kept + 1)

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the text that ``encrypt`` was given.

        :raises InvalidToken: if it was under a key that the settings no longer hold.
        """
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> MultiFernet:
    """Return what encrypts under the key of today and reads those of before too."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key_from(secret)) for secret in secrets])


def _key_from(secret: str) -> bytes:
    """Return a key that serves this purpose alone (RFC 5869)."""
    hkdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"stridewell second factor")
    return urlsafe_b64encode(hkdf.derive(secret.encode()))
