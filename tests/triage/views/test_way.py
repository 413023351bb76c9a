from dataclasses import replace

import pytest

from tests.triage.rules.building import a_tick_list
from tests.triage.views.small import SMALL
from triage.rules.answers import Answer, Silence
from triage.rules.questions import Kind
from triage.views.way import Step, Way

LEFT, UNSURE, UNASKED = Silence.LEFT_OPEN, Silence.NOT_SURE, Silence.NOT_ASKED
NO_DANGER: dict[str, Answer] = {"cold": False, "pop": False, "stuck": False}
NOT_INJURED: dict[str, Answer] = {"place": "inner", "pain": 2, "injured": False}
ALL_TOLD: dict[str, Answer] = {
    **NO_DANGER,
    **NOT_INJURED,
    "more": False,
    "rolls": False,
    "dives": False,
}


def way(**answers: Answer) -> Way:
    return Way(SMALL, answers)


def test_an_address_names_numbers_only() -> None:
    steps = [Step(3), Step(1, unsure=True), Step(1, item=2)]

    assert [step.url for step in steps] == ["/check/3/", "/check/1/unsure/", "/check/1/2/"]


def test_the_first_page_comes_first() -> None:
    assert way().next_step() == Step(1)


def test_a_page_whose_condition_fails_is_passed_over() -> None:
    assert way(**NO_DANGER, **NOT_INJURED).next_step() == Step(6)


@pytest.mark.parametrize("injured", [True, UNSURE])
def test_a_page_whose_condition_may_hold_is_asked(injured: Answer) -> None:
    told = {**NO_DANGER, **NOT_INJURED, "injured": injured}

    assert way(**told).next_step() == Step(5)


def test_after_the_last_page_come_the_answers() -> None:
    done = way(**ALL_TOLD)

    assert done.next_step() is None
    assert done.next_url() == "/check/answers/"
    assert way().next_url() == "/check/1/"


def test_items_left_open_are_asked_before_the_next_page() -> None:
    both = way(cold=False, pop=LEFT, stuck=LEFT)
    one = way(cold=False, pop=LEFT, stuck=False)

    assert both.next_step() == Step(1, unsure=True)
    assert both.left_open(1) == [Step(1, item=2), Step(1, item=3)]
    assert one.next_step() == Step(1, item=2)


def test_not_sure_settles_an_item() -> None:
    assert way(cold=False, pop=UNSURE, stuck=False).next_step() == Step(2)


@pytest.mark.parametrize(
    ("step", "leads"),
    [
        (Step(0), False),
        (Step(1), True),
        (Step(1, unsure=True), True),
        (Step(1, item=1), True),
        (Step(1, item=4), False),
        (Step(2), True),
        (Step(2, unsure=True), False),
        (Step(2, item=1), False),
        (Step(3), False),
        (Step(5), False),
        (Step(8), False),
    ],
)
def test_the_way_leads_to_what_was_reached(step: Step, *, leads: bool) -> None:
    assert way(cold=True, pop=False, stuck=False).leads_to(step) is leads


def test_nothing_of_a_list_is_asked_alone_before_the_list() -> None:
    assert not way().leads_to(Step(1, unsure=True))
    assert not way().leads_to(Step(1, item=1))


def test_nobody_is_unsure_of_a_list_with_every_box_ticked() -> None:
    assert not way(cold=True, pop=True, stuck=True).leads_to(Step(1, unsure=True))


def test_once_all_is_told_the_way_leads_to_every_page_that_applies() -> None:
    done = way(**ALL_TOLD)

    assert [n for n in range(9) if done.leads_to(Step(n))] == [1, 2, 3, 4, 6, 7]


def test_the_unsure_page_lists_what_was_not_ticked() -> None:
    page = way(cold=True, pop=LEFT, stuck=LEFT).page_at(Step(1, unsure=True))

    assert page.heading == "Which ones are you not sure about?"
    assert page.keys == ("pop", "stuck")


def test_an_item_alone_is_a_question_with_its_line_of_help() -> None:
    items = a_tick_list("danger", "cold", "pop")
    helped = replace(items.questions[1], help="Think back.")
    danger = replace(items, questions=(items.questions[0], helped))
    page = Way(replace(SMALL, pages=(danger, *SMALL.pages[1:]), red_flags=()), {}).page_at(
        Step(1, item=2)
    )

    assert not page.is_tick_list
    assert page.hint == "Think back."
    assert [(q.key, q.text, q.kind) for q in page.questions] == [
        ("pop", "Is it pop?", Kind.YES_NO)
    ]


def test_a_plain_step_asks_the_page_as_it_stands() -> None:
    assert way().page_at(Step(2)) is SMALL.pages[1]


@pytest.mark.parametrize(
    ("step", "before"),
    [
        (Step(1), None),
        (Step(1, unsure=True), Step(1)),
        (Step(1, item=3), Step(1)),
        (Step(6), Step(4)),
    ],
)
def test_back_leads_to_the_page_before_that_applies(
    step: Step, before: Step | None
) -> None:
    assert way(**ALL_TOLD).step_before(step) == before


def test_an_emergency_ends_the_questions_at_once() -> None:
    assert way(cold=True, pop=False, stuck=False).ends_early()
    assert way(cold=UNSURE, pop=False, stuck=False).ends_early()


def test_an_item_left_open_is_asked_before_a_doubtful_emergency_ends_the_questions() -> (
    None
):
    assert not way(cold=LEFT, pop=False, stuck=False).ends_early()
    assert not way(cold=UNSURE, pop=LEFT, stuck=False).ends_early()


def test_nothing_holds_up_a_certain_emergency() -> None:
    assert way(cold=True, pop=LEFT, stuck=LEFT).ends_early()


def test_today_ends_the_questions_after_the_last_safety_question() -> None:
    early = {**NO_DANGER, "stuck": True}
    safe = {**early, **NOT_INJURED}

    assert not way(**early).ends_early()
    assert way(**safe).ends_early()


def test_what_can_wait_ends_nothing() -> None:
    assert not way(**ALL_TOLD).ends_early()
