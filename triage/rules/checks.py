"""What must be right before runners meet a protocol, beyond what it checks itself."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from itertools import chain

from triage.rules.canonical import dumps, loads
from triage.rules.conditions import Condition, questions_in
from triage.rules.parts import Level
from triage.rules.protocol import Protocol
from triage.rules.questions import Kind
from triage.rules.reach import can_hold


def faults_in(protocol: Protocol) -> list[str]:
    """Return, in words, all that keeps ``protocol`` from being put in front of runners.

    Each part says what it must, and where it comes from. Each question, warning sign, clue
    and factor can come up. What a warning sign reads is asked before what none reads. What
    is stored reads back as the same protocol.
    """
    return list(
        chain(
            _unsaid(protocol, protocol.slug),
            _empty_offers(protocol),
            _dead_parts(protocol),
            _late_signs(protocol),
            _lost_in_storage(protocol),
        )
    )


def _unsaid(part: object, name: str) -> Iterator[str]:
    """Yield each text that ``part``, or a part of it, ought to have and leaves blank.

    A text may be left out where its field says so, by being blank unless it is given.
    """
    if not is_dataclass(part):
        return
    name = next((getattr(part, key) for key in ("id", "key") if hasattr(part, key)), name)
    for field in fields(part):
        value = getattr(part, field.name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, str) and not item.strip() and field.default != "":
                yield f"{name} has no {field.name.replace('_', ' ')}"
            yield from _unsaid(item, name)


def _empty_offers(protocol: Protocol) -> Iterator[str]:
    for question in protocol.questions.values():
        options = [option.key for option in question.options]
        if question.kind is Kind.CHOICE and len({*options}) < max(2, len(options)):
            yield f"{question.key} does not offer 2 or more different options"
    for flag in protocol.red_flags:
        if flag.level is Level.SELF_CARE:
            yield f"{flag.id} warns of nothing"


def _dead_parts(protocol: Protocol) -> Iterator[str]:
    """Yield what can never come up, whatever is answered."""
    for name, conditions in _named_conditions(protocol):
        for condition in conditions:
            if not can_hold(condition, protocol):
                yield f"{name!r} can never come up"


def _named_conditions(protocol: Protocol) -> Iterator[tuple[str, Iterable[Condition]]]:
    yield "causes", (protocol.in_scope,)
    yield from ((page.key, (page.when,)) for page in protocol.pages if page.when)
    yield from ((flag.id, (flag.when,)) for flag in protocol.red_flags)
    yield from ((clue.because, (clue.when,)) for clue in protocol.clues)
    for factor in protocol.factors:
        yield factor.id, (sign.when for sign in factor.signs)
    for cause in protocol.causes:
        yield cause.id, (cause.leads_when,)
        yield cause.id, (prior.when for prior in cause.priors)
        yield cause.id, (hint.when for hint in cause.hints)


def _late_signs(protocol: Protocol) -> Iterator[str]:
    """Yield a fault if a warning sign needs pages after one that none needs."""
    needed = set(protocol.safety_keys)
    for page in reversed(protocol.pages):
        if page.when and needed.intersection(page.keys):
            needed |= questions_in(page.when)
    in_order = [bool(needed.intersection(page.keys)) for page in protocol.pages]
    if False in in_order[: in_order.count(True)]:
        other = in_order.index(False)
        late = [p.key for p in protocol.pages[other:] if needed.intersection(p.keys)]
        yield (
            f"warning signs need {', '.join(late)}, which come after "
            f"{protocol.pages[other].key}, which none needs"
        )


def _lost_in_storage(protocol: Protocol) -> Iterator[str]:
    if loads(Protocol, dumps(protocol)) != protocol:
        yield "it does not read back as it was written"
