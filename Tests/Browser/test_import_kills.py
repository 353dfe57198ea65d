# SPDX-License-Identifier: Apache-2.0
"""A server that is killed while a spreadsheet's rows are written has written none of them, and goes on from there."""

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from harness.database import Database, restart
from harness.imports import count, upload
from harness.postgres import Postgres
from harness.server import Server
from harness.steps import NEW_PASSWORD, PAIRING, create_user, first_sign_in, set_up
from harness.visitor import Visitor

# Rows are written a thousand at a time: so many that most of them are still to come when the first are told of.
ROWS = 3_000
# Slow machines read so many rows for a while.
PATIENCE = 240_000


class OverAlready(AssertionError):
    """The import ended before it was seen to write: its page reads the file for as long as the rows are written."""


def patient(browser, server: Server) -> Visitor:
    visitor = Visitor(browser, server, "en")
    visitor.context.set_default_timeout(PATIENCE)
    return visitor


def sheet(path: Path) -> Path:
    lines = ["方向,层级,带队领导,开始日期,结束日期,人数,对接事项"]
    lines += [f"老区到东部,县级,李某{row},2026-03-05,2026-03-07,3,园区" for row in range(ROWS)]
    path.write_text("\n".join(lines))
    return path


def press_all(page) -> None:
    with page.expect_navigation():
        page.locator('button[name="rows"][value="all"]').click()


def wait_for_written_rows(clerk: Visitor, draft: str) -> int:
    """Until the import's page tells of rows that were written. Returns how many; it must not be over by then."""
    has_begun = False
    told = re.compile(clerk.text("sheetImport.progress", read=r"(\d+)", written=r"(\d+)"))
    deadline = time.monotonic() + PATIENCE / 1_000
    while time.monotonic() < deadline:
        text = clerk.page.request.get(draft).text()
        found = told.search(text)
        if not found and (has_begun or "outcome" in text):
            raise OverAlready("the import isn't running any more")
        has_begun = found is not None
        if found and int(found[2]) > 0:
            return int(found[2])
    raise AssertionError("no row was written")


def expect_rows(database: Database, rows: int) -> None:
    """So many rows with the cells that they came from, in one import or none, and a record without a gap."""
    found = [database.number(f"SELECT count(*) FROM {table}") for table in ("ledger_entry", "ledger_origin")]
    events = database.number("SELECT count(*) FROM audit_event WHERE action = 'ledger.import'")
    assert found + [events] == [rows, rows, 1 if rows else 0]
    database.check_chain()
    if not database.postgres:
        assert not database.rows("PRAGMA foreign_key_check") and database.rows("PRAGMA quick_check") == [["ok"]]


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_an_import_that_is_killed_has_written_nothing_and_is_finished_once(browser, engine, tmp_path):
    for attempt in range(5):
        folder = tmp_path / str(attempt)
        folder.mkdir()
        try:
            return kill_and_finish(browser, engine, folder)
        except OverAlready as error:
            last = error
    raise last


def kill_and_finish(browser, engine: str, folder: Path) -> None:
    postgres = Postgres(folder / "cluster") if engine == "postgres" else None
    server = Server(folder)
    if postgres:
        server.environment["JIEDUI_DATABASE"] = postgres.url
    try:
        server.start()
        set_up(patient(browser, server), server)
        create_user(server, "office", "--role", "office", "--pairing", PAIRING, "--side", "oldArea")
        first_sign_in(patient(browser, server), "office")
        clerk = patient(browser, server)
        clerk.sign_in("office", NEW_PASSWORD)
        finish_after_kills(clerk, server, Database(server, postgres), sheet(folder / "long.csv"))
        clerk.expect_no_problems()
        assert server.stop() == 0
    finally:
        if server.process and server.process.poll() is None:
            server.process.kill()
        if postgres:
            postgres.remove()


def finish_after_kills(clerk: Visitor, server: Server, database: Database, path: Path) -> None:
    upload(clerk, path)
    draft = clerk.path
    assert count(clerk, "new") == ROWS
    # The answer takes a second; meanwhile rows are written.
    clerk.page.locator('button[name="rows"][value="all"]').click(no_wait_after=True)
    written = wait_for_written_rows(clerk, draft)
    server.process.kill()
    server.process.wait()
    if written >= ROWS:
        raise OverAlready("all rows were written before the server was killed")
    expect_rows(database, 0)

    restart(server)
    server.command("ledger", "verify")
    clerk.open(draft)
    assert count(clerk, "new") == ROWS
    second = clerk.page.context.new_page()
    second.goto(draft)
    press_all(clerk.page)
    expect(clerk.page.locator("#outcome")).to_be_visible(timeout=PATIENCE)
    assert count(clerk, "new") == ROWS
    expect_rows(database, ROWS)
    # Pressed once more in a window that was open all the time, and the same file anew: nothing is written twice.
    press_all(second)
    expect(second.get_by_text(clerk.text("notice.importDone"))).to_be_visible()
    second.close()
    upload(clerk, path)
    assert [count(clerk, "new"), count(clerk, "unchanged")] == [0, ROWS]
    expect_rows(database, ROWS)
    server.command("ledger", "verify")
