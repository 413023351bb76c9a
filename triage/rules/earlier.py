"""What earlier releases stored, brought into the shape that rules have today.

A past assessment is shown in its own wording for ever, so nothing stored is rewritten, but
brought up to date each time it is read. What has today's shape passes unchanged.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from triage.rules.decide import Decision
from triage.rules.parts import Cause, Factor
from triage.rules.protocol import Protocol

Data: TypeAlias = dict[str, Any]

SHOES_WENT_WITH: Final = "overpronation"


def protocol_of_today(data: Data) -> Data:
    """Return ``data`` with the clues and the levels of each cause among the protocol's own.

    Clues stood under the one cause that they weighed. A level that a cause called for while
    it was shown counts as a red flag now, whether it is shown or not.
    """
    causes = data.get("causes", [])
    return {
        **data,
        "clues": [*data.get("clues", []), *_clues_under(causes)],
        "red_flags": [*data.get("red_flags", []), *_levels_under(causes)],
    }


def cause_of_today(data: Data) -> Data:
    """Return ``data`` without clues and levels, and with empty texts for those missing."""
    kept = {
        name: part for name, part in data.items() if name not in {"clues", "own_levels"}
    }
    return {"feels_like": "", "helps": ""} | kept


def factor_of_today(data: Data) -> Data:
    """Return ``data`` with signs: the one condition it had is one sign of 1 point.

    Advice on shoes went with one factor, by its id.
    """
    data = {"shoes": data["id"] == SHOES_WENT_WITH} | data
    if "signs" in data:
        return data
    kept = {name: part for name, part in data.items() if name not in {"when", "because"}}
    sign = {"when": data["when"], "points": 1, "because": data["because"]}
    return kept | {"signs": [sign]}


def decision_of_today(data: Data) -> Data:
    """Return ``data`` with ``no_impact``, which no rule called for yet."""
    return {"no_impact": False} | data


TODAY: Final[Mapping[type, Callable[[Data], Data]]] = {
    Protocol: protocol_of_today,
    Cause: cause_of_today,
    Factor: factor_of_today,
    Decision: decision_of_today,
}


def _clues_under(causes: list[Data]) -> Iterator[Data]:
    for cause in causes:
        for clue in cause.get("clues", []):
            kept = {name: clue[name] for name in ("when", "domain", "because")}
            told = {name: clue[name] for name in ("bits", "source")}
            yield kept | {"weights": [{"cause": cause["id"]} | told]}


def _levels_under(causes: list[Data]) -> Iterator[Data]:
    """Yield a red flag for each level. An answer that left it open counted like a yes."""
    for cause in causes:
        for number, own in enumerate(cause.get("own_levels", []), start=1):
            yield own | {"id": f"{cause['id']}_{number}", "when_unsure": own["level"]}
