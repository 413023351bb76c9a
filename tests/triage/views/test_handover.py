from dataclasses import replace
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from tests.factories import NOON, a_runner
from tests.triage.rules.building import a_flag, a_page
from tests.triage.views.small import (
    PICTURE,
    SMALL,
    agree,
    be_urgent,
    begin,
    newest,
    published,
    read,
    submit,
    tell,
)
from triage.rules.conditions import all_of, answer
from triage.rules.parts import FactorKind, Level
from triage.rules.protocol import Protocol
from triage.rules.questions import Kind
from triage.services import claim_assessment
from triage.views.readout import Spot, Told
from triage.views.sheet import Sheet

pytestmark = pytest.mark.django_db

FULL: Protocol = replace(
    SMALL,
    pages=(
        a_page("age", Kind.CHOICE, "young", "old"),
        *SMALL.pages[:5],
        PICTURE,
        a_page("weekly_distance", Kind.CHOICE, "little", "far", section="Running"),
        *SMALL.pages[5:],
    ),
    red_flags=(
        *SMALL.red_flags,
        a_flag(
            "old_knee",
            when=all_of(answer("age").is_("old"), answer("pain").at_least(5)),
        ),
        a_flag(
            "sore_shin",
            when=all_of(answer("spot").is_("shin"), answer("pain").at_least(7)),
        ),
    ),
)


CALM = {
    "2": "danger=none-of-these",
    "3": "place=inner",
    "4": "pain=2",
    "5": "injured=no",
    "7": "side=both&spot=shin",
    "8": "weekly_distance=far",
    "9": "more=yes",
    "10": "moves=dives",
}


def tell_all(client: Client, **told: str) -> None:
    """Answer every page of rules that ask for everything, calmly but for those ``told``."""
    published(FULL)
    client.post("/check/", {"age": "old"})
    client.post("/check/consent/", {"agree": "on"})
    for number, calm in CALM.items():
        sent = QueryDict(told.get(f"page_{number}", calm))
        client.post(f"/check/{number}/", dict(sent.lists()))
    client.post("/check/answers/")


def page_of(client: Client, path: str = "/check/result/handover/") -> Any:
    page = client.get(path)
    assert (page.status_code, page.templates[0].name) == (200, "triage/handover.html")
    return page.context


def sheet_of(client: Client, path: str = "/check/result/handover/") -> Sheet:
    """Return what the page shows."""
    sheet: Sheet = page_of(client, path)["sheet"]
    return sheet


def test_a_sheet_says_who_where_and_how_far(client: Client) -> None:
    tell_all(client)

    sheet = sheet_of(client)

    assert (sheet.history.age, sheet.history.side) == ("It is old", "It is both")
    assert sheet.spot == Spot(side="", place="shin", words="It is shin")
    assert sheet.history.distance == "It is far"
    assert (sheet.level, sheet.before) == ("Look after it yourself", "")


def test_a_sheet_tells_apart_what_was_said_and_what_was_denied(client: Client) -> None:
    tell_all(client, page_9="more=not-sure")

    sheet = sheet_of(client)

    assert sheet.history.story == (
        Told("place?", "It is inner"),
        Told("pain?", "2"),
        Told("injured?", "No"),
    )
    assert sheet.history.ticked == ("It is dives",)
    assert sheet.history.denied == ("It is cold", "It is pop", "It is stuck")
    assert sheet.history.unsure == ("more?",)
    assert sheet.history.not_asked == ("loose?",)


def test_a_sheet_tells_what_may_add_to_the_strain(client: Client) -> None:
    tell_all(client, page_10="moves=rolls")

    sheet = sheet_of(client)

    assert sheet.history.ticked == ("It is rolls",)
    assert [(one.factor.id, one.because) for one in sheet.strain] == [
        ("load", ("more was ticked.",)),
        ("feet", ("rolls was ticked.",)),
    ]


def test_changes_of_the_load_stand_with_the_load(client: Client) -> None:
    feet = replace(SMALL.factors[1], kind=FactorKind.LOAD)
    published(replace(SMALL, factors=(feet,)))
    client.post("/check/", {"age": "not-sure"})
    client.post("/check/consent/", {"agree": "on"})
    submit(client, page_7="rolls")

    sheet = sheet_of(client)

    assert (sheet.history.changes, sheet.history.ticked) == (("It is rolls",), ())


def test_a_sheet_ranks_the_causes_in_words(client: Client) -> None:
    tell_all(client)

    text = " ".join(client.get("/check/result/handover/").content.decode().split())

    assert text.count("<b>Overload</b> (fits best).") == 1
    assert text.count("<i>For:</i> +1.5 for overload") == 1
    assert text.count(f"Rules {newest().release.sha256[:12]}") == 1
    assert text.count("Not a diagnosis. Self-reported: nobody examined the knee.") == 1


@pytest.mark.parametrize("sign", ["stuck", "cold"])
def test_a_sheet_names_no_cause_where_the_runner_is_shown_none(
    client: Client, sign: str
) -> None:
    begin(client)
    be_urgent(client, sign)

    sheet = sheet_of(client)

    assert (sheet.causes, sheet.could_also_be) == ((), ())
    assert [reason.certain for reason in sheet.reasons] == [True]


def test_a_sheet_says_that_a_more_urgent_answer_came_before(client: Client) -> None:
    begin(client)
    be_urgent(client)
    begin(client)
    submit(client)

    sheet = sheet_of(client)

    assert (sheet.level, sheet.before) == ("Look after it yourself", "Be seen today")


def test_a_sheet_says_that_a_sign_was_taken_back(client: Client) -> None:
    begin(client)
    tell(client, "/check/1/", "stuck")
    submit(client)

    text = client.get("/check/result/handover/").content.decode()

    assert text.count("It was taken back.") == 1


def test_many_reasons_stand_without_their_answers(client: Client) -> None:
    flags = tuple(
        a_flag(f"sign_{n}", when=answer("pop").is_yes(), level=level, when_unsure=level)
        for n, level in enumerate([Level.WITHIN_A_WEEK] * 7)
    )
    calmer = (SMALL.red_flags[0], *SMALL.red_flags[2:])
    published(replace(SMALL, red_flags=(*calmer, *flags)))
    client.post("/check/", {"age": "not-sure"})
    client.post("/check/consent/", {"agree": "on"})
    submit(client, page_1="pop")

    text = client.get("/check/result/handover/").content.decode()

    assert text.count("sign_0 was found.") == 1
    assert text.count("sheet__told") == 0
    assert text.count("Is it pop?") == 0
    assert text.count("<b>Less urgent:</b>") == 0


def test_of_many_reasons_the_less_urgent_stand_in_one_line(client: Client) -> None:
    flags = tuple(a_flag(f"sign_{n}", when=answer("pop").is_yes()) for n in range(7))
    later = a_flag(
        "later",
        when=answer("pop").is_yes(),
        level=Level.WITHIN_A_WEEK,
        when_unsure=Level.SELF_CARE,
    )
    published(replace(SMALL, red_flags=(*SMALL.red_flags, *flags, later)))
    agree(client)
    be_urgent(client, "pop")

    text = read(client, "/check/result/handover/")

    assert text.count("<b>Less urgent:</b> later was found.") == 1
    assert text.count("<b> sign_0 was found. </b>") == 1


def test_of_what_was_not_asked_before_an_urgent_result_the_number_is_told(
    client: Client,
) -> None:
    begin(client)
    be_urgent(client, "cold")

    text = read(client, "/check/result/handover/")

    questions = len(sheet_of(client).history.not_asked)
    assert text.count(f"<p>{questions} questions did not come up, or") == 1
    assert text.count("injured?") == 0


def test_of_few_reasons_the_answers_stand_beside_them(client: Client) -> None:
    begin(client)
    submit(client, page_2="outer")

    text = client.get("/check/result/handover/").content.decode()

    assert text.count('<span class="sheet__told">place? It is outer</span>') == 1


def test_rules_that_ask_for_no_age_and_no_place_leave_them_out(client: Client) -> None:
    begin(client)
    submit(client)

    sheet = sheet_of(client)

    assert (sheet.history.age, sheet.history.side, sheet.history.distance) == ("", "", "")
    assert sheet.spot is None


def test_both_ways_to_a_sheet_lead_back_to_their_result(client: Client) -> None:
    begin(client)
    pk = submit(client).pk

    past = f"/check/results/{pk}/"
    newest_page, past_page = page_of(client), page_of(client, f"{past}handover/")

    assert newest_page["back"] == "/check/result/"
    assert newest_page["pdf"] == "/check/result/handover.pdf"
    assert past_page["back"] == past
    assert past_page["pdf"] == f"{past}handover.pdf"
    assert client.get("/check/result/").context["handover"] == "/check/result/handover/"
    assert client.get(past).context["handover"] == f"{past}handover/"


def test_without_a_result_the_sheet_leads_to_the_open_question(client: Client) -> None:
    begin(client)

    assert client.get("/check/result/handover/")["Location"] == "/check/1/"
    assert client.get("/check/result/handover.pdf")["Location"] == "/check/1/"


def test_a_sheet_is_nobody_elses(client: Client) -> None:
    begin(client)
    pk = submit(client).pk
    owner = a_runner()
    claim_assessment(assessment_id=pk, patient=owner, at=NOON)
    stranger = Client()
    stranger.force_login(a_runner())

    assert stranger.get("/check/result/handover/")["Location"] == "/check/"
    assert stranger.get(f"/check/results/{pk}/handover/").status_code == 404
