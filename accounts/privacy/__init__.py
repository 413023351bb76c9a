"""What is held of somebody, how they get a copy, and how it is forgotten.

Each app registers the kinds of rows that it holds (``kinds``). From that come the page on
which people see their data, the download (``archive``) and erasing (``erasing``).
"""

from accounts.privacy.archive import export_person
from accounts.privacy.erasing import (
    NotDue,
    ask_to_be_erased,
    erase,
    erase_again,
    erase_due,
    keeps_account,
    take_back_erasure,
)
from accounts.privacy.kinds import Holding, Kind, holdings, kinds, register

__all__ = [
    "Holding",
    "Kind",
    "NotDue",
    "ask_to_be_erased",
    "erase",
    "erase_again",
    "erase_due",
    "export_person",
    "holdings",
    "keeps_account",
    "kinds",
    "register",
    "take_back_erasure",
]
