"""The frame of a page that asks first and does one thing on a post."""

from typing import Any

from django.contrib import admin
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was posted; ``None`` where a page is only read."""
    return request.POST if request.method == "POST" else None


class Asking(admin.ModelAdmin):
    """Shows a form and what is wrong with it."""

    def ask(
        self,
        request: HttpRequest,
        *,
        form: Form,
        title: str,
        button: str,
        back: tuple[object, ...],
        about: str = "",
        status: int | None = None,
    ) -> HttpResponse:
        """Show ``form``: 200 when it is asked, 422 when something in it does not fit.

        ``back`` is the name of the page to go back to, then what that page is about.
        """
        name, *row = back
        page: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "form": form,
            "title": title,
            "button": button,
            "about": about,
            "back": reverse(str(name), args=row),
        }
        status = status or (422 if form.errors else 200)
        return TemplateResponse(request, "admin/accounts/act.html", page, status=status)
