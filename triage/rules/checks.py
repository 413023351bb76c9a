"""What must be right before runners meet a protocol, beyond what it checks itself."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from itertools import chain
from unicodedata import category

from triage.rules.canonical import dumps, loads
from triage.rules.conditions import Condition, questions_in
from triage.rules.parts import Level
from triage.rules.protocol import Protocol
from triage.rules.questions import Kind
from triage.rules.reach import can_hold

# Of a name in the database.
SLUG = re.compile(r"[-a-zA-Z0-9_]{1,50}")

# No answer makes anything more than a million times as likely, or as unlikely.
MOST_BITS = 20

# Control characters, halves of a character, and what is no character.
NOT_SHOWN = frozenset({"Cc", "Cs", "Co", "Cn"})


def is_text(text: str) -> bool:
    """Return whether ``text`` says something: it has a letter or a digit, and can be shown.

    Blanks, dots and invisible signs say nothing. What no page or database takes, such as
    half a character, cannot be shown.
    """
    return any(map(str.isalnum, text)) and can_be_shown(text)


def can_be_shown(text: str) -> bool:
    """Return whether a page and a database take each character of ``text``."""
    return all(char.isspace() or category(char) not in NOT_SHOWN for char in text)


def faults_in(protocol: Protocol) -> list[str]:
    """Return, in words, all that keeps ``protocol`` from being put in front of runners.

    Each part says what it must, and where it comes from. Numbers are such as can be added
    up. Each question, warning sign, clue and factor can come up. What a warning sign reads
    is asked before what none reads. What is stored reads back as the same protocol.
    """
    return list(
        chain(
            _bad_name(protocol.slug),
            _unsaid(protocol, protocol.slug),
            _odd_numbers(protocol),
            _empty_offers(protocol),
            _dead_parts(protocol),
            _late_signs(protocol),
            _lost_in_storage(protocol),
        )
    )


def _unsaid(part: object, name: str) -> Iterator[str]:
    """Yield each text that ``part``, or a part of it, ought to have and does not.

    A text may be left out where its field says so, by being blank unless it is given.
    """
    if not is_dataclass(part):
        return
    name = next((getattr(part, key) for key in ("id", "key") if hasattr(part, key)), name)
    for field in fields(part):
        value = getattr(part, field.name)
        for item in value if isinstance(value, tuple) else (value,):
            optional = field.default == "" and item == ""
            if isinstance(item, str) and not (optional or is_text(item)):
                yield f"{_shown(name)} has no {field.name.replace('_', ' ')}"
            yield from _unsaid(item, name)


def _shown(name: str) -> str:
    return name if can_be_shown(name) else ascii(name)


def _bad_name(slug: str) -> Iterator[str]:
    if not SLUG.fullmatch(slug):
        yield "its slug is not 1 to 50 plain letters, digits, hyphens and underscores"


def _odd_numbers(protocol: Protocol) -> Iterator[str]:
    """Yield each weight, prior and cap that cannot be added up, or is beyond all reason."""
    caps = (cap for cap in protocol.caps if not 0 < cap.bits <= MOST_BITS)
    yield from (f"{cap.domain} is capped at {cap.bits:g} bits" for cap in caps)
    for cause in protocol.causes:
        for bits in filter(_is_odd, (cause.prior, *(prior.bits for prior in cause.priors))):
            yield f"{cause.id} starts at {bits:g} bits"
    for clue in protocol.clues:
        for weight in (weight for weight in clue.weights if _is_odd(weight.bits)):
            yield f"{clue.because!r} weighs {weight.bits:g} bits for {weight.cause}"


def _is_odd(bits: float) -> bool:
    return not abs(bits) <= MOST_BITS  # what is no number at all is odd, too


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
