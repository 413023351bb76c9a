"""Giving a result of a runner another level."""

from collections.abc import Iterable
from typing import ClassVar

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime

from rehab import plans
from rehab.admin.acts.forms import ActForm
from rehab.oversight.acting import Act
from rehab.oversight.overruling import level_shown, overrule
from triage.models import LEVEL_IN_WORDS, LEVELS, Assessment
from triage.rules.parts import Level
from triage.services import newest_overrule

MORE_URGENT = (
    "It counts like such a result: it pauses or holds back a plan that goes on, and bars a "
    "new one. With a plan, a mail tells the runner to book a visit, if they get mails. "
    "Without one, nothing but their result says so: call them."
)
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
        level = Level(self.cleaned_data["level"])
        return overrule(assessment=self.cleaned_data["check"], level=level, act=act)

    def facts(self) -> Iterable[tuple[str, str]]:
        if plans.has_red_flag(self.runner):
            yield "Warning sign", "not cleared by any visit"
        yield "A more urgent level", MORE_URGENT
        yield "A calmer level", CALMER


def _in_words(result: Assessment) -> str:
    day = date_format(localtime(result.submitted_at), "j M Y")
    ours = LEVEL_IN_WORDS[result.decided.level]
    if newest_overrule(result) is None:
        return f"{day}: {ours}"
    return f"{day}: {LEVEL_IN_WORDS[level_shown(result)]} (the rules said: {ours})"
