"""What docs/clinical-safety.md says of the rules and of the tests that hold them."""

import re
from collections.abc import Iterator
from typing import Final

from django.conf import settings

from triage.protocols.medial_knee import FOLLOW_UP, MEDIAL_KNEE, UNDER_18
from triage.protocols.medial_knee.movement import MOVEMENT
from triage.rules.parts import Cause, Factor, RedFlag

TEXT: Final = (settings.BASE_DIR / "docs" / "clinical-safety.md").read_text(
    encoding="utf-8"
)

# "Niva 2006" and "Niva in 2006"; and a study that is known by its size alone.
AUTHOR_AND_YEAR: Final = re.compile(r"\b([A-Z]\w+) (?:in )?((?:19|20)\d\d)\b")
SIZE: Final = re.compile(r"\b\d[\d,]* (?:new )?runners\b")
# Whatever else has a name: guidelines, rules and pathways.
NAMES: Final = (
    "BSR/BOA hot swollen joint guideline 2006",
    "IOC statement 2023",
    "JOSPT guideline on patellofemoral pain 2019",
    "Medial plica test, a meta-analysis (2013)",
    "NHS Cornwall knee red flags",
    "NHS Devon knee pain guide",
    "NHS Gloucestershire knee pain pathway",
    "NICE NG12",
    "NICE NG226",
    "Ottawa Knee Rule",
    "Pittsburgh rule",
    "Quadriceps or kneecap tendon rupture",
    "Saphenous neuropathy",
    "Therapeutic Guidelines",
    "Wells",
)
NAME: Final = re.compile("|".join(map(re.escape, NAMES)))


def said() -> Iterator[str]:
    """Yield all that rules say about where they come from."""
    for protocol in (MEDIAL_KNEE, FOLLOW_UP, UNDER_18, MOVEMENT):
        ruling: list[RedFlag | Cause | Factor] = [
            *protocol.red_flags,
            *protocol.causes,
            *protocol.factors,
        ]
        for ruled in ruling:
            yield ruled.source.reference
            yield from (note.evidence for note in ruled.notes)
        for clue in protocol.clues:
            yield from (weight.source.reference for weight in clue.weights)


def sources() -> str:
    """Return the table of sources."""
    return TEXT.split("Sources named in the rules:")[1].split("## Hazards")[0]


def test_every_study_that_a_rule_names_stands_in_the_table_of_sources() -> None:
    studies = {
        f"{author} {year}"
        for text in said()
        for author, year in AUTHOR_AND_YEAR.findall(text)
    }

    assert "Niva 2006" in studies
    assert {study for study in studies if study not in sources()} == set()


def test_a_study_known_by_its_size_stands_there_under_it() -> None:
    sizes = {size for text in said() for size in SIZE.findall(text)}

    assert "927 new runners" in sizes
    assert {size for size in sizes if size not in sources()} == set()


def test_every_guideline_that_a_rule_names_stands_in_the_table_of_sources() -> None:
    named = {name for text in said() for name in NAME.findall(text)}

    assert named == {*NAMES}
    assert {name for name in NAMES if name not in sources()} == set()


def test_every_source_of_the_table_says_where_it_can_be_read() -> None:
    rows = [line.split(" | ") for line in sources().splitlines() if line.startswith("| ")]

    assert len(rows) > len(NAMES)
    assert [
        row[0] for row in rows if not re.search(r"\w\.\w+|to be checked|^where", row[-1])
    ] == []


def test_every_test_that_holds_a_hazard_exists() -> None:
    files = {path.stem for path in (settings.BASE_DIR / "tests").rglob("test_*.py")}

    named = {*re.findall(r"\btest_\w+", TEXT)}

    assert "test_proof" in named
    assert named - files == set()
