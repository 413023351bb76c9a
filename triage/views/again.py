"""What a runner told last time, offered as they answer all the questions again.

It counts for nothing until it is sent. What a warning sign is read from is asked afresh:
nobody should pass a list of signs by with what was true weeks ago.
"""

from accounts.models import User
from triage.models import Assessment
from triage.rules.answers import Answer
from triage.rules.protocol import Protocol
from triage.rules.questions import Page


def told_last_time(
    runner: User | None, protocol: Protocol, page: Page
) -> dict[str, Answer]:
    """Return what to offer on ``page`` of what ``runner`` told in their newest check.

    Nothing to somebody without an account, or of a list of which not all is known.
    """
    offered = [key for key in page.keys if _may_be_offered(protocol, page, key)]
    if runner is None or not offered:
        return {}
    last = Assessment.objects.submitted().filter(patient=runner).order_by("submitted_at")
    newest = last.last()
    told = newest.given if newest else {}
    known = {key: told[key] for key in offered if _fits(protocol, key, told.get(key))}
    return {} if page.is_tick_list and len(known) < len(page.keys) else known


def _may_be_offered(protocol: Protocol, page: Page, key: str) -> bool:
    """Whether it is a fact, or no red flag reads it; of a list, none may read any."""
    read = protocol.safety_keys
    if page.is_tick_list:
        return read.isdisjoint(page.keys)
    return key not in read or protocol.questions[key].fact


def _fits(protocol: Protocol, key: str, answer: Answer | None) -> bool:
    """Whether it was told for certain, and is still one of the answers."""
    values = protocol.questions[key].values()
    return (type(answer), answer) in {(type(value), value) for value in values}
