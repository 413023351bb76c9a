"""The sheet as a PDF: what stands in it is read back from its pages."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from reportlab.pdfbase import pdfmetrics

from tests.factories import a_runner, an_assessment
from tests.triage.views.small import begin, submit
from triage.rules.parts import Level
from triage.views.sheet import Sheet, sheet_of
from triage.views.sheet_pdf import FONT, pdf_of

pytestmark = pytest.mark.django_db


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf))


@pytest.fixture
def sheet() -> Sheet:
    return sheet_of(
        an_assessment(swollen=True, rest_pain=4, feet_roll_in=True, began=True), name="Ada"
    )


def test_it_is_a4_with_a_title_and_a_language(sheet: Sheet) -> None:
    pdf = pdf_of(sheet)

    assert pages_of(pdf) == 1
    assert b"/MediaBox [ 0 0 595.2756 841.8898 ]" in pdf
    assert b"/Title (Knee pain in a runner: self-check)" in pdf
    assert b"/Lang (en-gb)" in pdf


def test_what_is_told_at_most_takes_two_pages() -> None:
    signs = ("swollen", "warm", "no_4_steps", "locking", "catching", "calf", "chest")
    told: dict[str, Any] = dict.fromkeys(signs, True)
    urgent = sheet_of(an_assessment(**told, rest_pain=9))
    long = replace(urgent, since=("It went on and on, day after day. " * 8,) * 24)

    assert pages_of(pdf_of(urgent)) == 1
    assert pages_of(pdf_of(long)) == 2


def test_an_earlier_answer_and_what_was_never_told_stand_there_too() -> None:
    calm = sheet_of(an_assessment(onset="pushed_in", place="edge"), before=Level.SAME_DAY)

    plain = pdf_of(replace(calm, before="", spot=None))

    assert len(pdf_of(calm)) > len(plain)


@pytest.mark.parametrize(
    "name", ["<b>Ada", "<img src='/etc/passwd'/>", "&lt;&#0;", "a\x00b"]
)
def test_a_name_is_drawn_and_never_obeyed(sheet: Sheet, name: str) -> None:
    assert pages_of(pdf_of(replace(sheet, name=name, overruled=name, since=(name,)))) == 1


def test_letters_of_europe_are_there_and_others_are_marked(sheet: Sheet) -> None:
    named = {name: len(pdf_of(replace(sheet, name=name))) for name in ("????", "漢字漢字")}

    glyphs = pdfmetrics.getFont(FONT).face.charToGlyph
    alphabets = (*range(0xC0, 0x17F), *range(0x3B1, 0x3C9), *range(0x410, 0x44F))
    assert {*alphabets} <= {*glyphs}
    assert ord("漢") not in glyphs
    assert named["????"] == named["漢字漢字"]


def test_a_runner_saves_their_sheet_under_a_name_that_tells_nothing(client: Client) -> None:
    begin(client)
    pk = submit(client).pk

    newest, past = (
        client.get(address)
        for address in ("/check/result/handover.pdf", f"/check/results/{pk}/handover.pdf")
    )

    day = timezone.now().date().isoformat()
    assert newest["Content-Type"] == past["Content-Type"] == "application/pdf"
    assert newest["Content-Disposition"] == f'attachment; filename="stridewell-{day}.pdf"'
    assert past.content.startswith(b"%PDF-")


def test_the_sheet_of_somebody_else_is_not_there(client: Client) -> None:
    theirs = an_assessment(patient=a_runner())

    assert client.get(f"/check/results/{theirs.pk}/handover.pdf").status_code == 404
