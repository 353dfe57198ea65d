# SPDX-License-Identifier: Apache-2.0
"""A server that is killed at random moments while programs write keeps what it acknowledged, and half of nothing.

`JIEDUI_KILLS` is how often (10 where it isn't set). With PostgreSQL every third kill takes the database server too.
A long run: JIEDUI_KILLS=500 .venv/bin/python -m pytest Tests/Browser/test_kills.py -s
"""

import hashlib
import http.client
import json
import os
import random
import threading
import time
import uuid

import pytest

from harness.api import Client, Refused
from harness.database import Database, restart
from harness.documents import PARAGRAPHS
from harness.loop import Loop, check_loop
from harness.postgres import Postgres
from harness.server import Server
from harness.steps import PAIRING, PASSWORD

KILLS = int(os.environ.get("JIEDUI_KILLS", "10"))
CLIENTS = 4
TASKS = 40


def plan_text(mark: str) -> bytes:
    """A plan of `TASKS` tasks that no other text equals."""
    begin, end = PARAGRAPHS.index("（一）传承弘扬红色文化"), PARAGRAPHS.index("三、保障措施")
    tasks = [
        f"{number}.深化第{number}项合作。支持两市开展第{number}项合作交流活动。（责任单位：两市市发展改革委、市商务局）"
        for number in range(1, TASKS + 1)
    ]
    text = "\n".join([*PARAGRAPHS[:begin + 1], *tasks, *PARAGRAPHS[end:], f"附记{mark}。", ""])
    return text.replace("青岚市", "张家界市").replace("东澜市", "南京市").encode()


class Acknowledged:
    """What the server said that it had kept."""

    def __init__(self):
        self.comments: set[str] = set()
        self.revisions: dict[str, int] = {}
        self.files: set[str] = set()
        self.plans: set[str] = set()
        self.faults: list[str] = []
        self.count = 0


class Writer(threading.Thread):
    """A program that comments, corrects, hands in and adopts until the connection breaks."""

    def __init__(self, client: Client, task: str, known: Acknowledged, draft: dict):
        super().__init__(daemon=True)
        self.client, self.task, self.known, self.draft = client, task, known, draft

    def run(self) -> None:
        try:
            while True:
                random.choices(
                    [self.comment, self.correct, self.hand_in, self.adopt], weights=[5, 5, 1, 1])[0]()
                self.known.count += 1
        except (OSError, http.client.HTTPException):
            # The server is gone, or its database: nothing was acknowledged.
            self.client.close()
        except Refused as refusal:
            # A database server that was killed under a request: an answer that promises nothing.
            if ": 50" not in str(refusal):
                self.known.faults.append(str(refusal))
            self.client.close()

    def comment(self) -> None:
        text = f"意见 {uuid.uuid4()}"
        self.client.post(f"/api/v1/tasks/{self.task}/comments", {"text": text})
        self.known.comments.add(text)

    def correct(self) -> None:
        if "id" not in self.draft:
            self.hand_in()
        path = f"/api/v1/drafts/{self.draft['id']}"
        _, tag = self.client.get(path)
        _, tag = self.client.change(
            "PATCH", path, tag,
            {"kind": "retitle", "place": {"kind": "task", "area": 0, "task": 0},
             "title": f"题目{uuid.uuid4().hex[:8]}"})
        self.known.revisions[self.draft["id"]] = int(tag.strip('"'))

    def hand_in(self) -> None:
        content = plan_text(uuid.uuid4().hex)
        made, tag = self.client.upload("plan.txt", content, PAIRING)
        self.known.files.add(hashlib.sha256(content).hexdigest())
        self.known.revisions[made["id"]] = int(tag.strip('"'))
        self.draft["id"] = made["id"]

    def adopt(self) -> None:
        draft = self.draft.pop("id", None)
        if draft is None:
            return
        _, tag = self.client.get(f"/api/v1/drafts/{draft}")
        plan, _ = self.client.change("POST", f"/api/v1/drafts/{draft}/adopt", tag, {})
        self.known.plans.add(plan["id"])


def check(database: Database, known: Acknowledged) -> None:
    """What must hold after every restart."""
    assert not known.faults, known.faults
    lost = known.comments - database.column("SELECT text FROM task_comment")
    assert not lost, f"acknowledged comments are missing: {lost}"
    assert not known.plans - database.column("SELECT id FROM plan"), "an acknowledged plan is missing"
    assert not known.files - database.column("SELECT hash FROM document"), "an acknowledged document is missing"
    # A revision is one more than the steps, and one more again for the adoption.
    drafts = {
        str(row[0]): (str(row[1]), int(row[2]), int(row[3]), int(row[4])) for row in database.rows(
            "SELECT d.id, d.state, d.revision, (SELECT count(*) FROM draft_step s WHERE s.draft_id = d.id),"
            " (SELECT count(*) FROM plan_version v WHERE v.draft_id = d.id) FROM draft d")}
    for draft, revision in known.revisions.items():
        assert draft in drafts and drafts[draft][1] >= revision, f"draft {draft} lost revision {revision}"
    for draft, (state, revision, steps, versions) in drafts.items():
        assert versions == (1 if state == "adopted" else 0), f"draft {draft} is {state} with {versions} versions"
        assert revision == 1 + steps + versions, f"draft {draft}: revision {revision}, {steps} steps"
    halves = database.rows(
        "SELECT p.id, (SELECT count(*) FROM plan_task t WHERE t.plan_id = p.id) AS tasks FROM plan p"
        f" WHERE (SELECT count(*) FROM plan_task t WHERE t.plan_id = p.id) <> {TASKS}")
    assert not halves, f"half plans: {halves}"
    check_record(database)
    if not database.postgres:
        assert not database.rows("PRAGMA foreign_key_check") and database.rows("PRAGMA quick_check") == [["ok"]]
    check_files(database)


def check_record(database: Database) -> None:
    """Every row that was written has its event, and no event is without its row."""
    for action, rows in [
        ("task.comment", "SELECT count(*) FROM task_comment"),
        ("draft.correct", "SELECT count(*) FROM draft_step"),
        ("document.upload", "SELECT count(*) FROM document"),
        ("plan.adopt", "SELECT count(*) FROM plan_version"),
    ]:
        events = database.number(
            f"SELECT count(*) FROM audit_event WHERE action = '{action}' AND result = 'done'")
        assert events == database.number(rows), f"{events} events {action}"
    database.check_chain()


def check_files(database: Database) -> None:
    """Every document's file is whole; what is left over counts as old, so that the next start clears it away."""
    named = database.column("SELECT hash FROM document")
    folder = database.server.folder / "data"
    for name in named:
        path = folder / "files" / name[:2] / name
        assert path.exists(), f"the file of an acknowledged document is missing: {name}"
    day = time.time() - 2 * 86_400
    for path in [*folder.glob("files/*/*"), *folder.glob("files/*/.*"), *folder.glob("incoming/*")]:
        if path.is_file() and path.name not in named:
            os.utime(path, (day, day))


def check_bytes(database: Database) -> None:
    for path in (database.server.folder / "data/files").glob("*/*"):
        if len(path.name) == 64:
            assert hashlib.sha256(path.read_bytes()).hexdigest() == path.name


def furnish(server: Server) -> tuple[list[str], str]:
    """People of one office with a token each, and a task to comment on."""
    plan = server.folder / "first.txt"
    plan.write_bytes(plan_text("零"))
    server.command("import", str(plan), "--pairing", PAIRING, "--adopt")
    task = json.loads(server.command("tasks", "--format", "json"))[0]["id"]
    tokens = []
    for number in range(CLIENTS):
        name = f"writer{number}"
        server.command(
            "user", "create", name, "--role", "office", "--pairing", PAIRING, "--side", "oldArea",
            "--password-stdin", input=PASSWORD + "\n")
        tokens.append(server.command("token", "create", name, "--days", "2").decode().strip())
    return tokens, task


def wait_for_writes(known: Acknowledged) -> None:
    """Until writes are under way, however slow the machine is: a kill before would try nothing."""
    before, deadline = known.count, time.monotonic() + 10
    while known.count <= before + 1 and time.monotonic() < deadline:
        time.sleep(0.005)


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_nothing_acknowledged_is_lost(engine, tmp_path):
    postgres = Postgres(tmp_path / "cluster") if engine == "postgres" else None
    server = Server(tmp_path)
    server.environment["JIEDUI_API_REQUESTS_PER_MINUTE"] = "1000000"
    server.environment["JIEDUI_LOG"] = "critical"
    if postgres:
        server.environment["JIEDUI_DATABASE"] = postgres.url
    try:
        tokens, task = furnish(server)
        database, known, loop = Database(server, postgres), Acknowledged(), Loop(server)
        drafts: list[dict] = [{} for _ in tokens]
        began = time.monotonic()
        for kill in range(1, KILLS + 1):
            restart(server)
            if kill == 1:
                loop.begin(server)
            writers = [Writer(Client(server.address, token), task, known, draft)
                       for token, draft in zip(tokens, drafts)] + loop.workers(server)
            for writer in writers:
                writer.start()
            wait_for_writes(known)
            time.sleep(random.uniform(0, 0.6))
            loop.is_ending = True
            if postgres and kill % 3 == 0:
                postgres.kill()
                time.sleep(random.uniform(0, 0.3))
            server.process.kill()
            server.process.wait()
            for writer in writers:
                writer.join(60)
            check(database, known)
            check_loop(database, loop)
            if kill % 25 == 0 or kill == KILLS:
                print(f"{engine}: {kill} kills, {known.count} acknowledged writes, {time.monotonic() - began:.0f} s",
                      flush=True)
        finish(server, database, known)
        check_loop(database, loop)
        done = {step for _, step in loop.acknowledged}
        assert loop.cycles and {"submit", "accept"} <= done, f"too little was tried: {loop.acknowledged}"
    finally:
        if server.process and server.process.poll() is None:
            server.process.kill()
        if postgres:
            postgres.remove()


def finish(server: Server, database: Database, known: Acknowledged) -> None:
    """The last start goes on as if nothing had been, clears away what is left over, and a backup of it is whole."""
    restart(server)
    named = database.column("SELECT hash FROM document")
    deadline = time.monotonic() + 30
    while left := {path.name for path in (server.folder / "data/files").glob("*/*")} - named:
        assert time.monotonic() < deadline, f"files that nobody names are still there: {left}"
        time.sleep(0.1)
    assert server.stop() == 0
    check(database, known)
    check_bytes(database)
    assert known.count > 0 and known.comments and known.files
    backup = server.folder / "last.backup"
    server.command("backup", str(backup))
    server.command("backup", "verify", str(backup))
