"""Who is in the demo, and what happened to them: data only."""

from datetime import time
from typing import Final

from config.demo.people.at_the_start import PRIYA, RUTH
from config.demo.people.on_the_way import MAYA, NORA, SAM
from config.demo.people.parts import Runner
from config.demo.people.to_be_seen import ANA, ELIN, GEORGE, OMAR, TOM

__all__ = [
    "ANA",
    "CLINIC_CODE",
    "CLINIC_NAME",
    "ELIN",
    "GEORGE",
    "MAYA",
    "NORA",
    "OMAR",
    "PHYSIO_EMAIL",
    "PHYSIO_NAME",
    "PRIYA",
    "RUNNERS",
    "RUTH",
    "SAM",
    "TIMES",
    "TOM",
]

CLINIC_NAME: Final = "Riverside Physiotherapy"
CLINIC_CODE: Final = "RIVERSIDE"
PHYSIO_EMAIL: Final = "physio@demo.example"
PHYSIO_NAME: Final = "Alex Moss"
TIMES: Final = (time(9), time(13), time(18))

RUNNERS: Final[tuple[Runner, ...]] = (
    NORA,
    MAYA,
    TOM,
    PRIYA,
    ELIN,
    GEORGE,
    SAM,
    ANA,
    OMAR,
    RUTH,
)
