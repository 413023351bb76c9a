"""What happened in one seed, as the checker reads it. All times are seconds since 1970."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, Self

STEP: Final = 10  # mails that one killed worker may double, by the promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A reminder as its row stood in the end.

    :ivar first_missed: when it was first seen to be marked missed.
    :ivar was_put_off: it was tried, and its next try would come later than this seed lasts.
    :ivar broken: its address is none, so it can only be parked.
    """

    address: str
    state: str
    due_at: float
    useful_until: float
    reason: str = ""
    attempts: int = 0
    first_missed: float | None = None
    was_put_off: bool = False
    broken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A mail that the mail server took.

    :ivar answered: it said so; if not, the sender could not know.
    """

    at: float
    address: str
    message_id: str
    answered: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Somebody did not want mails any more.

    :ivar at: from when on they knew that it was heeded.
    :ivar grace: for how long after it a mail may still come.
    """

    address: str
    at: float
    grace: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something that the nemesis did.

    :ivar workers: how many workers it may keep from settling what they have just sent.
    :ivar stalls: it may hold up a mail that is on its way.
    """

    what: str
    began: float
    ended: float
    workers: int = 0
    stalls: bool = False


@dataclass(frozen=True, kw_only=True)
class History:
    """One seed.

    :ivar owed: how many reminders there were in the beginning.
    :ivar refused: the addresses of which the mail server said that there is no such person.
    :ivar broken_off: an address for each time that it took no mail and did not say so.
    :ivar whole_at: when the last trouble had ended.
    :ivar lease: seconds for which a worker holds what it sends.
    :ivar limit: seconds within which all has to be out once everything is whole.
    """

    owed: int
    rows: Sequence[Row]
    accepted: Sequence[Accepted]
    withdrawals: Sequence[Withdrawal] = ()
    troubles: Sequence[Trouble] = ()
    refused: Sequence[str] = ()
    broken_off: Sequence[str] = ()
    whole_at: float
    lease: float = 60
    limit: float = 120

    @cached_property
    def by_address(self) -> Mapping[str, Sequence[Accepted]]:
        """The mails to each address, in the order in which they came."""
        mails: dict[str, list[Accepted]] = {}
        for mail in sorted(self.accepted, key=lambda mail: mail.at):
            mails.setdefault(mail.address, []).append(mail)
        return mails

    def write(self, file: Path) -> None:
        file.write_text(json.dumps(asdict(self), indent=1))

    @classmethod
    def read(cls, file: Path) -> Self:
        told = json.loads(file.read_text())
        for name, kind in PARTS.items():
            told[name] = [kind(**part) for part in told[name]]
        return cls(**told)


PARTS: Final = {
    "rows": Row,
    "accepted": Accepted,
    "withdrawals": Withdrawal,
    "troubles": Trouble,
}
