"""A mail server that takes all and keeps nothing. It prints its port.

It does as little as a mail server can, so that what is measured is whoever talks to it.
"""

import asyncio
import sys

GREETING = b"220 sink ESMTP\r\n"
HELLO = b"250-sink\r\n250 PIPELINING\r\n"  # as nearly all mail servers offer (RFC 2920)
GOOD_BYE = b"221 bye\r\n"
GO_ON = b"354 go on\r\n"
OK = b"250 ok\r\n"
ANSWERS = {b"EHLO": HELLO, b"DATA": GO_ON, b"QUIT": GOOD_BYE}
END_OF_LINE, END_OF_MAIL = b"\r\n", b"\r\n.\r\n"


class Conversation(asyncio.Protocol):
    """Say yes to whatever comes, until the other side leaves."""

    transport: asyncio.Transport

    def __init__(self) -> None:
        self.heard, self.in_mail = b"", False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(GREETING)

    def data_received(self, data: bytes) -> None:
        self.heard += data
        answers = []
        while (end := self.heard.find(self._mark())) >= 0:
            command = b"" if self.in_mail else self.heard[:4].upper()
            self.heard = self.heard[end + len(self._mark()) :]
            self.in_mail = command == b"DATA"
            answers.append(ANSWERS.get(command, OK))
        self.transport.write(b"".join(answers))
        if GOOD_BYE in answers:
            self.transport.close()

    def _mark(self) -> bytes:
        return END_OF_MAIL if self.in_mail else END_OF_LINE


async def serve() -> None:
    """Listen on a free port and print it."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Conversation, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve())
