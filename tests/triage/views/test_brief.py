"""What the brief wants the pages to say, by the rules that are really asked."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import a_runner, an_assessment
from tests.triage.views.small import read
from triage.protocols.medial_knee import MEDIAL_KNEE

pytestmark = pytest.mark.django_db


def result_of(client: Client, **told: Any) -> str:
    """Return the result page of somebody who gives the mildest answers, but for these."""
    runner = a_runner()
    an_assessment(patient=runner, **told)
    client.force_login(runner)
    return read(client)


def test_item_1_the_start_page_and_the_result_show_both_names(client: Client) -> None:
    start, result = read(client, "/"), result_of(client, place="band")

    for page in (start, result):
        assert "medial knee pain" in page
        assert "inner" in page


def test_item_3_load_and_mechanics_have_a_block_each_of_what_was_asked(
    client: Client,
) -> None:
    page = result_of(
        client, place="shin", weekly_distance="25_to_40_km", more=True, feet_cross=True
    )

    _, blocks = page.split("<h3>Load: how much you run</h3>")
    load, rest = blocks.split("<h3>Mechanics: how you move</h3>")
    mechanics, *_ = rest.split("</section>")
    assert "25 to 40 km (15 to 25 miles)" in load
    assert MEDIAL_KNEE.questions["more"].alone in load
    assert MEDIAL_KNEE.questions["feet_cross"].alone in mechanics
