import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.browser import find_chromium
from tests.sites import Site, open_site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = find_chromium(playwright)
        if chromium is None:
            _do_without("No Chromium here: `make browser` installs one.")
        browser = playwright.chromium.launch(
            executable_path=chromium,
            # Its sandbox refuses root; every page it sees is our own.
            args=["--no-sandbox"] if os.geteuid() == 0 else [],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Open a whole Stridewell in demo mode, without the runners of the demo."""
    site = open_site(tmp_path_factory.mktemp("site"), "--empty")
    yield site
    site.stop()


def _do_without(reason: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
