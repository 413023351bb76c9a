"""Rules, protocols and decisions as canonical text, and back.

The same content always gives the same bytes, so its SHA-256 names it. Both directions read
the dataclasses themselves: a new field needs no change here.
"""

import json
from dataclasses import fields, is_dataclass
from enum import Enum, IntEnum
from functools import cache
from hashlib import sha256
from types import UnionType
from typing import Any, TypeVar, assert_never, get_args, get_origin, get_type_hints

from triage.rules.answers import decode_answer, encode_answer
from triage.rules.conditions import AllOf, AnyOf, Compare, Condition, Not, Operator
from triage.rules.earlier import TODAY

T = TypeVar("T")


def plain(value: object) -> Any:  # noqa: ANN401 - JSON is any of its types
    """Return ``value``, a tree of our dataclasses, as plain JSON."""
    match value:
        case Compare() | AllOf() | AnyOf() | Not():
            return _plain_condition(value)
        case Enum():
            return value.name if isinstance(value, IntEnum) else value.value
        case tuple():
            return [plain(item) for item in value]
        case _ if is_dataclass(value):
            return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    return value


def dumps(value: object) -> str:
    """Return the canonical text of ``value``."""
    return json.dumps(plain(value), sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """Return the SHA-256 of a canonical text, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def loads(kind: type[T], text: str) -> T:
    """Return the ``kind`` that ``dumps`` wrote, in today's shape or earlier.

    :raises ValueError: if the text holds a condition of an unknown shape.
    """
    return build(kind, json.loads(text))


def build(kind: type[T], data: object) -> T:
    """Return the ``kind`` that ``plain`` turned into ``data``, in today's shape or earlier.

    :raises ValueError: if the data holds a condition of an unknown shape.
    """
    built: T = _build(kind, data)
    return built


def _plain_condition(condition: Condition) -> dict[str, Any]:
    match condition:
        case Compare(question, operator, told):
            return {"compare": [question, operator.value, encode_answer(told)]}
        case AllOf(parts):
            return {"all of": [_plain_condition(part) for part in parts]}
        case AnyOf(parts):
            return {"any of": [_plain_condition(part) for part in parts]}
        case Not(part):
            return {"not": _plain_condition(part)}
        case _:
            assert_never(condition)


def _build(kind: Any, data: Any) -> Any:  # noqa: ANN401 - it follows any annotation
    if get_origin(kind) is tuple:
        return tuple(_build(get_args(kind)[0], item) for item in data)
    if isinstance(kind, UnionType):
        return _build_union(kind, data)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        data = TODAY[kind](data) if kind in TODAY else data
        return kind(**{name: _build(hints[name], item) for name, item in data.items()})
    return kind[data] if issubclass(kind, IntEnum) else kind(data)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _build_union(kind: UnionType, data: Any) -> Condition | None:  # noqa: ANN401 - as above
    """Return a condition, or ``None`` for an optional one. There are no other unions."""
    optional = type(None) in get_args(kind)
    return None if optional and data is None else _build_condition(data)


def _build_condition(data: dict[str, Any]) -> Condition:
    match data:
        case {"compare": [str(question), str(operator), told]}:
            return Compare(question, Operator(operator), decode_answer(told))
        case {"all of": list(parts)}:
            return AllOf(tuple(map(_build_condition, parts)))
        case {"any of": list(parts)}:
            return AnyOf(tuple(map(_build_condition, parts)))
        case {"not": dict(part)}:
            return Not(_build_condition(part))
    msg = f"not a condition: {data!r}"
    raise ValueError(msg)
