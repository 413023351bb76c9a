"""Mails, from a row that is owed to the bytes that a mail server takes.

What a mail says hangs on its ``Content``, which many share, and on the ``Parts`` that are
one person's own. Templates and Django's mail turn both into a mail (``writing``). That
takes milliseconds, so a mail is written once for each content, with marks where a person's
parts belong, and is filled for everybody else (``skeleton``).
"""

from rehab.reminders.mails.composing import compose
from rehab.reminders.mails.kinds import ANSWERS

__all__ = ["ANSWERS", "compose"]
