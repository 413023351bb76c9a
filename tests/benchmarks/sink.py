"""A mail server that takes all and keeps nothing: ``python -m tests.benchmarks.sink``."""

import asyncio
import sys

GREETING = b"220 sink ESMTP\r\n"
GOOD_BYE = b"221 bye\r\n"
GO_ON = b"354 go on\r\n"
OK = b"250 ok\r\n"
END_OF_MAIL = b"\r\n.\r\n"


async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Say yes to whatever comes, until the other side leaves."""
    writer.write(GREETING)
    while line := await reader.readline():
        command = line[:4].upper()
        if command == b"QUIT":
            writer.write(GOOD_BYE)
            break
        if command == b"DATA":
            writer.write(GO_ON)
            await reader.readuntil(END_OF_MAIL)
        writer.write(OK)
    writer.close()


async def serve() -> None:
    """Listen on a free port and print it."""
    server = await asyncio.start_server(converse, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve())
