"""The mails that the local mail server received, newest first."""

from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

MAILS_SHOWN = 100


class NoSuchMail(Exception):
    """No mail of this name was received."""


@dataclass(frozen=True, slots=True)
class Mail:
    """One received mail: its file's name without the ending, and its parts as text."""

    name: str
    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def to(self) -> str:
        return str(self.message["To"])

    @property
    def sent_at(self) -> datetime:
        return self.message["Date"].datetime  # type: ignore[no-any-return] # a parsed header

    @property
    def text(self) -> str:
        return self._part("plain")

    @property
    def html(self) -> str:
        return self._part("html")

    @property
    def headers(self) -> list[tuple[str, str]]:
        return [(name, str(value)) for name, value in self.message.items()]

    def _part(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        return part.get_content() if part else ""


def received(directory: Path) -> list[Mail]:
    """Return the latest mails in ``directory``, newest first."""
    newest = sorted(directory.glob("*.eml"), reverse=True)[:MAILS_SHOWN]
    return [_read(path) for path in newest]


def one(directory: Path, name: str) -> Mail:
    """Return the mail called ``name``.

    :raises NoSuchMail: if there is none.
    """
    for path in directory.glob("*.eml"):
        if path.stem == name:
            return _read(path)
    raise NoSuchMail(name)


def _read(path: Path) -> Mail:
    parser = BytesParser(EmailMessage, policy=policy.default)
    return Mail(name=path.stem, message=parser.parsebytes(path.read_bytes()))
