"""The Chromium of this machine; ``python -m tests.e2e.browser`` fails if there is none."""

import os
import shutil
import sys
from pathlib import Path
from typing import Final

from playwright.sync_api import Playwright, sync_playwright

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium(playwright: Playwright) -> str | None:
    """Return the path of a Chromium: the one asked for, an installed one, Playwright's."""
    if given := os.environ.get("CHROME_PATH"):
        return given
    installed = [path for name in NAMES if (path := shutil.which(name))]
    own = playwright.chromium.executable_path
    return next(iter(installed), own if Path(own).exists() else None)


if __name__ == "__main__":
    with sync_playwright() as found_by:
        sys.exit(find_chromium(found_by) is None)
