# SPDX-License-Identifier: Apache-2.0
"""Fixtures of the browser tests."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from harness.documents import PARAGRAPHS, write_text
from harness.server import Server
from harness.steps import (
    NEW_PASSWORD, OTHER_PAIRING, PAIRING, create_user, first_sign_in, set_reference, set_up, upload)
from harness.visitor import PHONE, WIDE, Visitor

# The invented work plan of the demonstration.
REFERENCE = Path(__file__).resolve().parents[2] / "Sources/Definitions/Data/samples/reference-plan.txt"
CHROMIUM = "/usr/bin/chromium"

LANGUAGES = ["zh-Hans", "en"]
SCREENS = [WIDE, PHONE]


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


# The people of the furnished installation by user name: how each was created.
PEOPLE = {
    "national": ["--role", "national"],
    "office": ["--role", "office", "--pairing", PAIRING, "--side", "oldArea"],
    "neighbour": ["--role", "office", "--pairing", OTHER_PAIRING, "--side", "eastern"],
    "observer": ["--role", "observer", "--pairing", PAIRING],
}


@pytest.fixture(scope="session")
def furnished(browser: Browser, tmp_path_factory):
    """An installation with people and one adopted plan, shared by the tests that only look or add documents."""
    folder = tmp_path_factory.mktemp("furnished")
    server = Server(folder).start()
    server.password = NEW_PASSWORD
    set_up(Visitor(browser, server), server)
    for username, arguments in PEOPLE.items():
        create_user(server, username, *arguments)
        first_sign_in(Visitor(browser, server), username)
    plan = write_text(PARAGRAPHS, folder / "plan.txt")
    server.command("import", str(plan), "--pairing", PAIRING, "--adopt")
    national = Visitor(browser, server)
    national.sign_in("national", NEW_PASSWORD)
    set_reference(national, upload(national, REFERENCE, OTHER_PAIRING))
    yield server
    assert server.stop() == 0, "the program didn't end gracefully"


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
