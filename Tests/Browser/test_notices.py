# SPDX-License-Identifier: Apache-2.0
"""A clerk reads notices and chooses how they come; the system administrator sends again what failed."""

import contextlib
import sqlite3
import uuid

import pytest
from playwright.sync_api import expect

from harness.steps import PASSWORD
from harness.visitor import Visitor


def tell(server, username: str, problem: str | None = None) -> None:
    """Writes a notice as a change would, and a mail of it that failed where there is a `problem`."""
    notice = str(uuid.uuid4())
    with contextlib.closing(sqlite3.connect(server.folder / "jiedui.sqlite", timeout=30)) as connection, connection:
        connection.execute(
            "INSERT INTO notice SELECT ?, id, 'returned', 'task', '1', 'job.outcome.sent',"
            " '{\"failed\":\"1\",\"sent\":\"2\"}', '/tasks', 1790000000000, NULL FROM account WHERE username = ?",
            [notice, username])
        if problem:
            connection.execute(
                "INSERT INTO delivery (id, notice_id, channel, state, attempts, next_at, last_error, created_at,"
                " ended_at) VALUES (?, ?, 'mail', 'dead', 4, 1790000000000, ?, 1790000000000, 1790000000000)",
                [str(uuid.uuid4()), notice, problem])


@pytest.fixture
def guest(browser, furnished, language, screen):
    guest = Visitor(browser, furnished, language, screen)
    yield guest
    guest.expect_no_problems()


def test_notices_are_counted_opened_and_read(guest, furnished):
    for _ in range(2):
        tell(furnished, "office")
    guest.sign_in("office", furnished.password)
    guest.open("/notices")
    expect(guest.page.locator("#my-notices .unread")).to_contain_text("2")
    expect(guest.page.locator("#unread li")).to_have_count(2)
    guest.picture("notices")
    guest.submit("", guest.page.locator("#unread li form").first)
    expect(guest.page.locator("#unread li")).to_have_count(1)
    guest.submit("/notices/read")
    expect(guest.page.locator("#unread li")).to_have_count(0)
    expect(guest.page.locator("#my-notices .unread")).to_have_count(0)
    guest.open(guest.page.locator("#read li a").first.get_attribute("href") or "")
    assert guest.path == "/tasks"


def test_a_robot_is_added_turned_on_and_removed(guest, furnished):
    guest.sign_in("office", furnished.password)
    guest.open("/notices/robots")
    guest.expected_status = {422}
    guest.fill(name="Group", address="https://chat.example/send?access_token=1", secret="SEC1")
    guest.submit("/notices/robots")
    assert guest.shows("chat.example")
    expect(guest.field("secret")).to_have_value("")
    guest.expected_status = set()
    guest.fill(address="https://oapi.dingtalk.com/robot/send?access_token=never-shown", secret="SEC1")
    guest.submit("/notices/robots")
    assert "never-shown" not in guest.page.content()
    table = guest.page.locator("main table")
    guest.submit("", table.locator("form").first)
    expect(table.locator(".chip-good")).to_have_count(1)
    guest.picture("robots-on")
    guest.submit("", table.locator("form").last)
    expect(table).to_have_count(0)


def test_what_failed_is_sent_again(guest, furnished):
    for problem in ("unreachable", "noAddress"):
        tell(furnished, "office", problem)
    guest.sign_in("sysadmin", PASSWORD)
    guest.open("/jobs")
    before = guest.page.locator("#failures tbody tr").count()
    assert before >= 2
    guest.picture("jobs-failed")
    guest.submit("", guest.page.locator("#failures tbody form").first)
    expect(guest.page.locator("#failures tbody tr")).to_have_count(before - 1)
    guest.submit("/jobs/deliveries")
    expect(guest.page.locator("#failures tbody tr")).to_have_count(0)
