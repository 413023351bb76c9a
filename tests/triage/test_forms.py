from dataclasses import replace

import pytest
from django.http import QueryDict
from django.utils.translation import override

from tests.triage.rules.building import a_page, a_question, a_tick_list
from tests.triage.views.small import PICTURE
from triage.forms import AgeForm, KneePicture, QuestionsForm, Scale, TickList
from triage.protocols.medial_knee import FOLLOW_UP, MEDIAL_KNEE, UNDER_18
from triage.rules.answers import Answer, Answers, Silence
from triage.rules.protocol import Protocol
from triage.rules.questions import Kind, Page, Question

LIST = a_tick_list("danger", "cold", "pop", "stuck", hint="Tick all that fit.")
YES_NO = a_page("injured", hint="Today counts.")
CHOICE = a_page("place", Kind.CHOICE, "inner", "outer")
SCALE = a_page("pain", Kind.SCALE)
AGE = a_question("age", Kind.CHOICE, "young", "old")

CHOOSE = "Choose an answer. If you do not know, choose “I'm not sure”."
TICK = "Tick all that fit. If none does, tick “None of these”."


def sent(page: Page, *chosen: str, unsure: bool = False) -> QuestionsForm:
    """Return the form of ``page`` as it arrives with ``chosen``."""
    data = QueryDict(mutable=True)
    data.setlist(page.key, chosen)
    return QuestionsForm([page], data, {}, unsure=unsure)


def shown(
    page: Page, given: Answers | None = None, *, unsure: bool = False
) -> QuestionsForm:
    """Return the form of ``page`` as it is shown to somebody who has ``given`` answers."""
    return QuestionsForm([page], None, given or {}, unsure=unsure)


def choices_of(form: QuestionsForm, name: str) -> list[tuple[str, str]]:
    return [(option.data["value"], option.choice_label) for option in form[name]]


@pytest.mark.parametrize(
    ("page", "chosen", "answer"),
    [
        (YES_NO, "yes", True),
        (YES_NO, "no", False),
        (YES_NO, "not-sure", Silence.NOT_SURE),
        (CHOICE, "outer", "outer"),
        (CHOICE, "not-sure", Silence.NOT_SURE),
        (SCALE, "0", 0),
        (SCALE, "10", 10),
        (SCALE, "not-sure", Silence.NOT_SURE),
    ],
)
def test_a_button_stands_for_an_answer_both_ways(
    page: Page, chosen: str, answer: Answer
) -> None:
    form = sent(page, chosen)
    again = shown(page, {page.key: answer})

    assert form.is_valid()
    assert form.answers() == {page.key: answer}
    assert again.initial == {page.key: chosen}


@pytest.mark.parametrize(
    ("chosen", "answers"),
    [
        (["none-of-these"], {"cold": False, "pop": False, "stuck": False}),
        (["pop"], {"cold": False, "pop": True, "stuck": False}),
        (["cold", "stuck"], {"cold": True, "pop": False, "stuck": True}),
        (
            ["pop", "not-sure"],
            {"cold": Silence.LEFT_OPEN, "pop": True, "stuck": Silence.LEFT_OPEN},
        ),
        (["not-sure"], dict.fromkeys(LIST.keys, Silence.LEFT_OPEN)),
    ],
)
def test_boxes_stand_for_answers_both_ways(chosen: list[str], answers: Answers) -> None:
    form = sent(LIST, *chosen)
    again = shown(LIST, answers)

    assert form.is_valid()
    assert form.answers() == answers
    assert again.initial == {"danger": chosen}


def test_of_the_doubtful_ones_those_not_chosen_are_no() -> None:
    form = sent(LIST, "pop", unsure=True)

    assert form.is_valid()
    assert form.answers() == {"cold": False, "pop": Silence.LEFT_OPEN, "stuck": False}


def test_when_none_is_doubtful_all_are_no() -> None:
    form = sent(LIST, "none-of-these", unsure=True)

    assert form.is_valid()
    assert form.answers() == {"cold": False, "pop": False, "stuck": False}


def test_the_doubtful_ones_chosen_before_are_shown_again() -> None:
    left, unsure = Silence.LEFT_OPEN, Silence.NOT_SURE
    fresh = shown(LIST, dict.fromkeys(LIST.keys, left), unsure=True)
    again = shown(LIST, {"cold": left, "pop": False, "stuck": unsure}, unsure=True)

    assert fresh.initial == {"danger": []}
    assert again.initial == {"danger": ["cold", "stuck"]}


@pytest.mark.parametrize("page", [YES_NO, CHOICE, SCALE, LIST])
def test_nothing_is_chosen_before_somebody_chooses(page: Page) -> None:
    form = shown(page)

    assert not form.initial[page.key]
    assert not form.is_bound


@pytest.mark.parametrize(
    ("page", "error"), [(YES_NO, CHOOSE), (CHOICE, CHOOSE), (SCALE, CHOOSE), (LIST, TICK)]
)
def test_an_empty_page_is_refused_and_says_what_to_do(page: Page, error: str) -> None:
    assert sent(page).errors == {page.key: [error]}


@pytest.mark.parametrize(
    ("page", "strange"), [(YES_NO, "True"), (CHOICE, "top"), (SCALE, "11"), (SCALE, "-1")]
)
def test_a_value_outside_the_buttons_is_refused(page: Page, strange: str) -> None:
    error = "Choose one of the answers on this page."

    assert sent(page, strange).errors == {page.key: [error]}


def test_a_value_outside_the_boxes_is_refused() -> None:
    error = "Tick only what stands on this page."

    assert sent(LIST, "cold", "hot").errors == {"danger": [error]}
    assert sent(LIST, "not-sure", unsure=True).errors == {"danger": [error]}


@pytest.mark.parametrize("other", ["cold", "not-sure"])
def test_none_of_these_with_a_tick_is_refused_and_both_are_kept(other: str) -> None:
    form = sent(LIST, other, "none-of-these")

    error = "Tick the ones that fit, or “None of these”, but not both."
    assert form.errors == {"danger": [error]}
    assert form["danger"].value() == [other, "none-of-these"]


def test_each_kind_of_page_has_its_field_and_words() -> None:
    form = shown(YES_NO)

    assert (form["injured"].label, form["injured"].help_text) == (
        "injured?",
        "Today counts.",
    )
    assert choices_of(form, "injured") == [
        ("yes", "Yes"),
        ("no", "No"),
        ("not-sure", "I'm not sure"),
    ]
    assert choices_of(shown(CHOICE), "place") == [
        ("inner", "It is inner"),
        ("outer", "It is outer"),
        ("not-sure", "I'm not sure"),
    ]
    assert choices_of(shown(LIST), "danger")[-2:] == [
        ("none-of-these", "None of these"),
        ("not-sure", "I'm not sure about one"),
    ]
    assert choices_of(shown(LIST, unsure=True), "danger")[-1] == (
        "none-of-these",
        "None of these",
    )


def test_a_scale_has_eleven_numbers_and_not_sure() -> None:
    form = shown(SCALE)

    numbers = [(str(number), str(number)) for number in range(11)]
    assert choices_of(form, "pain") == [*numbers, ("not-sure", "I'm not sure")]
    assert isinstance(form.fields["pain"].widget, Scale)


def test_several_pages_make_one_form() -> None:
    data = QueryDict("danger=pop&place=inner")
    form = QuestionsForm([LIST, CHOICE], data, {})

    assert form.is_valid()
    assert form.answers() == {"cold": False, "pop": True, "stuck": False, "place": "inner"}


@pytest.mark.parametrize("protocol", [MEDIAL_KNEE, FOLLOW_UP, UNDER_18])
def test_no_key_of_the_content_can_be_taken_for_one_of_our_choices(
    protocol: Protocol,
) -> None:
    keys = {option.key for q in protocol.questions.values() for option in q.options}

    assert not {key for key in keys | protocol.questions.keys() if "-" in key}


def test_an_empty_hint_stays_empty_in_another_language() -> None:
    with override("de"):
        form = shown(CHOICE)

    assert form["place"].help_text == ""


def age(chosen: str, question: Question | None = AGE) -> AgeForm:
    return AgeForm(question, QueryDict(f"age={chosen}"))


@pytest.mark.parametrize(
    ("chosen", "answer"),
    [("young", "young"), ("old", "old"), ("not-sure", Silence.NOT_SURE)],
)
def test_an_adult_tells_a_band_or_keeps_it_to_themselves(
    chosen: str, answer: Answer
) -> None:
    form = age(chosen)

    assert form.is_valid()
    assert form.is_adult
    assert form.band == answer


def test_somebody_under_18_is_no_adult() -> None:
    form = age("under-18")

    assert form.is_valid()
    assert not form.is_adult


def test_the_bands_of_the_rules_stand_between_the_young_and_the_silent() -> None:
    silent = ("not-sure", "I'd rather not say my age, but I am 18 or over")

    assert [
        (option.data["value"], option.choice_label) for option in AgeForm(AGE, None)["age"]
    ] == [
        ("under-18", "Under 18"),
        ("young", "It is young"),
        ("old", "It is old"),
        silent,
    ]
    assert [
        (option.data["value"], option.choice_label) for option in AgeForm(None, None)["age"]
    ] == [("under-18", "Under 18"), silent]


@pytest.mark.parametrize(
    ("chosen", "error"),
    [
        ("", "Choose your age. If you'd rather not say, choose the last line."),
        ("17", "Choose one of the lines on this page."),
    ],
)
def test_no_age_or_a_strange_one_is_refused(chosen: str, error: str) -> None:
    assert age(chosen).errors == {"age": [error]}


def test_a_page_with_a_picture_asks_two_questions_under_a_heading_of_its_own() -> None:
    picture = replace(PICTURE, hint="Feel for it.")
    form = QuestionsForm([picture], QueryDict("side=left&spot=shin"), {})

    assert form.is_valid()
    assert form.answers() == {"side": "left", "spot": "shin"}
    assert (form["side"].help_text, form["spot"].help_text) == ("", "Feel for it.")
    assert isinstance(form.fields["spot"].widget, KneePicture)
    assert not isinstance(form.fields["side"].widget, KneePicture)
    assert form.helper.field_template is None
    assert shown(YES_NO).helper.field_template == "stridewell/question.html"


def test_of_several_lists_each_error_names_its_own() -> None:
    other = a_tick_list("signs", "limp", "groin")
    form = QuestionsForm([LIST, other], QueryDict(), {})

    assert form.errors == {
        "danger": ["“danger?”: tick what fits, or “None of these”."],
        "signs": ["“signs?”: tick what fits, or “None of these”."],
    }


def test_a_tick_list_may_be_left_empty_where_a_form_allows_it() -> None:
    field = TickList(choices=[("cold", "It is cold")], required=False)

    assert field.clean([]) == []


def test_of_several_questions_each_error_names_its_own() -> None:
    on_a_page = QuestionsForm([PICTURE], QueryDict(), {})
    on_two = QuestionsForm([YES_NO, SCALE], QueryDict(), {})
    hint = "choose an answer. If you do not know, choose “I'm not sure”."
    assert on_a_page.errors == {"side": [f"“side?”: {hint}"], "spot": [f"“spot?”: {hint}"]}
    assert on_two.errors == {
        "injured": [f"“injured?”: {hint}"],
        "pain": [f"“pain?”: {hint}"],
    }
