"""The sheet as a PDF. The page that it is printed from is the accessible original."""

from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from typing import Any
from unicodedata import normalize
from xml.sax.saxutils import escape  # it writes for reportlab, and reads nothing

from django.conf import settings
from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    KeepTogether,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
)

from triage.views.fitting import Possible
from triage.views.readout import Reason
from triage.views.sheet import Sheet

MARGIN, GUTTER, FOOT = 14 * mm, 7 * mm, 10 * mm
WIDTH, HEIGHT = A4
INNER = WIDTH - 2 * MARGIN
COLUMN = (INNER - GUTTER) / 2
SOFT = HexColor("#4b5a52")
# Latin, Greek and Cyrillic, for names of most of Europe.
FONT = "DejaVuSansCondensed"
FILES = {
    FONT: "dejavu-sans-condensed.ttf",
    f"{FONT}-Bold": "dejavu-sans-condensed-bold.ttf",
}
TEXT = ParagraphStyle("text", fontName=FONT, fontSize=8, leading=10, spaceAfter=1.5)
STYLES = {
    "text": TEXT,
    "item": ParagraphStyle("item", TEXT, leftIndent=8, bulletIndent=0),
    "title": ParagraphStyle("title", TEXT, fontSize=14, leading=18),
    "level": ParagraphStyle("level", TEXT, fontSize=11, leading=14),
    "heading": ParagraphStyle("heading", TEXT, fontSize=9.5, leading=12, spaceBefore=6),
}


def pdf_response(sheet: Sheet) -> HttpResponse:
    """Return the PDF to be saved, under a name that tells of no health."""
    day = localtime(sheet.assessment.submitted_at).date().isoformat()
    named = {"Content-Disposition": f'attachment; filename="stridewell-{day}.pdf"'}
    return HttpResponse(pdf_of(sheet), content_type="application/pdf", headers=named)


def pdf_of(sheet: Sheet) -> bytes:
    """Return ``sheet`` on A4, in two columns; one page, or two where much was told.

    Letters that the font has not got come out as "?".
    """
    _fonts()
    file = BytesIO()
    head = [*_head(sheet)]
    high = sum(each.wrap(INNER, HEIGHT)[1] + each.getSpaceAfter() for each in head) + 4
    document = BaseDocTemplate(
        file,
        pagesize=A4,
        title=gettext("Knee pain in a runner: self-check"),
        author="Stridewell",
        lang=settings.LANGUAGE_CODE,
        pageTemplates=[
            PageTemplate("first", [_frame(0, INNER, high), *_columns(high)], _foot(sheet)),
            PageTemplate("next", [*_columns(0)], _foot(sheet)),
        ],
    )
    document.build([*head, NextPageTemplate("next"), FrameBreak(), *_body(sheet)])
    return file.getvalue()


@cache
def _fonts() -> dict[str, TTFont]:
    """Return the fonts, which reportlab knows from now on."""
    folder = settings.BASE_DIR / "static" / "fonts"
    fonts = {name: TTFont(name, folder / file) for name, file in FILES.items()}
    for font in fonts.values():
        registerFont(font)
    bold = f"{FONT}-Bold"
    registerFontFamily(FONT, normal=FONT, bold=bold, italic=FONT, boldItalic=bold)
    return fonts


def _frame(left: float, width: float, height: float, top: float = 0) -> Frame:
    bottom = HEIGHT - MARGIN - top - height
    edges = dict.fromkeys(("leftPadding", "rightPadding", "topPadding", "bottomPadding"), 0)
    return Frame(MARGIN + left, bottom, width, height, **edges)


def _columns(top: float) -> Iterator[Frame]:
    height = HEIGHT - 2 * MARGIN - FOOT - top
    for left in (0, COLUMN + GUTTER):
        yield _frame(left, COLUMN, height, top)


def _foot(sheet: Sheet) -> Any:  # noqa: ANN401 - what reportlab calls on each page
    def draw(canvas: Any, _: BaseDocTemplate) -> None:  # noqa: ANN401 - reportlab has no types
        words = [
            gettext("Not a diagnosis. Self-reported: nobody examined the knee."),
            gettext("No clinician has signed these rules off yet."),
            gettext("Rules %(release)s") % {"release": sheet.release},
        ]
        canvas.setFont(FONT, 7)
        canvas.setFillColor(SOFT)
        canvas.drawString(MARGIN, MARGIN - 4, " ".join(words))
        canvas.drawRightString(WIDTH - MARGIN, MARGIN - 4, str(canvas.getPageNumber()))

    return draw


def _head(sheet: Sheet) -> Iterator[Paragraph]:
    yield _line(_bold(gettext("Knee pain in a runner: self-check")), "title")
    yield _line(_bold(gettext(sheet.level)), "level")
    if sheet.before:
        told = f"{gettext('An earlier answer said:')} {gettext(sheet.before)}."
        back = gettext("It was taken back.") if sheet.assessment.took_back else ""
        yield _line(_safe(f"{told} {back}"))
    if sheet.overruled:
        yield _line(_safe(sheet.overruled))
    submitted = localtime(sheet.assessment.submitted_at)
    facts = {
        "Age": gettext(sheet.history.age) if sheet.history.age else "",
        "Side": gettext(sheet.history.side) if sheet.history.side else "",
        "Answered": date_format(submitted, "j F Y, H:i T"),
        "Name": sheet.name or "_" * 24,
    }
    yield _line(
        " &nbsp; ".join(
            f"{_text(name)}: {_bold(fact)}" for name, fact in facts.items() if fact
        )
    )


def _body(sheet: Sheet) -> Iterator[Flowable]:
    history = sheet.history
    yield from _section("Since then (course)", map(_safe, sheet.since))
    yield from _section("Why this level", [*_reasons(sheet)])
    spot = [_bold(gettext(sheet.spot.words))] if sheet.spot else []
    yield from _section("Place (site of pain)", spot)
    story = (
        f"{_text(told.question)} {_bold(gettext(told.answer))}" for told in history.story
    )
    yield from _section("Story (history)", story)
    yield from _section("Said yes to (positives)", _in_one(history.ticked))
    yield from _section("Not sure about", _in_one(history.unsure))
    yield from _section("Running load and mechanics", _load(sheet))
    yield from _section("What the answers fit, by our rules", _causes(sheet))
    yield from _section("Warning signs answered no (negatives)", _in_one(history.denied))
    yield from _section("Not asked", _not_asked(sheet))


def _section(heading: str, lines: Iterable[str]) -> Iterator[Flowable]:
    """Yield a heading and what stands below it, if anything does."""
    told = [*lines]
    if told:
        style = "item" if len(told) > 1 else "text"
        first, *more = (_line(line, style, bullet=style == "item") for line in told)
        yield KeepTogether([_line(_bold(gettext(heading)), "heading"), first])
        yield from more


def _reasons(sheet: Sheet) -> Iterator[str]:
    if not sheet.reasons:
        yield _text("No warning sign was told.")
    for reason in sheet.reasons:
        yield _reason(reason, told=not sheet.dense)


def _reason(reason: Reason, *, told: bool) -> str:
    doubt = "" if reason.certain else f" ({gettext('was not sure')})"
    words = _bold(f"{gettext(reason.because)}{doubt}")
    answers = [f"{gettext(each.question)} {gettext(each.answer)}" for each in reason.told]
    return f"{words} {_safe(' · '.join(answers))}" if told else words


def _load(sheet: Sheet) -> Iterator[str]:
    history = sheet.history
    if history.distance:
        week = _text("In a usual week before it began:")
        yield f"{week} {_bold(gettext(history.distance))}"
    if history.changes:
        yield f"{_text('In the 3 months before:')} {_joined(history.changes)}"
    for found in sheet.strain:
        yield f"{_bold(gettext(found.factor.name))}: {_joined(found.because)}"


def _causes(sheet: Sheet) -> Iterator[str]:
    for possible in sheet.causes:
        yield _cause(possible)
    if sheet.could_also_be:
        others = (cause.name for cause in sheet.could_also_be)
        yield f"{_text('It could also be:')} {_joined(others)}"


def _cause(possible: Possible) -> str:
    parts = [f"{_bold(gettext(possible.cause.name))} ({_text(possible.fit)})."]
    if possible.hint:
        parts.append(_text(possible.hint))
    if possible.counted_for:
        parts.append(f"{_text('For:')} {_joined(possible.counted_for)}")
    if possible.counted_against:
        parts.append(f"{_text('Against:')} {_joined(possible.counted_against)}")
    return " ".join(parts)


def _not_asked(sheet: Sheet) -> list[str]:
    left = sheet.history.not_asked
    if not (left and sheet.ended_early):
        return _in_one(left)
    words = ngettext(
        "%(number)s question did not come up, or being seen came first.",
        "%(number)s questions did not come up, or being seen came first.",
        len(left),
    )
    return [_safe(words % {"number": len(left)})]


def _in_one(texts: Iterable[str]) -> list[str]:
    joined = _joined(texts)
    return [joined] if joined else []


def _joined(texts: Iterable[str]) -> str:
    return " · ".join(_text(text) for text in texts)


def _text(words: str) -> str:
    return _safe(gettext(words))


def _bold(words: str) -> str:
    return f"<b>{_safe(words)}</b>"


def _line(markup: str, style: str = "text", *, bullet: bool = False) -> Paragraph:
    return Paragraph(markup, STYLES[style], bulletText="•" if bullet else None)


def _safe(words: str) -> str:
    """Return ``words`` as they are read, with no tag of theirs and no letter left blank."""
    known = _fonts()[FONT].face.charToGlyph
    composed = normalize("NFC", " ".join(words.split()))
    return escape("".join(each if ord(each) in known else "?" for each in composed))
