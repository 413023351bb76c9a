"""Changing the address of an account: a code goes to the new one and has to be typed."""

import logging
from email.utils import parseaddr
from http import HTTPStatus
from typing import Any, Self, cast

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.code_verification import (
    AbstractCodeVerificationProcess,
)
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.forms import ConfirmCodeForm, NewAddressForm
from accounts.limits import limited
from accounts.models import User
from accounts.outgoing import MailNotSent
from accounts.services import AddressTaken, change_address, is_free
from accounts.views.last_mail import TO_THE_OLD_ADDRESS, warn_of_last_mail

# Our defaults. A code goes to whoever's address is typed: "key" is that address.
RATE = "5/m/user,20/h/user,3/m/key,10/h/key"
# A code ends after the third wrong one. This holds for several at once, too, and in however
# many browsers.
TRIES = "20/m,10/m/user,30/h/user"
A_MINUTE = "60"

logger = logging.getLogger(__name__)


class AddressProof(AbstractCodeVerificationProcess):
    """A code on its way to a new address, kept in the session of who asked for it.

    Where the address is that of another account, its owner gets a mail without a code, and
    the page is the same: nobody learns which addresses we know.
    """

    SESSION_KEY = "new_address"

    def __init__(self, request: HttpRequest, state: dict[str, Any]) -> None:
        self.request = request
        super().__init__(
            max_attempts=app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS,
            timeout=app_settings.LOGIN_BY_CODE_TIMEOUT,
            state=state,
            user=cast("User", request.user),
        )

    @classmethod
    def initiate(cls, request: HttpRequest, email: str) -> Self:
        """Send a code to ``email``.

        :raises MailNotSent: if the mail server does not take it.
        """
        proof = cls(request, cls.initial_state(cast("User", request.user), email))
        proof.state["code"] = get_adapter().generate_login_code()
        proof.send()
        proof.persist()
        return proof

    @classmethod
    def resume(cls, request: HttpRequest) -> Self | None:
        """Return what is on its way, unless it is too old."""
        state = request.session.get(cls.SESSION_KEY)
        proof: Self | None = cls(request, state).abort_if_invalid() if state else None
        return proof

    @property
    def email(self) -> str:
        email: str = self.state["email"]
        return email

    @property
    def tries_left(self) -> int:
        left: int = self.max_attempts - self.state["failed_attempts"]
        return left

    def send(self) -> None:
        free = is_free(email=self.email, person=cast("User", self.request.user))
        letter = "account/email/new_address" if free else "account/email/address_in_use"
        context = {"code": self.code} if free else {}
        get_adapter().send_mail(letter, self.email, context)

    def persist(self) -> None:
        self.request.session[self.SESSION_KEY] = self.state

    def abort(self) -> None:
        self.request.session.pop(self.SESSION_KEY, None)


@require_http_methods(["GET", "HEAD", "POST"])
# Who has a second step passes it first.
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator] # allauth's
def new_address(request: HttpRequest) -> HttpResponse:
    """Ask for a new address; on POST send a code to it."""
    person = cast("User", request.user)
    data = request.POST if request.method == "POST" else None
    form = NewAddressForm(data, own=person.email)
    if not form.is_valid():
        return _ask(request, form, status=_status(form))
    email = form.cleaned_data["email"]
    if not _may_ask(request, email):
        form.refuse()
        return _ask(request, form, status=HTTPStatus.TOO_MANY_REQUESTS)
    try:
        AddressProof.initiate(request, email)
    except MailNotSent:
        return _ask(request, form, status=HTTPStatus.SERVICE_UNAVAILABLE)
    return redirect("new_address_code")


@require_http_methods(["GET", "HEAD", "POST"])
@limited(TRIES, action="new_address_code")
def new_address_code(request: HttpRequest) -> HttpResponse:
    """Take the code that went to a new address, and give it to the account.

    All other sessions of the account end, and the old address is told.
    """
    proof = AddressProof.resume(request)
    if proof is None:
        if request.method == "POST":
            messages.warning(request, _("That code is too old. Ask for a new one."))
        return redirect("new_address")
    data = request.POST if request.method == "POST" else None
    form = ConfirmCodeForm(data, code=proof.code)
    if form.is_valid():
        return _change(request, proof)
    if form.has_error("code", "incorrect_code") and not proof.record_invalid_attempt():
        messages.warning(request, _("That was too many tries. Ask for a new code."))
        return redirect("new_address")
    page = {
        "form": form,
        "email": proof.email,
        "minutes": proof.timeout // 60,
        "tries_left": proof.tries_left,
    }
    return render(request, "account/new_address_code.html", page, status=_status(form))


def _ask(request: HttpRequest, form: NewAddressForm, *, status: int) -> HttpResponse:
    """Show the form; a mail that did not go out is our fault, and said so."""
    page = {"form": form, "mail_failed": status == HTTPStatus.SERVICE_UNAVAILABLE}
    response = render(request, "account/new_address.html", page, status=status)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        response.headers["Retry-After"] = A_MINUTE
    return response


def _status(form: Form) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK


def _may_ask(request: HttpRequest, email: str) -> bool:
    """Count one more code, and say whether it may go out. The demo has no limits."""
    rates = {} if settings.DEMO_MODE else {"new_address": RATE}
    used = ratelimit.consume(
        request, app="stridewell", action="new_address", config=rates, key=email
    )
    return bool(used)


def _change(request: HttpRequest, proof: AddressProof) -> HttpResponse:
    person = cast("User", request.user)
    proof.abort()
    try:
        before = change_address(person=person, email=proof.email, at=timezone.now())
    except AddressTaken:
        messages.warning(
            request,
            _("Another account has this address. Sign out, then sign in with it."),
        )
        return redirect("new_address")
    update_session_auth_hash(request, person)
    _tell(before)
    messages.success(request, _("Done. Your emails go to your new address from now on."))
    warn_of_last_mail(request, TO_THE_OLD_ADDRESS)
    return redirect("new_address")


def _tell(before: str) -> None:
    """Tell the old address. It may take no mail any more: that holds nobody up."""
    contact = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    try:
        get_adapter().send_mail("account/email/left", before, {"contact": contact})
    except MailNotSent:
        logger.warning("An old address could not be told that it was replaced.")
