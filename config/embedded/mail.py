"""A mail server that delivers nothing: it keeps each message as a file, named by time."""

import asyncio
import os
import signal
import sys
import time
from pathlib import Path
from typing import Final

from aiosmtpd.smtp import SMTP, Envelope, Session

ACCEPTED: Final = "250 Message accepted for delivery"


class KeptInFolder:
    """An aiosmtpd handler that writes messages into a folder as they came."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def handle_DATA(  # noqa: N802 - aiosmtpd looks handlers up by this name
        self,
        server: SMTP,  # noqa: ARG002 - as above, with this signature
        session: Session,  # noqa: ARG002
        envelope: Envelope,
    ) -> str:
        """Accept a message once it is whole on disk."""
        name = f"{time.time_ns():020}-{os.getpid()}"
        unfinished = self._folder / f"{name}.unfinished"
        unfinished.write_bytes(envelope.original_content or b"")
        unfinished.rename(self._folder / f"{name}.eml")
        return ACCEPTED


async def serve(port: int, folder: Path) -> None:
    """Take mail for anybody on a loopback port until SIGTERM."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    handler = KeptInFolder(folder)
    server = await loop.create_server(
        lambda: SMTP(handler, hostname="localhost", enable_SMTPUTF8=True, loop=loop),
        "127.0.0.1",
        port,
    )
    async with server:
        await stop.wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
