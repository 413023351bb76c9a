"""Signing in and out. Of allauth's pages only these are open; none asks for a password."""

from allauth.account.views import account_inactive
from django.urls import include, path

from accounts import views

urlpatterns = [
    path("sign-in/", views.SignInView.as_view(), name="account_login"),
    path(  # where allauth leads when a code has been used up
        "sign-in/again/",
        views.SignInView.as_view(code_is_spent=True),
        name="account_request_login_code",
    ),
    path(
        "sign-in/code/", views.ConfirmCodeView.as_view(), name="account_confirm_login_code"
    ),
    path("sign-in/closed/", account_inactive, name="account_inactive"),
    path("sign-out/", views.SignOutView.as_view(), name="account_logout"),
    path("two-step/", include("allauth.mfa.urls")),
    path("privacy/", views.privacy, name="privacy"),
    path("agreements/", views.agreements, name="agreements"),
]
