"""The pages of the admin that tell of runners, as physios open them."""

from dataclasses import dataclass
from urllib.parse import urlencode

from accounts.models import User

MOST_QUERIES = 12
LISTS = {
    "plans": "rehab/plan",
    "diary": "rehab/diaryentry",
    "changes": "rehab/planchange",
    "mails": "rehab/reminder",
    "visits": "rehab/clearance",
    "follow-ups": "rehab/seenfollowup",
    "assessments": "triage/assessment",
    "care links": "accounts/carelink",
}
# Of the first runner: the syllables of ``filling.py``.
WORD, TWO_WORDS, FEW_LETTERS, NOBODY = "baba", "baba bababa", "b", "xyz"


@dataclass(frozen=True, slots=True)
class Page:
    """A page by what it shows."""

    name: str
    address: str


def pages_of(runner: User) -> list[Page]:
    """Return the pages on which a physio comes to ``runner``."""
    patients = "/admin/rehab/patient/"
    searches = {
        "a word of a name": WORD,
        "two words": TWO_WORDS,
        "a letter": FEW_LETTERS,
        "an address": runner.email,
        "how an address begins": runner.email[:12],
        "nobody": NOBODY,
    }
    return [
        Page("queue", "/admin/rehab/attention/"),
        Page("patients", patients),
        Page("patients, far in", f"{patients}?after={runner.pk}"),
        *(
            Page(f"search: {name}", f"{patients}?{urlencode({'q': said})}")
            for name, said in searches.items()
        ),
        Page("patient", f"{patients}{runner.pk}/change/"),
    ]


def lists() -> list[Page]:
    """Return all other lists about runners, whole and searched."""
    found = []
    for name, place in LISTS.items():
        address = f"/admin/{place}/"
        found.append(Page(f"list: {name}", address))
        found.append(Page(f"search: {name}", f"{address}?q={WORD}"))
    return found
