"""Which number to call, by country: data only.

A wrong number costs minutes. So each one carries the day on which somebody checked it
against an official source, or none; what was not checked says so wherever it is shown.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import quote

# In every country of the EU, free of charge: Directive (EU) 2018/1972, Article 109, read on
# this day (legislation.gov.uk/eudr/2018/1972/article/109). That it works from a landline,
# a mobile and a payphone also stands on an EU page archived by its delegation
# (archive.europa.ba/?p=20084). No other number here was checked.
EU_CHECKED_ON: Final = date(2026, 11, 22)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A number to call: as people write it, who answers, and the day it was checked."""

    number: str
    who: str = ""
    verified_on: date | None = None

    @property
    def dial(self) -> str:
        """The number as it stands in a ``tel:`` address."""
        return quote(self.number.replace(" ", ""), safe="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country by its ISO 3166 code, with what to call there, the first choice first.

    ``advice`` is for what is no emergency; ``advice_words`` says it where there is no one
    number.
    """

    code: str
    name: str
    emergency: tuple[Line, ...]
    advice: tuple[Line, ...] = ()
    advice_words: str = ""
    in_eu: bool = False

    @property
    def call(self) -> Line:
        """What to call first in an emergency."""
        return self.emergency[0]

    @property
    def offers_112(self) -> bool:
        """Whether 112 is among the numbers, so that nobody needs to be told to try it."""
        return any(line.number == "112" for line in self.emergency)


MOBILE: Final = Line(number="112", who="from most mobiles")
EU: Final = Line(number="112", verified_on=EU_CHECKED_ON)
DOCTORS: Final = Line(number="116117", who="doctor on call")


def _eu(code: str, name: str, *advice: Line) -> Country:
    return Country(code=code, name=name, emergency=(EU,), advice=advice, in_eu=True)


def _country(code: str, name: str, *numbers: str, advice: tuple[Line, ...] = ()) -> Country:
    lines = tuple(Line(number=number) for number in numbers)
    return Country(code=code, name=name, emergency=lines, advice=advice)


COUNTRIES: Final = (
    _country("AR", "Argentina", "107"),
    Country(
        code="AU",
        name="Australia",
        emergency=(Line(number="000"), MOBILE),
        advice=(Line(number="1800 022 222", who="Healthdirect"),),
    ),
    _eu("AT", "Austria", Line(number="1450", who="health line")),
    _eu("BE", "Belgium"),
    _country("BR", "Brazil", "192"),
    _eu("BG", "Bulgaria"),
    _country("CA", "Canada", "911", advice=(Line(number="811", who="in most provinces"),)),
    _country("CL", "Chile", "131"),
    _country("CN", "China", "120", advice=(Line(number="12320", who="health line"),)),
    _eu("HR", "Croatia"),
    _eu("CY", "Cyprus"),
    _eu("CZ", "Czechia"),
    _eu("DK", "Denmark", Line(number="1813", who="in and near Copenhagen")),
    _eu("EE", "Estonia"),
    _eu("FI", "Finland", DOCTORS),
    Country(
        code="FR",
        name="France",
        emergency=(EU, Line(number="15", who="SAMU")),
        advice=(Line(number="116117", who="in some regions"),),
        in_eu=True,
    ),
    _eu("DE", "Germany", DOCTORS),
    _eu("GR", "Greece"),
    _country("HK", "Hong Kong", "999"),
    _eu("HU", "Hungary"),
    _country("IS", "Iceland", "112"),
    Country(
        code="IN",
        name="India",
        emergency=(Line(number="112"), Line(number="108", who="ambulance")),
    ),
    Country(
        code="IE",
        name="Ireland",
        emergency=(EU, Line(number="999")),
        advice_words="Call your GP. Out of hours, their line says whom to call.",
        in_eu=True,
    ),
    _country("IL", "Israel", "101"),
    _eu("IT", "Italy"),
    _country("JP", "Japan", "119", advice=(Line(number="#7119", who="health line"),)),
    _country("KE", "Kenya", "999", "112"),
    _eu("LV", "Latvia"),
    _country("LI", "Liechtenstein", "144"),
    _eu("LT", "Lithuania"),
    _eu("LU", "Luxembourg"),
    _country("MY", "Malaysia", "999"),
    _eu("MT", "Malta"),
    _country("MX", "Mexico", "911"),
    _eu("NL", "Netherlands"),
    _country(
        "NZ",
        "New Zealand",
        "111",
        advice=(Line(number="0800 611 116", who="Healthline"),),
    ),
    _country("NG", "Nigeria", "112"),
    _country("NO", "Norway", "113", advice=(DOCTORS,)),
    _eu("PL", "Poland"),
    _eu("PT", "Portugal", Line(number="808 24 24 24", who="health line")),
    _eu("RO", "Romania"),
    _country("SG", "Singapore", "995"),
    _eu("SK", "Slovakia"),
    _eu("SI", "Slovenia"),
    Country(
        code="ZA",
        name="South Africa",
        emergency=(Line(number="10177"), MOBILE),
    ),
    _country("KR", "South Korea", "119"),
    _eu("ES", "Spain"),
    _eu("SE", "Sweden", Line(number="1177", who="health line")),
    Country(
        code="CH",
        name="Switzerland",
        emergency=(Line(number="144"), Line(number="112")),
        advice_words="Each canton has a line of its own for doctors on call.",
    ),
    _country("TR", "Türkiye", "112"),
    _country("AE", "United Arab Emirates", "998"),
    Country(
        code="GB",
        name="United Kingdom",
        emergency=(Line(number="999"), Line(number="112")),
        advice=(Line(number="111", who="NHS 111"),),
    ),
    Country(
        code="US",
        name="United States",
        emergency=(Line(number="911"),),
        advice_words="Many insurers have a line on which a nurse answers.",
    ),
)
BY_CODE: Final = {country.code: country for country in COUNTRIES}
OUTSIDE_EU: Final = tuple(country for country in COUNTRIES if not country.in_eu)
