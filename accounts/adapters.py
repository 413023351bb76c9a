from email.utils import make_msgid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class MailNotSent(Exception):
    """The mail server refused the mail, or said nothing for too long."""


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

        :raises MailNotSent: if the mail server does not take it within ``EMAIL_TIMEOUT``.
        """
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as fault:  # smtplib's exceptions and every time-out are OSErrors
            raise MailNotSent from fault
