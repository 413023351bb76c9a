"""Which rules ask a physio to look at a runner, and what becomes of that.

``RULES`` is the whole list. A row follows from what is stored: ``settle`` raises and closes
by it, in the transaction of whatever is told, and ``settle_missed`` finds the rest.
"""

from rehab.attention.hooks import heed_change, heed_entry
from rehab.attention.rows import close_attention, raise_attention
from rehab.attention.rules import EVERY, RULES, TOLD, Asks, Rule
from rehab.attention.settling import renew, settle
from rehab.attention.sweeping import settle_missed

__all__ = [
    "EVERY",
    "RULES",
    "TOLD",
    "Asks",
    "Rule",
    "close_attention",
    "heed_change",
    "heed_entry",
    "raise_attention",
    "renew",
    "settle",
    "settle_missed",
]
