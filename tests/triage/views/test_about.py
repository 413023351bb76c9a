from dataclasses import replace

import pytest
from django.test import Client

from tests.triage.rules.building import a_clue, a_factor
from tests.triage.views.small import SMALL, published
from triage.protocols.medial_knee.movement import MOVEMENT
from triage.rules.conditions import answer
from triage.rules.parts import Confidence, FactorKind, Note
from triage.views.about import Pointer

pytestmark = pytest.mark.django_db

PATHS = ("/about/", "/about/causes/1/", "/about/factors/1/")
NOTE = Note(
    brief="It is common.", evidence="It is less common.", confidence=Confidence.WEAK
)


def text_of(client: Client, path: str) -> str:
    page = client.get(path)
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


def test_every_cause_and_every_factor_has_a_page_in_the_list(client: Client) -> None:
    published()

    page = client.get("/about/")

    assert [url for _, url in page.context["causes"]] == [
        "/about/causes/1/",
        "/about/causes/2/",
    ]
    assert [(f.id, url) for f, url in page.context["load"]] == [
        ("load", "/about/factors/1/")
    ]
    assert [(f.id, url) for f, url in page.context["mechanics"]] == [
        ("feet", "/about/factors/2/")
    ]


def test_a_cause_is_told_in_plain_words(client: Client) -> None:
    published()

    text = text_of(client, "/about/causes/2/")

    assert text.count("<h1>Overload</h1>") == 1
    assert text.count("overload hurts.") == 1
    assert text.count("It feels like overload.") == 1
    assert text.count("Rest helps overload.") == 1
    assert text.count("<b>Our default.</b> made up for a test") == 1
    assert text.count("Stop, and get help sooner if") == 1
    assert text.count("This is not a diagnosis.") == 1


def test_what_tells_most_for_a_cause_or_against_it_stands_first(client: Client) -> None:
    clues = (
        a_clue(answer("rolls").is_yes(), overload=0.5),
        a_clue(answer("dives").is_yes(), overload=-2.0, ligament=1.0),
        a_clue(answer("injured").is_no(), overload=-0.5),
        a_clue(answer("more").is_yes(), overload=1.5),
    )
    published(replace(SMALL, clues=clues))

    page = client.get("/about/causes/2/")

    assert page.context["speaks_for"] == [
        Pointer("+1.5 for overload", "clearly"),
        Pointer("+0.5 for overload", "a little"),
    ]
    assert page.context["speaks_against"] == [
        Pointer("-2.0 for overload, +1.0 for ligament", "strongly"),
        Pointer("-0.5 for overload", "a little"),
    ]


def test_a_factor_is_told_with_the_signs_that_point_to_it(client: Client) -> None:
    published()

    text = text_of(client, "/about/factors/2/")

    assert text.count("<h1>Feet</h1>") == 1
    assert text.count("Mechanics: how you move") == 1
    assert text.count("<li>rolls was ticked.</li>") == 1
    assert text.count("What you can do") == 0


def test_a_factor_says_what_to_do_about_it_if_it_knows(client: Client) -> None:
    feet = replace(
        a_factor("feet", "rolls", kind=FactorKind.MECHANICS), advice=("Try other shoes.",)
    )
    published(replace(SMALL, factors=(feet,)))

    text = text_of(client, "/about/factors/1/")

    assert text.count("What you can do") == 1
    assert text.count("<li>Try other shoes.</li>") == 1


def test_where_the_brief_and_research_differ_both_are_told(client: Client) -> None:
    causes = tuple(replace(cause, notes=(NOTE,)) for cause in SMALL.causes)
    factors = tuple(replace(factor, notes=(NOTE,)) for factor in SMALL.factors)
    published(replace(SMALL, causes=causes, factors=factors))

    for path in PATHS[1:]:
        text = text_of(client, path)

        assert text.count("<dt>The brief says</dt><dd>It is common.</dd>") == 1
        assert text.count("<dt>Research says</dt><dd>It is less common.</dd>") == 1
        assert text.count("<dt>How sure it is</dt><dd>Weak</dd>") == 1


def test_factors_that_only_the_tests_know_are_numbered_after_those_of_the_check(
    client: Client,
) -> None:
    published()
    published(
        replace(
            SMALL,
            slug=MOVEMENT.slug,
            factors=(
                a_factor("steps", "more", kind=FactorKind.MECHANICS),
                *SMALL.factors,
                a_factor("sleep", "more"),
            ),
        )
    )

    page = client.get("/about/")

    assert [(f.id, url) for f, url in page.context["load"]] == [
        ("load", "/about/factors/1/"),
        ("sleep", "/about/factors/4/"),
    ]
    assert [(f.id, url) for f, url in page.context["mechanics"]] == [
        ("feet", "/about/factors/2/"),
        ("steps", "/about/factors/3/"),
    ]
    assert text_of(client, "/about/factors/4/").count("<h1>Sleep</h1>") == 1
    assert client.get("/about/factors/5/").status_code == 404


@pytest.mark.parametrize("number", [0, 3, 10**30])
@pytest.mark.parametrize("kind", ["causes", "factors"])
def test_a_number_that_the_rules_do_not_have_is_no_page(
    client: Client, kind: str, number: int
) -> None:
    published()

    assert client.get(f"/about/{kind}/{number}/").status_code == 404


@pytest.mark.parametrize("path", PATHS)
def test_before_anything_is_published_nothing_can_be_explained(
    client: Client, path: str
) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", PATHS)
def test_the_pages_can_only_be_read(client: Client, path: str) -> None:
    published()

    assert client.post(path).status_code == 405
