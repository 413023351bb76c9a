"""How much of an exercise is to be done, as a runner reads it."""

import pytest
from django.template.loader import render_to_string

from rehab.programme.exercises import BY_ID


@pytest.mark.parametrize(
    ("exercise", "text"),
    [
        ("X04", "3 sets of 12. Hold each one for 2 seconds. Do both sides, the sore one"),
        ("X06", "3 times 10 steps each way."),
        ("X11", "3 sets of 10."),
        ("X12", "4 times, for 20 seconds each."),
        ("X27", "3 times 6 metres each way."),
        ("X36", "3 times 20 metres."),
        ("X28", "3 times, for 30 seconds each. Do both sides, the sore one first. Every"),
        ("X01", "3 sets of 10. Do both sides, the sore one first. 3 times a day."),
    ],
)
def test_a_dose_is_said_in_what_it_is_counted_in(exercise: str, text: str) -> None:
    told = BY_ID[exercise]

    html = render_to_string("rehab/_dose.html", {"exercise": told, "dose": told.dose})

    words = " ".join(html.replace("<strong>", "").replace("</strong>", "").split())
    assert words.startswith(f"<p> {text}")
