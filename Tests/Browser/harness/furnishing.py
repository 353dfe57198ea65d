# SPDX-License-Identifier: Apache-2.0
"""An installation with people and an adopted plan, on which tests look at pages."""

from contextlib import contextmanager
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser

from .documents import PARAGRAPHS, write_text
from .server import Server
from .steps import NEW_PASSWORD, OTHER_PAIRING, PAIRING, create_user, first_sign_in, set_reference, set_up, upload
from .visitor import Visitor

# The invented work plan of the demonstration.
REFERENCE = Path(__file__).resolve().parents[3] / "Sources/Definitions/Data/samples/reference-plan.txt"

# The people of the furnished installation by user name: how each was created.
PEOPLE = {
    "national": ["--role", "national"],
    "office": ["--role", "office", "--pairing", PAIRING, "--side", "oldArea"],
    "neighbour": ["--role", "office", "--pairing", OTHER_PAIRING, "--side", "eastern"],
    "observer": ["--role", "observer", "--pairing", PAIRING],
}


@contextmanager
def furnished_server(browser: Browser, folder: Path):
    """An installation with people and one adopted plan, for as long as the block lasts."""
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


def begin_list(browser: Browser, server: Server) -> Visitor:
    """Begins this year's list of the pairing. Returns the visitor of the office, who has it open."""
    clerk = Visitor(browser, server)
    clerk.sign_in("office", server.password)
    clerk.open("/work")
    if clerk.page.locator("#new[open]").count() == 0:
        clerk.page.locator("#new summary").click()
    clerk.fill(year=str(date.today().year))
    clerk.submit("/work")
    return clerk


def agree_list(browser: Browser, server: Server, folder: Path) -> Visitor:
    """Adopts a plan of the pairing and lets both offices agree to this year's list; adds `east` of the other city's
    office. Returns the visitor of this one."""
    own = [text.replace("青岚市", "张家界市").replace("东澜市", "南京市") for text in PARAGRAPHS]
    server.command("import", str(write_text(own, folder / "plan.txt")), "--pairing", PAIRING, "--adopt")
    create_user(server, "east", "--role", "office", "--pairing", PAIRING, "--side", "eastern")
    first_sign_in(Visitor(browser, server), "east")
    clerk, east = begin_list(browser, server), Visitor(browser, server)
    listed = clerk.path
    clerk.submit(listed + "/agreement")
    east.sign_in("east", server.password)
    east.open(listed)
    east.submit(listed + "/agreement")
    return clerk
