"""The forms of the check. One class serves every question; none has a form of its own."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy

from triage.emergency_numbers import COUNTRIES, Country
from triage.rules.answers import Answer, Answers, Silence
from triage.rules.questions import Kind, Page, Question

YES, NO = "yes", "no"
# Keys of questions and options are written with underscores, so these are none of them.
NONE_OF_THESE, NOT_SURE = "none-of-these", "not-sure"
UNDER_18 = "under-18"


class Scale(forms.RadioSelect):
    """Radio buttons for 0 to 10, laid out as a scale. ``ends`` are the words for both."""

    ends: tuple[str | Promise, str | Promise] = (
        gettext_lazy("no pain"),
        gettext_lazy("worst pain"),
    )


class KneePicture(forms.RadioSelect):
    """Radio buttons for places, which can also be chosen on a drawing of the knee."""


def fields_helper() -> FormHelper:
    """Return a crispy helper for the fields of a form that the page itself opens."""
    helper = FormHelper()
    helper.form_tag = False
    return helper


def page_helper() -> FormHelper:
    """Return a crispy helper for a page whose heading is the label of its one field."""
    helper = fields_helper()
    helper.field_template = "stridewell/question.html"
    return helper


class AgeForm(forms.Form):
    """How old somebody is: under 18, or one of the bands of the ``question`` about it.

    Rules that do not ask for the age are content to hear that somebody is an adult. The
    band that somebody told ``before`` is offered.
    """

    helper = page_helper()

    def __init__(
        self,
        question: Question | None,
        data: QueryDict | None,
        *,
        before: Answer | None = None,
    ) -> None:
        super().__init__(data, initial={"age": before})
        bands = question.options if question else ()
        self.fields["age"] = forms.ChoiceField(
            label=gettext("How old are you?"),
            help_text=gettext("Younger knees need a different check."),
            choices=[
                (UNDER_18, gettext("Under 18")),
                *((band.key, gettext(band.text)) for band in bands),
                (NOT_SURE, gettext("I'd rather not say my age, but I am 18 or over")),
            ],
            widget=forms.RadioSelect,
            error_messages={
                "required": gettext(
                    "Choose your age. If you'd rather not say, choose the last line."
                ),
                "invalid_choice": gettext("Choose one of the lines on this page."),
            },
        )

    @property
    def is_adult(self) -> bool:
        """Whether somebody is 18 or over. Only for a valid form."""
        return bool(self.cleaned_data["age"] != UNDER_18)

    @property
    def band(self) -> Answer:
        """Return the answer to the question about the age. Only for an adult."""
        said: str = self.cleaned_data["age"]
        return Silence.NOT_SURE if said == NOT_SURE else said


class ConsentForm(forms.Form):
    """Agreement that answers are kept."""

    helper = fields_helper()

    agree = forms.BooleanField(
        label=gettext_lazy("I agree"),
        error_messages={
            "required": gettext_lazy(
                "Tick the box if you agree. We can't go on without it."
            ),
        },
    )


class CountryForm(forms.Form):
    """Where somebody is, so that we show the right emergency number."""

    NOT_LISTED = "ZZ"  # no country has this code

    country = forms.ChoiceField(
        label=gettext_lazy("Which country are you in?"),
        choices=lambda: [
            ("", gettext("Choose a country")),
            *((country.code, gettext(country.name)) for country in COUNTRIES),
            (CountryForm.NOT_LISTED, gettext("Another country")),
        ],
        error_messages={
            "required": gettext_lazy("Choose the country you are in now."),
            "invalid_choice": gettext_lazy("Choose a country from the list."),
        },
        widget=forms.Select(attrs={"autocomplete": "country"}),
    )

    def __init__(self, data: QueryDict | None, *, chosen: Country | None) -> None:
        super().__init__(data, initial={"country": chosen.code if chosen else ""})


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
    """The form of any page, or of several.

    A tick-list is one field of boxes, named by the page's key; any other question is one
    of radio buttons, named by its own. With ``unsure`` the boxes ask which items of a list
    are the doubtful ones.
    """

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
            if page.is_tick_list:
                self.fields[page.key] = self._boxes(page)
                self.initial[page.key] = self._ticked_before(page, given)
            else:
                self._add_buttons(page, given)
        self.helper = page_helper() if len(self.fields) == 1 else fields_helper()

    def answers(self) -> dict[str, Answer]:
        """Return the answer to each question asked. Only for a valid form."""
        told: dict[str, Answer] = {}
        for page in self.pages:
            if page.is_tick_list:
                told |= self._ticks(page, self.cleaned_data[page.key])
            else:
                told |= {
                    q.key: _offered(q)[self.cleaned_data[q.key]] for q in page.questions
                }
        return told

    def _ticks(self, page: Page, chosen: list[str]) -> dict[str, Answer]:
        ticked: Answer = Silence.LEFT_OPEN if self.unsure else True
        others: Answer = Silence.LEFT_OPEN if NOT_SURE in chosen else False
        return {q.key: ticked if q.key in chosen else others for q in page.questions}

    def _add_buttons(self, page: Page, given: Answers) -> None:
        """Add a field for each question; the page's hint and picture go with the last."""
        for question in page.questions:
            is_last = question is page.questions[-1]
            widget = _widget(question, page.picture if is_last else "")
            hint = page.hint if is_last else ""
            alone = len(self.pages) == len(page.questions) == 1
            missing = _choose(question) if alone else _choose_of_several(question)
            self.fields[question.key] = _buttons(question, hint, widget, missing)
            told = given.get(question.key, Silence.NOT_ASKED)
            offered = _offered(question).items()
            self.initial[question.key] = next((v for v, a in offered if a == told), "")

    def _boxes(self, page: Page) -> TickList:
        choices = [(q.key, gettext(q.text)) for q in page.questions]
        choices.append((NONE_OF_THESE, gettext("None of these")))
        if not self.unsure:
            choices.append((NOT_SURE, gettext(page.unsure)))
        heading = gettext(page.heading)
        return TickList(
            label=heading,
            help_text=_translated(page.hint),
            choices=choices,
            name=f"“{heading}”" if len(self.pages) > 1 else "",
        )

    def _ticked_before(self, page: Page, given: Answers) -> list[str]:
        """Return the boxes that stand for the answers given before."""
        told = {q.key: given.get(q.key, Silence.NOT_ASKED) for q in page.questions}
        doubtful = [key for key, answer in told.items() if isinstance(answer, Silence)]
        if self.unsure:
            return doubtful if len(doubtful) < len(told) else []
        if Silence.NOT_ASKED in told.values():
            return []
        ticked = [key for key, answer in told.items() if answer is True]
        return [*ticked, NOT_SURE] if doubtful else ticked or [NONE_OF_THESE]


def _widget(question: Question, picture: str) -> type[forms.RadioSelect]:
    if picture:
        return KneePicture
    return Scale if question.kind is Kind.SCALE else forms.RadioSelect


def _buttons(
    question: Question, hint: str, widget: type[forms.RadioSelect], missing: str
) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext(question.text),
        help_text=_translated(hint),
        choices=[(value, _label(question, value)) for value in _offered(question)],
        widget=widget,
        error_messages={
            "required": missing,
            "invalid_choice": gettext("Choose one of the answers on this page."),
        },
    )


def _choose(question: Question) -> str:
    return gettext("Choose an answer. If you do not know, choose “{unsure}”.").format(
        unsure=gettext(question.unsure)
    )


def _choose_of_several(question: Question) -> str:
    """Return an error line that tells which question of a page it is about."""
    return gettext(
        "“{question}”: choose an answer. If you do not know, choose “{unsure}”."
    ).format(question=gettext(question.text), unsure=gettext(question.unsure))


def _offered(question: Question) -> dict[str, Answer]:
    """Return the answers to a single question by the value of their button."""
    if question.kind is Kind.YES_NO:
        told: dict[str, Answer] = {YES: True, NO: False}
    else:
        told = {str(value): value for value in question.values()}
    return {**told, NOT_SURE: Silence.NOT_SURE}


def _label(question: Question, value: str) -> str:
    said = {YES: gettext("Yes"), NO: gettext("No"), NOT_SURE: gettext(question.unsure)}
    options = {option.key: gettext(option.text) for option in question.options}
    return {**said, **options}.get(value, value)


def _translated(text: str) -> str:
    """Return ``text`` in the reader's language; gettext answers "" with its header."""
    return gettext(text) if text else ""
