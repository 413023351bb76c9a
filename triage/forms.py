"""The forms of the check. One class serves every question; none has a form of its own."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy

from triage.rules.answers import Answer, Answers, Silence
from triage.rules.questions import Kind, Page, Question

YES, NO = "yes", "no"
# Keys of questions and options are written with underscores, so these are none of them.
NONE_OF_THESE, NOT_SURE = "none-of-these", "not-sure"


class Scale(forms.RadioSelect):
    """Radio buttons for 0 to 10, laid out as a scale."""


def page_helper() -> FormHelper:
    """Return a crispy helper for a page whose heading is the label of its one field."""
    helper = FormHelper()
    helper.form_tag = False
    helper.field_template = "stridewell/question.html"
    return helper


class AdultForm(forms.Form):
    """Whether the runner is old enough for the check."""

    helper = page_helper()

    adult = forms.ChoiceField(
        label=gettext_lazy("Are you 18 or over?"),
        help_text=gettext_lazy("Younger knees need a different check."),
        choices=[(YES, gettext_lazy("Yes")), (NO, gettext_lazy("No"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy(
                "Choose yes if you are 18 or over. If not, choose no."
            ),
            "invalid_choice": gettext_lazy("Choose yes or no."),
        },
    )

    @property
    def is_adult(self) -> bool:
        """Whether somebody said yes. Only for a valid form."""
        return bool(self.cleaned_data["adult"] == YES)


class ConsentForm(forms.Form):
    """Agreement that answers are kept."""

    helper = FormHelper()
    helper.form_tag = False

    agree = forms.BooleanField(
        label=gettext_lazy("I agree"),
        error_messages={
            "required": gettext_lazy(
                "Tick the box if you agree. We can't go on without it."
            ),
        },
    )


class TickList(forms.MultipleChoiceField):
    """Boxes, one of which says that none of the others fits.

    Where a page has several, each has a ``name`` by which its error line tells it apart.
    """

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "required": gettext_lazy("Tick all that fit. If none does, tick “None of these”."),
        "invalid_choice": gettext_lazy("Tick only what stands on this page."),
        "invalid_list": gettext_lazy("Tick only what stands on this page."),
        "contradiction": gettext_lazy(
            "Tick the ones that fit, or “None of these”, but not both."
        ),
    }

    def __init__(self, *, name: str = "", **given: Any) -> None:  # noqa: ANN401 # Django's own
        super().__init__(**given)
        if name:
            self.error_messages["required"] = format_lazy(
                gettext_lazy("{name}: tick what fits, or “None of these”."), name=name
            )

    def validate(self, value: list[str]) -> None:
        """Refuse "none of these" beside a tick: to guess could drop a warning sign."""
        super().validate(value)
        if NONE_OF_THESE in value and len(value) > 1:
            raise ValidationError(self.error_messages["contradiction"], "contradiction")


class QuestionsForm(forms.Form):
    """The form of any page, or of several: one field a page, named by the page's key.

    A single question has radio buttons, a tick-list has boxes. With ``unsure`` the boxes
    ask which items of a list are the doubtful ones.
    """

    helper = page_helper()

    def __init__(
        self,
        pages: Iterable[Page],
        data: QueryDict | None,
        given: Answers,
        *,
        unsure: bool = False,
    ) -> None:
        super().__init__(data)
        self.pages = tuple(pages)
        self.unsure = unsure
        for page in self.pages:
            self.fields[page.key] = (
                self._boxes(page) if page.is_tick_list else _buttons(page)
            )
            self.initial[page.key] = self._before(page, given)

    def answers(self) -> dict[str, Answer]:
        """Return the answer to each question asked. Only for a valid form."""
        told: dict[str, Answer] = {}
        for page in self.pages:
            told |= self._answers_on(page, self.cleaned_data[page.key])
        return told

    def _answers_on(self, page: Page, chosen: str | list[str]) -> dict[str, Answer]:
        if isinstance(chosen, str):
            question = page.questions[0]
            return {question.key: _offered(question)[chosen]}
        ticked: Answer = Silence.LEFT_OPEN if self.unsure else True
        others: Answer = Silence.LEFT_OPEN if NOT_SURE in chosen else False
        return {q.key: ticked if q.key in chosen else others for q in page.questions}

    def _boxes(self, page: Page) -> TickList:
        choices = [(q.key, gettext(q.text)) for q in page.questions]
        choices.append((NONE_OF_THESE, gettext("None of these")))
        if not self.unsure:
            choices.append((NOT_SURE, gettext("I'm not sure about one")))
        heading = gettext(page.heading)
        return TickList(
            label=heading,
            help_text=_translated(page.hint),
            choices=choices,
            name=f"“{heading}”" if len(self.pages) > 1 else "",
        )

    def _before(self, page: Page, given: Answers) -> str | list[str]:
        """Return the buttons or boxes that stand for the answers given before."""
        told = {q.key: given.get(q.key, Silence.NOT_ASKED) for q in page.questions}
        if not page.is_tick_list:
            offered = _offered(page.questions[0]).items()
            return next((value for value, answer in offered if answer in told.values()), "")
        doubtful = [key for key, answer in told.items() if isinstance(answer, Silence)]
        if self.unsure:
            return doubtful if len(doubtful) < len(told) else []
        if Silence.NOT_ASKED in told.values():
            return []
        ticked = [key for key, answer in told.items() if answer is True]
        return [*ticked, NOT_SURE] if doubtful else ticked or [NONE_OF_THESE]


def _buttons(page: Page) -> forms.ChoiceField:
    question = page.questions[0]
    return forms.ChoiceField(
        label=gettext(question.text),
        help_text=_translated(page.hint),
        choices=[(value, _label(question, value)) for value in _offered(question)],
        widget=Scale if question.kind is Kind.SCALE else forms.RadioSelect,
        error_messages={
            "required": gettext(
                "Choose an answer. If you do not know, choose “I'm not sure”."
            ),
            "invalid_choice": gettext("Choose one of the answers on this page."),
        },
    )


def _offered(question: Question) -> dict[str, Answer]:
    """Return the answers to a single question by the value of their button."""
    if question.kind is Kind.YES_NO:
        told: dict[str, Answer] = {YES: True, NO: False}
    else:
        told = {str(value): value for value in question.values()}
    return {**told, NOT_SURE: Silence.NOT_SURE}


def _label(question: Question, value: str) -> str:
    said = {YES: gettext("Yes"), NO: gettext("No"), NOT_SURE: gettext("I'm not sure")}
    options = {option.key: gettext(option.text) for option in question.options}
    return {**said, **options}.get(value, value)


def _translated(text: str) -> str:
    """Return ``text`` in the reader's language; gettext answers "" with its header."""
    return gettext(text) if text else ""
