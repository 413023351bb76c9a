"""A mail server with moods: ``python -m tests.faults.sink PORT FOLDER``.

It reads its mood from ``FOLDER/mood.json`` whenever it has to decide something, so that it
can change at any moment. It writes what it took into ``FOLDER/sink.jsonl``, whom it did not
know into ``refused.jsonl``, and in whose mail it left into ``broken_off.jsonl``.

To every second connection it offers PIPELINING (RFC 2920), so that both ways of handing a
mail over meet its moods.
"""

import asyncio
import json
import re
import sys
import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import StrEnum, auto
from itertools import cycle
from pathlib import Path
from typing import Any, Final, Self
from zlib import crc32

END_OF_MAIL: Final = b"\r\n.\r\n"
LARGEST: Final = 2**22  # bytes
POLL_SECONDS: Final = 0.02
A_WHILE: Final = 3600
MESSAGE_ID: Final = re.compile(rb"^Message-ID:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


class Mood(StrEnum):
    """What it does with who comes; the second half only with every second address."""

    ACCEPTS = auto()
    REFUSES_CONNECTIONS = auto()
    HANGS = auto()
    IS_BUSY = auto()  # 421, as a greeting or to the next mail
    PUTS_RECIPIENTS_OFF = auto()  # 451 to RCPT
    PUTS_MAILS_OFF = auto()  # 451 to the final dot
    KNOWS_NOBODY = auto()  # 550 to RCPT, for those named
    LEAVES_IN_THE_MAIL = auto()
    LEAVES_AFTER_THE_DOT = auto()  # the mail counts, and nobody hears of it
    HANGS_AFTER_THE_DOT = auto()  # likewise


UNSAID: Final = (Mood.LEAVES_AFTER_THE_DOT, Mood.HANGS_AFTER_THE_DOT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """A mood and what belongs to it.

    :ivar unknown: the addresses of which it says that there is no such person.
    :ivar pause: seconds it thinks about each mail, half of them once it has taken it.
    """

    mood: Mood = Mood.ACCEPTS
    unknown: Collection[str] = ()
    pause: float = 0

    def write(self, folder: Path) -> None:
        """Let the server of this folder be so from now on."""
        unfinished = folder / "mood.unfinished"
        unfinished.write_text(json.dumps(asdict(self)))
        unfinished.rename(folder / "mood.json")

    @classmethod
    def read(cls, folder: Path) -> Self:
        told = json.loads((folder / "mood.json").read_text())
        return cls(**told | {"mood": Mood(told["mood"])})

    def towards(self, address: str) -> Mood:
        """Return how it is to one recipient: half of them never meet its worse moods."""
        if self.mood is Mood.KNOWS_NOBODY:
            return self.mood if address in self.unknown else Mood.ACCEPTS
        return self.mood if crc32(address.encode()) % 2 else Mood.ACCEPTS


class Left(Exception):
    """The server hangs up."""


class Conversation:
    """One connection. On a ``hurried`` one commands may come in one go."""

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        folder: Path,
        *,
        hurried: bool,
    ) -> None:
        self._reader, self._writer, self._folder = reader, writer, folder
        self._hurried = hurried
        self._address = ""

    async def hold(self) -> None:
        with suppress(OSError, Left, asyncio.IncompleteReadError):
            await self._heed_mood()
            self._say("220 sink ESMTP")
            while line := await self._reader.readline():
                await self._answer(line)
        self._writer.transport.abort()

    async def _answer(self, line: bytes) -> None:
        match line[:4].upper():
            case b"EHLO" if self._hurried:
                self._say("250-sink\r\n250 PIPELINING")
            case b"MAIL":
                await self._heed_mood()
                self._say("250 ok")
            case b"RCPT":
                self._recipient(line)
            case b"DATA" if self._address:
                await self._data()
            case b"DATA":  # asked in one go with the refused recipient
                self._say("503 no recipient")
            case b"QUIT":
                self._say("221 bye")
                raise Left
            case _:
                self._say("250 ok")

    async def _heed_mood(self) -> None:
        match self._manner().mood:
            case Mood.HANGS:
                await asyncio.sleep(A_WHILE)
            case Mood.IS_BUSY:
                self._say("421 busy")
                await self._writer.drain()
                raise Left
            case Mood.REFUSES_CONNECTIONS:
                raise Left

    def _recipient(self, line: bytes) -> None:
        self._address = line.partition(b"<")[2].partition(b">")[0].decode()
        match self._manner().towards(self._address):
            case Mood.PUTS_RECIPIENTS_OFF:
                self._say("451 try again later")
                self._address = ""
            case Mood.KNOWS_NOBODY:
                self._note("refused.jsonl")
                self._say("550 no such person")
                self._address = ""
            case _:
                self._say("250 ok")

    async def _data(self) -> None:
        self._say("354 go on")
        manner = self._manner()
        mood = manner.towards(self._address)
        if mood is Mood.LEAVES_IN_THE_MAIL:
            await self._reader.readline()
            self._note("broken_off.jsonl")
            raise Left
        content = await self._reader.readuntil(END_OF_MAIL)
        await asyncio.sleep(manner.pause / 2)
        if mood is Mood.PUTS_MAILS_OFF:
            self._say("451 try again later")
            return
        found = MESSAGE_ID.search(content)
        message_id = found[1].decode() if found else ""
        self._note("sink.jsonl", message_id=message_id, answered=mood not in UNSAID)
        if mood is Mood.LEAVES_AFTER_THE_DOT:
            raise Left
        await asyncio.sleep(A_WHILE if mood in UNSAID else manner.pause / 2)
        self._say("250 taken")

    def _manner(self) -> Manner:
        return Manner.read(self._folder)

    def _say(self, line: str) -> None:
        self._writer.write(f"{line}\r\n".encode())

    def _note(self, file: str, **what: Any) -> None:
        told = {"at": time.time(), "address": self._address} | what
        with (self._folder / file).open("a") as log:
            log.write(f"{json.dumps(told)}\n")


async def serve(port: int, folder: Path) -> None:
    """Listen on a loopback port, but for the time in which it refuses connections."""
    turns = cycle([True, False])

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await Conversation(reader, writer, folder, hurried=next(turns)).hold()

    while True:
        server = await asyncio.start_server(converse, "127.0.0.1", port, limit=LARGEST)
        # The mood is a file that another process writes: it rings no bell.
        while Manner.read(folder).mood is not Mood.REFUSES_CONNECTIONS:  # noqa: ASYNC110
            await asyncio.sleep(POLL_SECONDS)
        server.close()
        while Manner.read(folder).mood is Mood.REFUSES_CONNECTIONS:  # noqa: ASYNC110
            await asyncio.sleep(POLL_SECONDS)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
