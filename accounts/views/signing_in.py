"""Signing in and out. allauth does it."""

from typing import Any

from allauth.account import app_settings
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.stages import LoginStage
from allauth.account.views import ConfirmLoginCodeView, LogoutView, RequestLoginCodeView
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator

from accounts.forms import ConfirmCodeForm, SignInForm
from accounts.outgoing import MailNotSent
from accounts.services import find_or_make_user

A_MINUTE = "60"


class SignInView(RequestLoginCodeView):
    """Ask for an address and send it a code: the same for one we know and one we do not."""

    form_class = SignInForm
    template_name = "account/sign_in.html"
    code_is_spent = False

    def form_valid(self, form: SignInForm) -> HttpResponse:
        email = form.cleaned_data["email"]
        user = find_or_make_user(email=email)
        try:
            LoginCodeVerificationProcess.initiate(
                request=self.request, user=user, email=email
            )
        except MailNotSent:
            page = self.get_context_data(form=form, mail_failed=True)
            return self.render_to_response(page, status=503)
        return redirect(self.get_success_url())

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        page = self.get_context_data(form=form)
        if form.has_error("email", "too_many_login_attempts"):
            wait = {"Retry-After": A_MINUTE}
            return self.render_to_response(page, status=429, headers=wait)
        return self.render_to_response(page, status=422)

    def get_context_data(self, **given: object) -> dict[str, Any]:
        page: dict[str, Any] = super().get_context_data(**{"mail_failed": False} | given)
        next_url = self.get_next_url() or ""
        return page | {
            "code_is_spent": self.code_is_spent,
            "for_staff": next_url.startswith(reverse("admin:index")),
        }

    def _redirect_to_pending_stage(
        self, request: HttpRequest, stage: LoginStage
    ) -> HttpResponse:
        page = super()._redirect_to_pending_stage(request, stage)
        return redirect(self.passthrough_next_url(page.url))


@method_decorator(login_not_required, name="dispatch")
class ConfirmCodeView(ConfirmLoginCodeView):
    """Take the code. Where somebody was going is kept, also when they need a new one."""

    form_class = ConfirmCodeForm
    template_name = "account/confirm_code.html"

    def dispatch(
        self, request: HttpRequest, *args: object, **kwargs: object
    ) -> HttpResponse:
        page: HttpResponse = super().dispatch(request, *args, **kwargs)
        if page.headers.get("Location") == reverse("account_request_login_code"):
            page.headers["Location"] = self.passthrough_next_url(page.headers["Location"])
        return page

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            page: HttpResponse = super().form_valid(form)
        except MailNotSent:
            context = self.get_context_data(form=self.form_class(), mail_failed=True)
            page = self.render_to_response(context, status=503)
        return page

    def form_invalid(self, form: ConfirmCodeForm) -> HttpResponse:
        """Count a wrong code as a try, but not an empty one."""
        if not form.has_error("code", "incorrect_code"):
            return self.render_to_response(self.get_context_data(form=form), status=422)
        page: HttpResponse = super().form_invalid(form)
        if not page.has_header("Location"):
            page.status_code = 422
        return page

    def get_context_data(self, **given: object) -> dict[str, Any]:
        page: dict[str, Any] = super().get_context_data(**{"mail_failed": False} | given)
        failed = self._process.state["failed_attempts"]
        return page | {
            "minutes": app_settings.LOGIN_BY_CODE_TIMEOUT // 60,
            "tries_left": app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS - failed,
        }


@method_decorator(login_not_required, name="dispatch")
class SignOutView(LogoutView):
    """End the session, and let the browser forget the pages it kept."""

    template_name = "account/sign_out.html"

    def post(self, *args: object, **kwargs: object) -> HttpResponse:
        page: HttpResponse = super().post(*args, **kwargs)
        page.headers["Clear-Site-Data"] = '"cache"'
        return page
