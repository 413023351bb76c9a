"""Signing in and out, and who sees what. Only these of allauth's pages are open."""

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
    path("address/", views.new_address, name="new_address"),
    path("address/code/", views.new_address_code, name="new_address_code"),
    path("privacy/", views.privacy, name="privacy"),
    path("agreements/", views.agreements, name="agreements"),
    path("my-data/", views.my_data, name="my_data"),
    path("my-data/download/", views.my_data_download, name="my_data_download"),
    path("my-data/delete/", views.my_data_delete, name="my_data_delete"),
    path("my-data/keep/<str:token>/", views.my_data_keep, name="my_data_keep"),
    path("my-data/<slug:kind>/", views.my_data_kind, name="my_data_kind"),
    path("clinics/", views.clinics, name="clinics"),
    path("clinics/end/", views.clinic_end, name="clinic_end"),
    path("clinics/join/<str:token>/", views.clinic_join, name="clinic_join"),
]
