# SPDX-License-Identifier: Apache-2.0
"""Fixtures of the browser tests."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from harness.furnishing import begin_list, furnished_server
from harness.server import Server
from harness.visitor import PHONE, WIDE, Visitor

CHROMIUM = "/usr/bin/chromium-headless-shell"

# The modules that take longest begin, so that no process is left with one of them while the others are done.
LONGEST = ["kills", "pages", "orders", "filings", "work", "requests", "import_kills", "task_sheets", "overview"]

LANGUAGES = ["zh-Hans", "en"]
SCREENS = [WIDE, PHONE]


def pytest_collection_modifyitems(items):
    def rank(item) -> int:
        name = item.path.stem.removeprefix("test_")
        return LONGEST.index(name) if name in LONGEST else len(LONGEST)

    items.sort(key=rank)


@pytest.fixture(scope="session")
def browser():
    if not Path(CHROMIUM).exists():
        pytest.fail(f"{CHROMIUM} is missing; scripts/setup.sh test installs it")
    with sync_playwright() as playwright:
        # Root has no sandbox, and shared memory is small in containers.
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture
def server(tmp_path: Path):
    """A new installation, before set-up."""
    server = Server(tmp_path).start()
    yield server
    assert server.stop() == 0, "the program didn't end gracefully"


@pytest.fixture(scope="session")
def furnished(browser: Browser, tmp_path_factory):
    """The installation shared by the tests that only look, add documents, or adopt plans of `PAIRING`."""
    with furnished_server(browser, tmp_path_factory.mktemp("furnished")) as server:
        begin_list(browser, server)
        yield server


@pytest.fixture(params=LANGUAGES)
def language(request) -> str:
    return request.param


@pytest.fixture(params=SCREENS, ids=lambda screen: screen.name)
def screen(request):
    return request.param


@pytest.fixture
def visitor(browser: Browser, server: Server, language: str, screen):
    """A visitor in each language at each width; the test fails for what the visitor noticed."""
    visitor = Visitor(browser, server, language, screen)
    yield visitor
    visitor.expect_no_problems()
