import gzip
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from tests.factories import NOON, put_in_force
from tests.triage.rules.building import a_flag
from tests.triage.whole import WHOLE
from triage.models import ProtocolRelease
from triage.protocols.medial_knee import FOLLOW_UP, MEDIAL_KNEE, UNDER_18
from triage.protocols.medial_knee.movement import MOVEMENT
from triage.rules.canonical import digest, dumps
from triage.rules.conditions import answer
from triage.rules.protocol import Protocol

pytestmark = pytest.mark.django_db

MOST_BYTES = 60_000


def published(protocol: Protocol = WHOLE, *, day: int = 0, **given: str) -> ProtocolRelease:
    at = NOON + timedelta(days=day)
    return put_in_force(protocol=protocol, at=at, **given)


def read(client: Client, path: str = "/rules/") -> str:
    """Return the page as one line of text and tags."""
    return " ".join(unescape(client.get(path).text).split())


def test_while_there_are_no_rules_the_page_says_so(client: Client) -> None:
    response = client.get("/rules/")

    assert response.status_code == 503
    assert "There are no questions to ask yet." in response.text


def test_every_rule_tells_what_it_reads_its_mark_and_its_source(client: Client) -> None:
    published()

    page = read(client)

    assert '<li class="rule" id="rule-2"> <h4>2. torn was found.</h4>' in page
    assert "All of these:" in page
    assert '<span class="outline__question">hurt?</span> <b>Yes</b>' in page
    assert "<b>From the brief.</b> the brief says so" in page
    assert "<b>Our default.</b> made up for a test" in page
    assert "Always" in page


def test_every_rule_tells_what_not_sure_comes_to(client: Client) -> None:
    published()

    page = read(client)

    assert page.count("Not sure?") == 4
    assert "Not sure? Be seen within 2 days. <b>No running and no jumping.</b>" in page
    assert "Not sure? It does not count." in page
    assert page.count("Not sure? It counts the same.") == 2


def test_where_the_brief_and_research_differ_both_are_told(client: Client) -> None:
    published()

    page = read(client)

    told = "<dd>Rest it.</dd></div> <div><dt>Research says</dt><dd>Move it.</dd></div>"
    assert page.count(told) == 3


def test_warning_signs_stand_below_the_section_that_asks_for_them(client: Client) -> None:
    later = a_flag("later", when=answer("more").is_yes())
    published(replace(WHOLE, red_flags=(*WHOLE.red_flags, later)))

    page = read(client)

    assert page.count("<h3>Safety</h3>") == 2
    assert page.count("<h3>Story</h3>") == page.count("<h3>For everybody</h3>") == 1


def test_causes_clues_and_factors_are_told_in_words_without_numbers(client: Client) -> None:
    published()

    page = read(client)

    assert "We name causes only if:" in page
    assert "If no cause stands out, we say: <b>Strain</b>." in page
    assert "Before you answer, compared with “Strain”: <b>Less often</b>." in page
    assert '<b>Strongly:</b> <a href="#clue-1">You twisted it.</a>' in page
    assert "For: <b>Tear</b>, strongly." in page
    assert "Against: <b>Strain</b>, a little." in page
    assert "<b>From the brief</b>, for Tear: the brief says so" in page
    assert "<b>Our default</b>, for all others: made up for a test" in page
    assert "<p>“It may be a bad one.”</p>" in page
    assert "more was ticked." in page
    assert " bits" not in page


def test_what_was_proved_is_told_with_how_much_was_looked_at(client: Client) -> None:
    published()

    page = read(client)

    assert "There are 7 questions and 4 rules" in page
    assert "more ways than a 1 with 5 zeros." in page
    assert page.count("<dd>Holds</dd>") == 2


def test_rules_of_the_past_that_cannot_be_proved_are_told_to_be(client: Client) -> None:
    turned = replace(
        WHOLE,
        red_flags=(a_flag("turned", when=answer("hurt").is_no()),),
    )
    text = dumps(turned)
    release = ProtocolRelease.objects.create(
        slug=turned.slug, text=text, sha256=digest(text), released_at=NOON
    )
    release.publications.create(at=NOON, by="Ann", note="Before there were checks.")

    page = read(client)

    assert (page.count("<dd>Holds</dd>"), page.count("<dd>Does not hold</dd>")) == (1, 1)


def test_the_page_tells_since_when_and_every_time_before(client: Client) -> None:
    first = published(note="The first.")
    now = published(
        replace(WHOLE, factors=()), day=1, by="Ann Other", note="Fewer factors."
    )

    page = read(client)

    name = now.sha256[:8]
    assert f"Rules {name}, in force since 23 November 2026. No clinician" in page
    assert "<b>23 November 2026</b>, these rules: Fewer factors." in page
    assert f'<a href="/rules/{first.pk}/">rules {first.sha256[:8]}</a>: The first.' in page
    assert now.sha256 in page
    assert "Ann Other" not in page


def test_past_rules_can_be_read_and_say_that_they_are_past(client: Client) -> None:
    past = published()
    published(replace(WHOLE, factors=()), day=1)

    page = read(client, f"/rules/{past.pk}/")

    assert "last put in force on 22 November 2026." in page
    assert 'not in force any more. <a href="/rules/">' in page
    assert "load strains." in page
    assert "load strains." not in read(client)


def test_each_list_of_rules_leads_to_the_others_in_force(client: Client) -> None:
    published(MEDIAL_KNEE)
    young, diary = published(UNDER_18), published(FOLLOW_UP)

    check, follow_up = read(client), read(client, f"/rules/{diary.pk}/")

    assert f'<a href="/rules/{young.pk}/">The check for under 18s</a> ·' in check
    assert f'<a href="/rules/{diary.pk}/">The list in the diary</a>' in check
    assert '<p class="caption">The list in the diary</p>' in follow_up
    assert "in force since" in follow_up
    assert 'id="causes"' not in follow_up


def test_rules_that_warn_of_nothing_have_nothing_to_prove(client: Client) -> None:
    movement = published(MOVEMENT)

    page = read(client, f"/rules/{movement.pk}/")

    assert 'id="factors"' in page
    assert "proof" not in page


def test_rules_under_a_name_of_no_use_today_have_no_title(client: Client) -> None:
    other = published(replace(WHOLE, slug="other"))

    page = read(client, f"/rules/{other.pk}/")

    assert 'class="caption"' not in page
    assert "not in force any more" in page


@pytest.mark.parametrize("pk", [0, 999999999, 10**30])
def test_rules_that_never_were_in_force_do_not_exist(client: Client, pk: int) -> None:
    release = ProtocolRelease.objects.create(
        slug="none", text="", sha256="0", released_at=NOON
    )

    assert client.get(f"/rules/{pk or release.pk}/").status_code == 404


@pytest.mark.parametrize("protocol", [MEDIAL_KNEE, UNDER_18, FOLLOW_UP, MOVEMENT])
def test_the_page_of_each_list_is_small_on_its_way(
    client: Client, protocol: Protocol
) -> None:
    release = published(protocol)

    response: Any = client.get(f"/rules/{release.pk}/", headers={"accept-encoding": "gzip"})

    assert len(response.content) < MOST_BYTES
    assert "Our rules" in gzip.decompress(response.content).decode()


def test_the_words_of_every_rule_in_force_are_on_the_page(client: Client) -> None:
    published(MEDIAL_KNEE)

    page = read(client)

    reasons = [
        *(flag.because for flag in MEDIAL_KNEE.red_flags),
        *(clue.because for clue in MEDIAL_KNEE.clues),
    ]
    assert [reason for reason in reasons if reason not in page] == []
