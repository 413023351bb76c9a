from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import include, path, re_path

from accounts.views import SignOutView
from config import errors, health, metrics
from rehab.admin.queue import opens_on_the_queue

admin.site.site_header = admin.site.site_title = "Stridewell"
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign] # as allauth documents it

admin.site.index = opens_on_the_queue(admin.site.index)  # type: ignore[assignment,method-assign] # likewise

# Runners' addresses, second factors, and groups that nothing here asks about.
admin.site.unregister([EmailAddress, Authenticator, Group])

handler400 = errors.not_understood
handler429 = errors.too_many
handler500 = errors.fault_of_ours

urlpatterns = [
    path("health/live", health.live, name="live"),
    path("health/web", health.web, name="web"),
    path("health/ready", health.ready, name="ready"),
    path("metrics", metrics.metrics, name="metrics"),
    path("", include("triage.urls")),
    path("", include("rehab.urls")),
    path("", include("accounts.urls")),
    re_path("^admin/password_change/", errors.no_such_page),
    re_path("^admin/autocomplete/", errors.no_such_page),
    path("admin/logout/", SignOutView.as_view()),
    path("admin/", admin.site.urls),
]

if apps.is_installed("config.demo"):
    urlpatterns.append(path("demo/", include("config.demo.urls")))
