"""A mail written once, in pieces, between which everybody's own parts go."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import AnyStr, Generic

from django.utils.html import escape

from rehab.reminders.mails.content import Content
from rehab.reminders.mails.parts import HEADERS, NAME, Parts
from rehab.reminders.mails.ready import NETWORK_LINES, ReadyMail
from rehab.reminders.mails.writing import FIXED_HEADERS, write

KEPT = 512  # skeletons, of some 30 kB each
TEXT, HTML = "text", "html"
# A mark names a part and where it stands, because it is escaped otherwise in each place.
MARK = r"@@([\w.-]+)(?:=[^@]+)?@@"
IN_WORDS, IN_BYTES = re.compile(MARK), re.compile(MARK.encode())
FILLABLE = {"7bit", "8bit"}  # other encodings would cut the marks


@dataclass(frozen=True, slots=True)
class Gapped(Generic[AnyStr]):
    """A text with gaps, each of which says what goes into it."""

    pieces: tuple[AnyStr, ...]  # one more than gaps
    gaps: tuple[str, ...]

    def filled(self, parts: Mapping[str, AnyStr]) -> AnyStr:
        """Return the text with ``parts`` in the gaps."""
        whole = [self.pieces[0]]
        for gap, piece in zip(self.gaps, self.pieces[1:], strict=True):
            whole += (parts[gap], piece)
        return self.pieces[0][:0].join(whole)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A mail without anybody's own parts: its two versions, and its bytes."""

    subject: str
    sender: str
    text: Gapped[str]
    html: Gapped[str]
    content: Gapped[bytes]

    def filled(self, parts: Parts) -> ReadyMail:
        """Return the mail to one person, with each part escaped for where it stands."""
        text = {f"{TEXT}.{key}": part for key, part in parts.words.items()}
        html = {f"{HTML}.{key}": str(escape(part)) for key, part in parts.words.items()}
        everywhere = text | html | parts.headers
        return ReadyMail(
            content=self.content.filled(
                {key: part.encode() for key, part in everywhere.items()}
            ),
            subject=self.subject,
            body=self.text.filled(text),
            alternatives=[(self.html.filled(html), "text/html")],
            from_email=self.sender,
            to=[parts.headers["To"]],
            headers=parts.headers | FIXED_HEADERS,
        )


@lru_cache(maxsize=KEPT)
def skeleton_of(content: Content) -> Skeleton | None:
    """Return the mail of ``content`` with gaps, or nothing if a line is too long."""
    headers = {name: f"@@{name}@@" for name in HEADERS}
    mail = write(
        content, Parts(_marks(content, TEXT), headers), in_html=_marks(content, HTML)
    )
    message = mail.message()
    encodings = {part["Content-Transfer-Encoding"] for part in message.get_payload()}
    if not encodings <= FILLABLE:
        return None
    [(html, _)] = mail.alternatives
    return Skeleton(
        subject=str(mail.subject),
        sender=content.sender,
        text=_gapped(str(mail.body)),
        html=_gapped(str(html)),
        content=_gapped_bytes(message.as_bytes(linesep=NETWORK_LINES)),
    )


def _marks(content: Content, where: str) -> dict[str, str]:
    """Return a mark for each of a person's words, where they stand in a mail."""
    links = {each.name: f"@@{where}.{each.name}@@" for each in content.purposes}
    name = f"@@{where}.{NAME}={content.name}@@" if content.name else ""
    return links | {NAME: name}


def _gapped(text: str) -> Gapped[str]:
    pieces = IN_WORDS.split(text)
    return Gapped(pieces=tuple(pieces[::2]), gaps=tuple(pieces[1::2]))


def _gapped_bytes(content: bytes) -> Gapped[bytes]:
    pieces = IN_BYTES.split(content)
    gaps = tuple(gap.decode() for gap in pieces[1::2])
    return Gapped(pieces=tuple(pieces[::2]), gaps=gaps)
