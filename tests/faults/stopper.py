"""People who press "stop these mails": ``-m tests.faults.stopper PLAN FOLDER``.

A process of its own, since the page may make each of them wait for seconds. Each tries
until the page says that it has heard; when it said so goes into ``FOLDER/stopped.jsonl``.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any, Final
from urllib.error import URLError
from urllib.request import Request, urlopen

WARNING: Final = "may still"  # in the answer, if one mail may still come
AGAIN_SECONDS: Final = 0.5
PATIENCE: Final = 20  # seconds


def press(url: str) -> bool:
    """Press the button as a mailbox does (RFC 8058); return if one mail may still come.

    :raises OSError: if there was no answer or it was no success.
    """
    request = Request(url, b"List-Unsubscribe=One-Click")  # noqa: S310 - our own address
    with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 - likewise
        return WARNING in answer.read().decode()


def press_until_heard(url: str) -> bool:
    while True:
        try:
            return press(url)
        except (URLError, OSError):
            time.sleep(AGAIN_SECONDS)


def main(plan: Path, folder: Path) -> None:
    """Press each button of the plan when its time has come."""
    stops: list[dict[str, Any]] = json.loads(plan.read_text())
    for stop in sorted(stops, key=lambda stop: float(stop["at"])):
        time.sleep(max(0, stop["at"] - time.time()))
        warned = press_until_heard(stop["url"])
        heard = {"address": stop["address"], "at": time.time(), "warned": warned}
        with (folder / "stopped.jsonl").open("a") as lines:
            lines.write(f"{json.dumps(heard)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
