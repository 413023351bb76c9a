"""Giving a result of a runner another level."""

from collections.abc import Iterable
from typing import ClassVar

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime

from rehab import plans
from rehab.admin.acts.forms import ActForm
from rehab.admin.acts.on_plan import NO_MAIL
from rehab.oversight.acting import Act
from rehab.oversight.overruling import level_shown, overrule
from triage.models import LEVEL_IN_WORDS, LEVELS, Assessment
from triage.rules.parts import Level
from triage.services import newest_overrule

MORE_URGENT = (
    "It counts like such a result, also after a new check, until a recorded visit clears "
    "it. It pauses or holds back a plan that goes on. It holds back a new one, which only "
    "protects the knee if it is for within a week or sooner. For today, or at once, it "
    "bars a new one. Then call them as well: a mail may wait for the morning."
)
PAGES = "their result, and the pages on which a plan begins"
BY_PLAN = "An email asks them to book a visit. The page of their plan says why."
BY_MESSAGE = f"An email holds your reason, as there is no plan. So do {PAGES}."
NO_EMAIL = "No email goes to the runner: {why} Call them."
CALMER = (
    "It is shown with your reason and opens nothing: a warning sign stays until a recorded "
    "visit clears it. The decision of the rules stands as it was."
)


class OverruleForm(ActForm):
    """Another level for a result. ``check`` says which one; the newest if it says none."""

    title: ClassVar[str] = "Give the result another level"
    button: ClassVar[str] = "Give it this level"
    done: ClassVar[str] = "level overruled"

    check = forms.ModelChoiceField(
        Assessment.objects.none(), label="Result", empty_label=None
    )
    level = forms.TypedChoiceField(
        label="Level", choices=[("", "Choose one"), *LEVELS], coerce=int
    )

    def ask(self) -> None:
        results = self.runner.assessments.submitted().order_by("-submitted_at", "-pk")
        field = self.fields["check"]
        field.queryset = results  # type: ignore[attr-defined] # of a model choice
        field.label_from_instance = _in_words  # type: ignore[attr-defined] # likewise
        self.initial["check"] = results.first()

    def do(self, act: Act) -> object:
        check, level = self.cleaned_data["check"], Level(self.cleaned_data["level"])
        before = level_shown(check)
        said = overrule(assessment=check, level=level, act=act)
        if level > before:
            self.warning = self._no_email
        return said

    def facts(self) -> Iterable[tuple[str, str]]:
        if plans.has_red_flag(self.runner):
            yield "Warning sign", "not cleared by any visit"
        yield "A more urgent level", MORE_URGENT
        told_by = BY_PLAN if self._plan else BY_MESSAGE
        yield "How the runner learns of it", self._no_email or told_by
        yield "A calmer level", CALMER

    @property
    def _no_email(self) -> str:
        """That a more urgent level reaches the runner by no email, and why; or nothing."""
        why = plans.why_no_mail(self.runner)
        return NO_EMAIL.format(why=NO_MAIL[why]) if why else ""


def _in_words(result: Assessment) -> str:
    day = date_format(localtime(result.submitted_at), "j M Y")
    ours = LEVEL_IN_WORDS[result.decided.level]
    if newest_overrule(result) is None:
        return f"{day}: {ours}"
    return f"{day}: {LEVEL_IN_WORDS[level_shown(result)]} (the rules said: {ours})"
