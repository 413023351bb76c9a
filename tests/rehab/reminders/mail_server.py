"""A real mail server on this machine that answers as a test tells it to."""

import asyncio
import socket
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

OK = "250 OK"
DROP = "drop the connection"
HANG = "say nothing for a while"
# Three ways to keep somebody listening for as long as they bear it.
LINE_BY_LINE = "say a line now and then"
BYTE_BY_BYTE = "say a byte now and then"
GUSH = "say lines without end"
ENDLESS = {LINE_BY_LINE: b"250-Wait\r\n", BYTE_BY_BYTE: b"2", GUSH: b"250-Wait\r\n" * 100}


class MailServer:
    """What was received, and what is still to be answered otherwise than with yes.

    ``answers`` holds, by command, and for RCPT and DATA by command and recipient, the
    replies to give before it is yes again. ``offers`` are the extensions that it knows.
    """

    def __init__(self) -> None:
        self.offers: list[str] = []
        self.asks_anyway = False  # for a mail whose recipient it has refused
        self.answers: defaultdict[str, list[str]] = defaultdict(list)
        self.received: list[bytes] = []
        self.envelopes: list[tuple[str | None, list[str]]] = []
        self.peers: set[object] = set()

    async def handle_EHLO(  # noqa: N802 - aiosmtpd names its hooks so
        self,
        server: SMTP,
        session: Session,
        _envelope: Envelope,
        hostname: str,
        responses: list[str],
    ) -> list[str]:
        session.host_name = hostname
        reply = await self._reply(server, "EHLO")
        own_name, *others = responses
        offers = [f"250-{offer}" for offer in self.offers]
        return [own_name, *offers, *others] if reply == OK else [reply]

    async def handle_HELO(  # noqa: N802
        self, server: SMTP, _session: Session, _envelope: Envelope, _hostname: str
    ) -> str:
        return await self._reply(server, "HELO")

    async def handle_MAIL(  # noqa: N802
        self,
        server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        envelope.mail_from = address
        return await self._reply(server, "MAIL")

    async def handle_RCPT(  # noqa: N802
        self,
        server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        reply = await self._reply(server, f"RCPT {address}")
        if reply == OK or self.asks_anyway:
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        self.peers.add(session.peer)
        self.received.append(envelope.original_content or b"")
        self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
        [recipient] = envelope.rcpt_tos
        return await self._reply(server, f"DATA {recipient}")

    async def handle_QUIT(  # noqa: N802
        self, server: SMTP, _session: Session, _envelope: Envelope
    ) -> str:
        reply = await self._reply(server, "QUIT")
        return "221 Bye" if reply == OK else reply

    async def _reply(self, server: SMTP, what: str) -> str:
        reply = self.answers[what].pop(0) if self.answers[what] else OK
        if reply == HANG:
            await asyncio.sleep(2.5)
        if reply == DROP and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
        if reply in ENDLESS and isinstance(server.transport, asyncio.Transport):
            await _talk(server.transport, ENDLESS[reply], 0 if reply == GUSH else 0.1)
        return reply


async def _talk(transport: asyncio.Transport, words: bytes, every: float) -> None:
    """Say ``words`` until nobody listens any more, or for longer than anybody should."""
    ends = monotonic() + 3
    while not transport.is_closing() and monotonic() < ends:
        transport.write(words)
        await asyncio.sleep(every)


@contextmanager
def running(server: MailServer) -> Iterator[int]:
    """Run ``server`` and give the port it listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield port
    finally:
        asyncio.run_coroutine_threadsafe(_last_words(), controller.loop).result()
        controller.stop()


async def _last_words() -> None:
    """Let talks that have begun come to an end, so that none is left open."""
    talks = asyncio.all_tasks() - {asyncio.current_task()}
    if talks:
        await asyncio.wait(talks, timeout=5)
    await asyncio.sleep(0)
