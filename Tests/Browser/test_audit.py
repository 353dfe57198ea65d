# SPDX-License-Identifier: Apache-2.0
"""The record: its export, its proof by us and by anybody, and changes by others that appear."""

import json
import re
import socket
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from harness.server import ROOT, Server
from harness.steps import PAIRING, PASSWORD, set_up
from harness.visitor import Visitor


@pytest.fixture
def program(tmp_path) -> Server:
    """A program whose record holds what the directory's entries left."""
    server = Server(tmp_path)
    server.environment["LANG"] = "en_GB.UTF-8"
    server.command("migrate")
    return server


@pytest.fixture
def script(tmp_path):
    """The very script that docs/audit.md prints."""
    text = (ROOT / "docs/audit.md").read_text(encoding="utf-8")
    found = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    assert found
    path = tmp_path / "verify.py"
    path.write_text(found.group(1), encoding="utf-8")
    return path


def export(program: Server) -> list[str]:
    program.command("audit", "export", "record.ndjson")
    return (program.folder / "record.ndjson").read_text(encoding="utf-8").split("\n")


def repeat(script, program: Server) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, script, program.folder / "record.ndjson"], capture_output=True, text=True, timeout=60)


TAMPERINGS = {
    "changed": lambda text: text.replace(b'"action":"pairing.add"', b'"action":"pairing.ad"', 1),
    "removed": lambda text: b"".join(text.splitlines(True)[:5] + text.splitlines(True)[6:]),
    "inserted": lambda text: text.replace(text.splitlines(True)[5], text.splitlines(True)[5] * 2),
    "swapped": lambda text: b"".join(text.splitlines(True)[place] for place in swapped(text, 5, 6)),
    "end cut off": lambda text: b"".join(text.splitlines(True)[:-3]),
    "last entry removed": lambda text: b"".join(text.splitlines(True)[:-2] + text.splitlines(True)[-1:]),
    "first line removed": lambda text: b"".join(text.splitlines(True)[1:]),
    "first entry removed": lambda text: b"".join(text.splitlines(True)[:1] + text.splitlines(True)[2:]),
    "other first line": lambda text: text.replace(b'"exportedAt":"2', b'"exportedAt":"1', 1),
    "other format": lambda text: text.replace(b'"jieduiAudit":1', b'"jieduiAudit":2', 1),
    "other count": lambda text: re.sub(rb'"entries":(\d+)', rb'"entries":1\1', text),
    "blank in the last line": lambda text: text[:-2] + b" }\n",
    "no last line feed": lambda text: text[:-1],
    "line feeds of Windows": lambda text: text.replace(b"\n", b"\r\n"),
    "last line of Windows": lambda text: text[:-1] + b"\r\n",
    "empty": lambda text: b"",
    "a line feed alone": lambda text: b"\n",
    "first line alone": lambda text: text.splitlines(True)[0],
    "empty line": lambda text: text.replace(b"\n", b"\n\n", 1),
    "empty line at the end": lambda text: text + b"\n",
    "byte order mark": lambda text: b"\xef\xbb\xbf" + text,
    "text after the end": lambda text: text + text.splitlines(True)[-2],
    "no UTF-8": lambda text: text.replace(b'"pairing.add"', b'"pairing.\xffdd"', 1),
    "a huge number": lambda text: re.sub(rb'"sequence":5,', b'"sequence":9223372036854775807,', text, count=1),
}


def swapped(text: bytes, one: int, other: int) -> list[int]:
    """The places of the lines with two of them exchanged."""
    places = list(range(len(text.splitlines())))
    places[one], places[other] = other, one
    return places


def test_an_export_is_proved_by_us_and_by_anybody(program, script):
    lines = export(program)
    count = len(lines) - 3
    assert count > 20
    head = json.loads(lines[-3])["hash"]
    printed = program.command("audit", "verify", "record.ndjson", "--head", head).decode()
    assert printed.strip() == f"{count} events, chain intact, head {head}"
    assert repeat(script, program).stdout.strip() == f"{count} events, chain intact, head {head}"
    program.command("audit", "verify", "record.ndjson", "--head", "0" * 63 + "1", expect=1)
    assert b"chain intact" in program.command("audit", "verify")


def test_a_tampering_is_found_by_both(program, script):
    export(program)
    file = program.folder / "record.ndjson"
    whole = file.read_bytes()
    for name, tamper in TAMPERINGS.items():
        changed = tamper(whole)
        assert changed != whole, name
        file.write_bytes(changed)
        printed = program.command("audit", "verify", "record.ndjson", expect=1).decode()
        assert "chain is broken" in printed, name
        if name in ("removed", "swapped", "a huge number"):
            assert "event 5 " in printed, name
        assert repeat(script, program).returncode != 0, name
    file.write_bytes(whole)
    program.command("audit", "verify", "record.ndjson")
    assert repeat(script, program).returncode == 0


def test_an_export_is_not_written_over(program):
    export(program)
    file = program.folder / "record.ndjson"
    whole = file.read_bytes()
    program.command("audit", "export", "record.ndjson", expect=1)
    assert file.read_bytes() == whole
    assert [path.name for path in program.folder.iterdir() if "record.ndjson" in path.name] == ["record.ndjson"]


def test_a_kept_hash_tells_where_a_record_differs(program):
    lines = export(program)
    entries = [json.loads(line) for line in lines[1:-2]]
    program.command("audit", "verify", "record.ndjson", "--head", f"3:{entries[2]['hash']}")
    printed = program.command("audit", "verify", "record.ndjson", "--head", f"4:{entries[2]['hash']}", expect=1)
    assert b"event 4, or one before it, was written anew" in printed
    program.command("audit", "verify", "record.ndjson", "--head", "nothing", expect=1)


def test_a_range_is_a_stretch_of_the_chain(program):
    program.command("audit", "export", "--from", "2020-01-01", "--to", "2099-12-31", "record.ndjson")
    assert b"chain intact" in program.command("audit", "verify", "record.ndjson")
    program.command("audit", "export", "--to", "2020-01-01", "none.ndjson")
    assert b"\n0 events" in program.command("audit", "verify", "none.ndjson")
    program.command("audit", "export", "--from", "yesterday", expect=1)


def receive(kind: str, folder, count: int, start) -> list[str]:
    """The first messages that reach a receiver of `kind`; `start` is told its address."""
    family = socket.AF_UNIX if kind == "unix" else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM if kind == "tcp" else socket.SOCK_DGRAM) as receiver:
        receiver.bind(str(folder / "log") if kind == "unix" else ("127.0.0.1", 0))
        receiver.settimeout(60)
        if kind != "tcp":
            start(f"unix:{folder / 'log'}" if kind == "unix" else f"udp://127.0.0.1:{receiver.getsockname()[1]}")
            return [receiver.recv(65_536).decode() for _ in range(count)]
        receiver.listen()
        start(f"tcp://127.0.0.1:{receiver.getsockname()[1]}")
        connection, _ = receiver.accept()
        with connection, connection.makefile("rb") as stream:
            messages = []
            for _ in range(count):
                length = b""
                while not length.endswith(b" "):
                    length += stream.read(1)
                messages.append(stream.read(int(length)).decode())
            return messages


@pytest.mark.parametrize("kind", ["unix", "udp", "tcp"])
def test_the_record_is_sent_to_syslog_in_order(kind, tmp_path):
    server = Server(tmp_path)

    def start(address: str) -> None:
        server.environment["JIEDUI_AUDIT_SYSLOG"] = address
        server.start()

    try:
        messages = receive(kind, tmp_path, 12, start)
    finally:
        server.stop()
    pattern = re.compile(r"<1[01]\d>1 \S+ \S+ jiedui \d+ (\S+) - (\{.*\})")
    found = [pattern.fullmatch(message) for message in messages]
    assert all(found)
    assert "anchor" in {match.group(1) for match in found}
    sequences = [json.loads(match.group(2))["sequence"] for match in found if match.group(1) != "anchor"]
    assert sequences == list(range(1, len(sequences) + 1))


def test_a_wrong_syslog_address_is_refused(tmp_path):
    server = Server(tmp_path)
    server.environment["JIEDUI_AUDIT_SYSLOG"] = "somewhere"
    server.command("config", expect=64)


@pytest.fixture
def people(browser, furnished):
    """Two people who look at the same installation at once."""
    visitors = []
    for username in ("national", "office"):
        visitor = Visitor(browser, furnished, "en")
        visitor.sign_in(username, furnished.password)
        visitors.append(visitor)
    yield visitors
    for visitor in visitors:
        visitor.expect_no_problems()


def test_the_record_is_searched_by_what_it_prints(browser, furnished):
    for language in ("en", "zh-Hans"):
        auditor = Visitor(browser, furnished, language)
        auditor.sign_in("audadmin", PASSWORD)
        auditor.open("/audit?kind=user")
        form = auditor.page.locator('form[action="/audit"]')
        form.locator('[name="action"]').select_option(label=auditor.text("action.user.signIn"))
        form.locator("button").click()
        auditor.page.wait_for_load_state()
        rows = auditor.page.locator("tbody tr")
        assert rows.count() > 0
        expect(rows.first).to_contain_text(auditor.text("action.user.signIn"))
        auditor.look()
        auditor.expected_status = {422}
        auditor.open("/audit?from=yesterday")
        expect(auditor.page.locator("#from-failure")).to_have_text(auditor.text("correction.dateForm"))
        auditor.expected_status = set()
        auditor.expect_no_problems()


def open_task(visitor: Visitor) -> str:
    visitor.open("/tasks")
    path = visitor.page.locator('main a[href^="/tasks/"]').first.get_attribute("href") or ""
    visitor.open(path)
    return path


def test_a_change_by_another_appears_without_reload(people):
    watcher, author = people
    path = open_task(watcher)
    author.open(path)
    author.fill(text="Seen at once by whoever looks at it")
    author.submit(path + "/comments")
    expect(watcher.page.locator("#comments")).to_contain_text("Seen at once by whoever", timeout=15_000)
    expect(watcher.page.locator("[data-watch]")).to_contain_text("changed this at")
    expect(watcher.page.locator("#history")).to_contain_text(watcher.text("action.task.comment"))
    watcher.look()


def test_a_contact_shows_its_history_and_the_phone_book_what_others_add(people):
    watcher, author = people
    watcher.open(f"/contacts?pairing={PAIRING}")
    author.open(f"/contacts?pairing={PAIRING}")
    author.page.locator("#add summary").click()
    form = author.page.locator("#add form")
    form.locator('[name="post"]').fill("Clerk of the day")
    form.locator('[name="name"]').fill("Newly Added")
    for name in ("side", "kind"):
        field = form.locator(f'select[name="{name}"]')
        if field.count():
            field.select_option(index=field.locator("option").count() - 1)
    author.submit("", form)
    entry = watcher.page.locator("tr", has_text="Newly Added")
    expect(entry).to_have_count(1, timeout=15_000)
    watcher.look()
    entry.locator('a[href^="/contacts/"]').click()
    history = watcher.page.locator("#history")
    expect(history).to_contain_text(watcher.text("action.contact.add"))
    history.locator("summary").first.click()
    watcher.look()


def test_who_is_typing_is_told_and_asked(people):
    watcher, author = people
    path = open_task(watcher)
    watcher.fill(text="Half a sentence")
    author.open(path)
    author.fill(text="A remark meanwhile")
    author.submit(path + "/comments")
    show = watcher.page.locator("[data-watch] button")
    expect(show).to_be_visible(timeout=15_000)
    assert watcher.field("text").input_value() == "Half a sentence"
    watcher.look()
    show.click()
    expect(watcher.page.locator("#comments")).to_contain_text("A remark meanwhile")


def test_an_open_page_does_not_hold_the_program(browser, tmp_path):
    server = Server(tmp_path).start()
    visitor = Visitor(browser, server, "en")
    set_up(visitor, server)
    visitor.sign_in("audadmin", PASSWORD)
    with visitor.page.expect_response(lambda response: "/changes" in response.url):
        visitor.open(f"/pairings/{PAIRING}")
    assert server.stop() == 0
    visitor.context.close()


def test_the_audit_administrator_reads_and_exports_the_record(browser, furnished):
    auditor = Visitor(browser, furnished, "en")
    auditor.sign_in("audadmin", PASSWORD)
    auditor.open("/audit?kind=user")
    rows = auditor.page.locator("tbody tr")
    assert rows.count() > 3
    rows.first.locator("summary").click()
    expect(rows.first.locator("dl").last).to_contain_text(auditor.text("audit.mark.hash"))
    auditor.look()
    lines = auditor.context.request.get("/audit.ndjson").text().split("\n")
    assert json.loads(lines[-2])["entries"] == len(lines) - 3
    auditor.expect_no_problems()
