"""What a result says beyond its level: causes, place, doubts, and what would change it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from tests.factories import NOON, put_in_force
from tests.triage.rules.building import a_cause, a_clue, a_flag
from tests.triage.views.small import (
    CALM,
    INNER,
    SMALL,
    agree,
    be_urgent,
    begin,
    headings_of,
    newest,
    published,
    read,
    result_of,
    submit,
    tell,
)
from triage.protocols.medial_knee.movement import MOVEMENT
from triage.rules.conditions import answer
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("level", "pain"), [(Level.WITHIN_2_WEEKS, "7"), (Level.SAME_DAY, "7")]
)
def test_where_a_bone_may_be_overworked_there_is_no_running_whatever_the_level(
    client: Client, level: Level, pain: str
) -> None:
    bone = a_flag(
        "bone",
        when=answer("pain").at_least(7),
        level=level,
        when_unsure=level,
        no_impact=True,
    )
    published(replace(SMALL, red_flags=(*SMALL.red_flags, bone)))
    agree(client)
    for path, chosen in {**CALM, "/check/3/": pain}.items():
        if newest().submitted_at is None:
            tell(client, path, chosen)
    client.post("/check/answers/")

    text = read(client)

    assert newest().level == level
    assert headings_of(text).count("No running, no jumping") == 1
    assert text.count("If walking hurts, put no weight on that leg. Use crutches.") == 1


def test_without_such_a_sign_that_is_not_said(client: Client) -> None:
    assert "No running, no jumping" not in headings_of(result_of(client, page_2="outer"))


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("ligament",), "Your answers do not separate these two."),
        (("ligament", "pad"), "Your answers do not separate these three."),
    ],
)
def test_causes_too_close_to_call_are_said_to_be_so(
    client: Client, names: tuple[str, ...], said: str
) -> None:
    causes = (a_cause("overload", prior=1.5), *(a_cause(n, prior=1.5) for n in names))
    published(replace(SMALL, causes=causes, clues=()))
    agree(client)
    submit(client)

    text = read(client)

    assert text.count(said) == 1
    assert text.count('<p class="tag">Fits</p>') == len(causes)


def test_a_cause_leads_to_its_page_while_its_rules_are_in_force(client: Client) -> None:
    begin(client)
    submit(client)
    before = read(client)
    others = (a_cause("other"), a_cause("strain", prior=2.0))
    newer = replace(SMALL, causes=others, clues=(), fallback="other")
    put_in_force(protocol=newer, at=NOON + timedelta(days=1))

    after = read(client)

    assert before.count('href="/about/causes/2/"') == 1
    assert after.count('href="/about/causes/') == 0
    assert after.count("<h3>Overload</h3>") == 1


def test_what_can_feel_the_same_is_named_too(client: Client) -> None:
    bone = a_cause("bone_stress_injury", prior=-4.0, always_possible=True)
    published(replace(SMALL, causes=(*SMALL.causes, bone)))
    agree(client)
    submit(client)

    text = read(client)

    assert text.count("<h3>It could also be</h3>") == 1
    assert text.count('<a href="/about/causes/3/">Bone_Stress_Injury</a>') == 1


def test_what_would_change_our_mind_is_told(client: Client) -> None:
    clue = a_clue(answer("more").is_yes(), ligament=3.0)
    published(replace(SMALL, clues=(clue,)))
    agree(client)
    submit(client, page_6="not-sure")

    text = read(client)

    assert text.count("<h3>What would change our mind</h3>") == 1
    assert text.count("“+3.0 for ligament” This would speak more for: Ligament.") == 1
    assert text.count("you were not sure") == 1


@pytest.mark.parametrize(
    ("side", "turned", "caption"),
    [
        ("left", 0, "Left knee shown, inner side"),
        ("right", 1, "Right knee shown, inner side"),
        ("both", 0, "Shown on a left knee, inner side"),
    ],
)
def test_the_place_is_drawn_on_the_knee_that_hurts(
    client: Client, side: str, turned: int, caption: str
) -> None:
    published(INNER)
    agree(client)
    for path, chosen in list(CALM.items())[:4]:
        tell(client, path, chosen)
    client.post("/check/6/", {"side": side, "spot": "shin"})
    for path in ("/check/7/", "/check/8/"):
        tell(client, path, "no" if path == "/check/7/" else "none-of-these")
    client.post("/check/answers/")

    text = read(client)

    assert text.count("knee__figure--right") == turned
    assert text.count(caption) == 1
    assert text.count("<b>Where you say it hurts most</b> It is shin") == 1


def test_what_somebody_was_not_sure_about_is_left_to_the_visit(client: Client) -> None:
    text = result_of(client, page_6="not-sure")

    gaps = text.split("What we can't tell you")[1].split("</section>")[0]
    assert gaps.count("<li>more?</li>") == 1
    assert gaps.count("<li>loose?</li>") == 1


def test_what_would_change_the_result_is_told_both_ways(client: Client) -> None:
    much = a_flag(
        "ran_much",
        when=answer("more").is_yes(),
        level=Level.WITHIN_A_WEEK,
        when_unsure=Level.WITHIN_A_WEEK,
    )
    published(replace(SMALL, red_flags=(*SMALL.red_flags, much)))
    agree(client)
    submit(client, page_6="yes")
    changes = read(client).split("What would change this result")[1]

    assert changes.count("<h3>Be seen sooner, if you said</h3>") == 1
    assert changes.count("<h3>Less soon, only if you had said</h3>") == 1
    assert changes.count("more? <b>No</b>") == 1


def test_while_a_more_urgent_answer_stands_nothing_would_change_the_result(
    client: Client,
) -> None:
    begin(client)
    be_urgent(client)

    assert "What would change this result" not in headings_of(result_of(client))


def test_the_tests_of_how_somebody_moves_are_offered_with_the_newest_result(
    client: Client,
) -> None:
    put_in_force(protocol=MOVEMENT, at=NOON)
    begin(client)
    pk = submit(client).pk

    offered = [
        "Look at how you move" in headings_of(read(client, path))
        for path in ("/check/result/", f"/check/results/{pk}/")
    ]

    assert offered == [True, False]


def test_reasons_that_decide_nothing_can_be_opened(client: Client) -> None:
    begin(client)
    for path, chosen in {**CALM, "/check/2/": "outer", "/check/4/": "yes"}.items():
        tell(client, path, chosen)
        if path == "/check/4/":
            tell(client, "/check/5/", "yes")
    client.post("/check/answers/")

    opened, more = read(client).split("<summary>1 more reason, less urgent</summary>")

    assert opened.count("loose_knee was found.") == 1
    assert opened.count("elsewhere was found.") == 0
    assert more.count("elsewhere was found.") == 1


def test_a_result_is_sent_packed_to_whoever_can_unpack_it(client: Client) -> None:
    begin(client)
    submit(client)

    packed = client.get("/check/result/", headers={"accept-encoding": "gzip"})

    assert packed["Content-Encoding"] == "gzip"
