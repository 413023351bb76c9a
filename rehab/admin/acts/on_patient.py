"""The pages below a patient's own, on which a physio changes one thing about them."""

from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from typing import Any, cast

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone

from accounts.models import User
from accounts.services import log_view
from rehab.admin.acts.course import (
    HoldRunsForm,
    PauseForm,
    PhaseForm,
    ResumeForm,
    StageForm,
    TimesForm,
)
from rehab.admin.acts.forms import EXCEPTIONS, ActForm
from rehab.admin.acts.frame import Acts, physio, posted
from rehab.admin.acts.meanwhile import meanwhile_words
from rehab.admin.acts.overruling import OverruleForm
from rehab.admin.acts.training import DoseForm, ExercisesForm
from rehab.models import Plan
from rehab.oversight.colleagues import Colleagues

ACTS: Mapping[str, type[ActForm]] = {
    "overrule": OverruleForm,
    "pause": PauseForm,
    "resume": ResumeForm,
    "phase": PhaseForm,
    "stage": StageForm,
    "hold_runs": HoldRunsForm,
    "exercises": ExercisesForm,
    "dose": DoseForm,
    "times": TimesForm,
}
NO_PLAN = "This runner has no open plan: there is nothing to change."
NO_RESULT = "This runner has finished no check: there is no result."


class PatientActs(Acts):
    """What a physio can change about a runner, for the admin of patients."""

    def get_urls(self) -> list[URLPattern]:
        return [
            *(
                path(
                    f"<path:object_id>/{name.replace('_', '-')}/",
                    self.admin_site.admin_view(partial(self.act_view, name=name)),
                    name=f"rehab_patient_{name}",
                )
                for name in ACTS
            ),
            *super().get_urls(),
        ]

    def act_view(self, request: HttpRequest, object_id: str, *, name: str) -> HttpResponse:
        """Ask what the act of this ``name`` needs, and on a post do it or say why not."""
        runner = cast("User", self.get_object(request, unquote(object_id)))
        kind, plan = ACTS[name], open_plan_of(runner)
        if why := _nothing_to_change(runner, plan, kind):
            self._log(request, runner)
            messages.error(request, why)
            return redirect("admin:rehab_patient_change", runner.pk)
        form = kind(posted(request), runner=runner, plan=plan, now=timezone.now())
        if form.is_valid():
            try:
                form.do(form.act(physio(request)))
            except EXCEPTIONS as refused:
                form.refuse(refused)
            else:
                return self._acted(request, runner, form)
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
        if form.meanwhile:
            status = HTTPStatus.CONFLICT
        return self._ask_about(request, runner, form, status)

    def _acted(self, request: HttpRequest, runner: User, form: ActForm) -> HttpResponse:
        what = f"patient {runner.pk}, {form.done}"
        log_view(viewer=physio(request), person=runner, what=what, at=form.now)
        messages.success(request, f"Done: {form.done}.")
        if form.warning:
            messages.warning(request, form.warning)
        return redirect("admin:rehab_patient_change", runner.pk)

    def _ask_about(
        self, request: HttpRequest, runner: User, form: ActForm, status: int
    ) -> HttpResponse:
        self._log(request, runner)
        colleagues = Colleagues(runner, physio(request))
        page: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "runner": runner,
            "form": form,
            "title": form.title,
            "button": form.button,
            "facts": [*form.facts()],
            "meanwhile": [meanwhile_words(row, colleagues) for row in form.meanwhile],
            "week": None,
        }
        address = "admin/rehab/act_on_patient.html"
        return TemplateResponse(request, address, page, status=status)


def open_plan_of(runner: User) -> Plan | None:
    """Return the open plan of ``runner``, if there is one, ready to be read."""
    rows = Plan.objects.open().select_related("person", "assessment__release")
    return rows.filter(person=runner.pk).first()


def _nothing_to_change(runner: User, plan: Plan | None, kind: type[ActForm]) -> str:
    if kind is OverruleForm:
        return "" if runner.assessments.submitted().exists() else NO_RESULT
    return "" if plan else NO_PLAN
