"""A protocol as a decision table of zen-engine: all rows that fit are collected."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, product
from typing import TypeAlias, assert_never

from triage.rules.answers import Answer, Answers, Silence
from triage.rules.conditions import ALWAYS, AllOf, AnyOf, Compare, Condition, Not, holds
from triage.rules.parts import Level
from triage.rules.protocol import Protocol

# The answers that fit, for each question that counts: a row fits if all of them do.
Row: TypeAlias = dict[str, tuple[Answer, ...]]
Truths: TypeAlias = frozenset[bool | None]

YES: Truths = frozenset({True})
MAYBE: Truths = frozenset({True, None})
OPPOSITE = {True: False, None: None, False: True}


def as_context(protocol: Protocol, told: Answers) -> dict[str, bool | int | str]:
    """Return what was told as zen-engine reads it."""
    answers = {key: told.get(key, Silence.NOT_ASKED) for key in protocol.questions}
    return {key: _plain(answer) for key, answer in answers.items()}


def as_decision(protocol: Protocol) -> str:
    """Return the rules of ``protocol`` as a decision of zen-engine.

    A row says the name of its rule and, for a red flag, its level.
    """
    found = list(_rows(protocol))
    keys = {key for _, _, row in found for key in row}
    rows = [
        {"_id": str(number), "name": json.dumps(name), "level": str(level.value)}
        | dict.fromkeys(keys, "")
        | {key: ", ".join(map(_cell, answers)) for key, answers in row.items()}
        for number, (name, level, row) in enumerate(found)
    ]
    table = {"hitPolicy": "collect", "rules": rows}
    table |= {"inputs": _columns(keys), "outputs": _columns(["name", "level"])}
    nodes = (
        {"id": "in", "type": "inputNode"},
        {"id": "table", "type": "decisionTableNode", "content": table},
        {"id": "out", "type": "outputNode"},
    )
    place = {"x": 0, "y": 0}
    edges = [("in", "table"), ("table", "out")]
    return json.dumps(
        {
            "contentType": "application/vnd.gorules.decision",
            "nodes": [{"name": node["id"], "position": place} | node for node in nodes],
            "edges": [
                {"id": start, "type": "edge", "sourceId": start, "targetId": end}
                for start, end in edges
            ],
        }
    )


def _columns(names: Iterable[str]) -> list[dict[str, str]]:
    return [{"id": n, "name": n, "field": n, "type": "expression"} for n in names]


def _plain(answer: Answer) -> bool | int | str:
    return answer.value if isinstance(answer, Silence) else answer


def _cell(answer: Answer) -> str:
    return json.dumps(_plain(answer))


def _rows(protocol: Protocol) -> Iterator[tuple[str, Level, Row]]:
    """Yield the rows of every rule that ``decide()`` reads, each condition only once."""
    for flag in protocol.red_flags:
        for level, wanted in {flag.level: YES, flag.when_unsure: MAYBE}.items():
            if level > Level.SELF_CARE:
                for row in _fitting(protocol, flag.when, wanted, never_asked=False):
                    yield flag.id, level, row
    priors = (prior.when for cause in protocol.causes for prior in cause.priors)
    others = [(clue.because, clue.when) for clue in protocol.clues]
    others += [(f.id, sign.when) for f in protocol.factors for sign in f.signs]
    others += [(cause.id, cause.leads_when) for cause in protocol.causes]
    others += [("prior", when) for when in dict.fromkeys(priors)]
    for name, when in others:
        fitting = _fitting(protocol, when, YES, never_asked=None) if when != ALWAYS else ()
        yield from ((name, Level.SELF_CARE, row) for row in fitting)


def _fitting(
    protocol: Protocol, condition: Condition, wanted: Truths, *, never_asked: bool | None
) -> list[Row]:
    """Return rows that between them fit where ``condition`` comes to one of ``wanted``."""
    match condition:
        case Compare(key):
            answers = tuple(
                answer
                for answer in (*protocol.questions[key].values(), *Silence)
                if holds(condition, {key: answer}, never_asked=never_asked) in wanted
            )
            return [{key: answers}] if answers else []
        case Not(part):
            opposite = frozenset(OPPOSITE[truth] for truth in wanted)
            return _fitting(protocol, part, opposite, never_asked=never_asked)
        case AllOf(parts) | AnyOf(parts):
            each = [_fitting(protocol, p, wanted, never_asked=never_asked) for p in parts]
            needs_every = isinstance(condition, AllOf) is (True in wanted)
            rows = map(_both, product(*each)) if needs_every else chain(*each)
            return _joined(row for row in rows if all(row.values()))
        case _:
            assert_never(condition)


def _both(rows: Sequence[Row]) -> Row:
    """Return the row that fits where all ``rows`` do."""
    met: Row = {}
    for row in rows:
        for key, answers in row.items():
            met[key] = tuple(a for a in met.get(key, answers) if a in answers)
    return met


def _joined(rows: Iterable[Row]) -> list[Row]:
    """Return fewer rows that fit as often: two that differ in one question become one."""
    joined: list[Row] = []
    for row in rows:
        for other in joined:
            differ = [
                key for key in row.keys() | other.keys() if row.get(key) != other.get(key)
            ]
            if len(differ) == 1 and row.keys() == other.keys():
                (key,) = differ
                other[key] = tuple(dict.fromkeys(other[key] + row[key]))
                break
        else:
            joined.append(row)
    return joined
