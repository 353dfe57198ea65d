# SPDX-License-Identifier: Apache-2.0
"""Programs that carry reporting cycles along until the server is gone, and what must hold of them afterwards."""

import http.client
import random
import threading
import uuid
from collections import Counter
from datetime import date, timedelta

from .api import Client, Refused
from .database import Database
from .server import Server
from .steps import PAIRING, PASSWORD

UNITS = ["市发展改革委", "市商务局"]
OFFICES = ["oldArea", "eastern"]


class Loop:
    """An agreed yearly list with people of both offices and of two bodies, and what the server acknowledged."""

    def __init__(self, server: Server):
        self.tokens: dict[str, str] = {}
        for side in OFFICES:
            self._add(server, f"loop-{side.lower()}", "office", side)
        for number, unit in enumerate(UNITS):
            self._add(server, f"loop-unit{number}", "unit", "oldArea", "--organisation", unit)
        self.acknowledged: Counter[tuple[str, str]] = Counter()
        self.cycles: set[str] = set()
        self.revisions: dict[str, int] = {}
        self.faults: list[str] = []
        # True from the moment at which the server, or its database, may be gone.
        self.is_ending = False
        self.year = date.today().year

    def _add(self, server: Server, name: str, role: str, side: str, *more: str) -> None:
        server.command(
            "user", "create", name, "--role", role, "--pairing", PAIRING, "--side", side, *more, "--password-stdin",
            input=PASSWORD + "\n")
        self.tokens[name] = server.command("token", "create", name, "--days", "2").decode().strip()

    def begin(self, server: Server) -> None:
        """Both cities agree to this year's list."""
        office = Client(server.address, self.tokens["loop-oldarea"])
        made, tag = office.post(f"/api/v1/pairings/{PAIRING}/year-plans", {"year": self.year})
        for side in OFFICES:
            client = Client(server.address, self.tokens[f"loop-{side.lower()}"])
            _, tag = client.get(f"/api/v1/year-plans/{made['id']}")
            client.change("POST", f"/api/v1/year-plans/{made['id']}/agreement", tag, {})
        self.cycles.add(office.post(f"/api/v1/pairings/{PAIRING}/cycles", self.quarter())[0]["id"])

    def quarter(self) -> dict[str, str]:
        """A cycle of one of the quarters that have begun."""
        last = date(self.year, 12, 31)
        return {
            "form": "progress", "reportingPeriod": f"{self.year}Q{random.randint(1, (date.today().month + 2) // 3)}",
            "due": str(last + timedelta(30)), "closes": str(last + timedelta(60))}

    def workers(self, server: Server) -> list["Worker"]:
        self.is_ending = False
        return [Worker(self, name, Client(server.address, token)) for name, token in self.tokens.items()]


class Worker(threading.Thread):
    """An office that opens, accepts and sends back; a body that writes, hands in and takes back."""

    def __init__(self, loop: Loop, name: str, client: Client):
        super().__init__(daemon=True)
        self.loop, self.client, self.name, self.is_unit = loop, client, name, "unit" in name

    def run(self) -> None:
        steps = [self.write, self.write, self.hand_in, self.take_back]
        if not self.is_unit:
            steps = [self.open, self.accept, self.accept, self.send_back]
        # Everybody begins with what the others wait for.
        next_step = self.hand_in if self.is_unit else self.accept
        try:
            while True:
                next_step()
                next_step = random.choice(steps)
        except Exception as fault:
            # A connection that breaks is what is tried; a refusal by a server that goes on is not.
            is_break = isinstance(fault, (OSError, http.client.HTTPException))
            if not (self.loop.is_ending and (is_break or isinstance(fault, Refused) and ": 50" in str(fault))):
                self.loop.faults.append(f"{self.name}: {fault!r}")
            self.client.close()

    def open(self) -> None:
        body = self.loop.quarter()
        made = self.tried(lambda: self.client.post(f"/api/v1/pairings/{PAIRING}/cycles", body))
        if made:
            self.loop.cycles.add(made[0]["id"])

    def may_see(self, row: dict) -> bool:
        """Bodies see their own filings, offices those of their side."""
        if self.is_unit:
            return row["side"] == "oldArea" and row["unit"] == UNITS[int(self.name[-1])]
        return row["side"].lower() == self.name.removeprefix("loop-")

    def filings(self, *states: str) -> list[tuple[str, str]]:
        """The cycles and filings in these states of which the caller may see the whole."""
        found = []
        for cycle in self.client.get("/api/v1/cycles")[0]["items"]:
            for row in self.client.get(f"/api/v1/cycles/{cycle['id']}")[0]["filings"]:
                if row["state"] in states and self.may_see(row):
                    found.append((cycle["id"], row["id"]))
        return random.sample(found, min(1, len(found)))

    def write(self) -> None:
        for _, filing in self.filings("expected", "draft", "returned"):
            self.move("PATCH", filing, "", lambda boxes: {"texts": {random.choice(boxes): f"第{uuid.uuid4()}次"}})

    def hand_in(self) -> None:
        for _, filing in self.filings("expected", "draft", "returned"):
            self.move(
                "POST", filing, "/steps",
                lambda boxes: {"step": "submit", "texts": {box: f"完成{uuid.uuid4()}" for box in boxes}})

    def take_back(self) -> None:
        for _, filing in self.filings("submitted"):
            self.move("POST", filing, "/steps", lambda _: {"step": "take-back"})

    def send_back(self) -> None:
        for _, filing in self.filings("submitted"):
            self.move("POST", filing, "/steps", lambda _: {"step": "send-back", "note": "请补充"})

    def accept(self) -> None:
        for cycle, filing in self.filings("submitted"):
            revision = self.client.get(f"/api/v1/filings/{filing}")[0]["revision"]
            seen = {"filings": [{"id": filing, "revision": revision}]}
            answer = self.tried(lambda: self.client.post(f"/api/v1/cycles/{cycle}/acceptance", seen))
            if answer and answer[0]["accepted"]:
                self.loop.acknowledged[(filing, "accept")] += 1

    def move(self, method: str, filing: str, path: str, body) -> None:
        found = self.tried(lambda: self.client.get(f"/api/v1/filings/{filing}"))
        if not found:
            return
        detail, tag = found
        boxes = [box for line in detail["filingLines"] for box in line["boxes"]] + detail["boxes"]
        words = [box["box"] for box in boxes if box["isOpen"] and box["fieldKey"] != "progress"]
        wanted = body(words)
        if "texts" in wanted:
            numbers = [box["box"] for box in boxes if box["isOpen"] and box["fieldKey"] == "progress"]
            if wanted.get("step"):
                wanted["texts"] |= {box: str(random.randint(0, 100)) for box in numbers}
            if not wanted["texts"]:
                return
        moved = self.tried(lambda: self.client.change(method, f"/api/v1/filings/{filing}{path}", tag, wanted))
        if moved:
            self.loop.acknowledged[(filing, wanted.get("step", "write"))] += 1
            self.loop.revisions[filing] = max(self.loop.revisions.get(filing, 0), moved[0]["revision"])

    def tried(self, ask):
        """None where somebody else was faster, or it isn't the time for it."""
        try:
            return ask()
        except Refused as refusal:
            if any(f": {status} " in str(refusal) for status in (409, 412)):
                return None
            raise


def check_loop(database: Database, loop: Loop) -> None:
    """What must hold of cycles and filings after every restart."""
    assert not loop.faults, loop.faults
    assert not loop.cycles - database.column("SELECT id FROM filing_cycle"), "an acknowledged cycle is missing"
    sizes = {int(row[0]) for row in database.rows("SELECT count(*) FROM filing GROUP BY cycle_id")}
    empty = database.number(
        "SELECT count(*) FROM filing_cycle c WHERE NOT EXISTS (SELECT 1 FROM filing f WHERE f.cycle_id = c.id)")
    assert len(sizes) <= 1 and not empty, f"half cycles: {sizes}, {empty}"
    taken = Counter()
    kept = database.rows("SELECT owner_id, step, count(*) FROM filing_step GROUP BY owner_id, step")
    for filing, step, count in kept:
        taken[(str(filing), str(step))] = int(count)
    for key, count in loop.acknowledged.items():
        assert key[1] == "write" or taken[key] >= count, f"{key}: {count} acknowledged, {taken[key]} kept"
    revisions = {str(row[0]): int(row[1]) for row in database.rows("SELECT id, revision FROM filing")}
    for filing, revision in loop.revisions.items():
        assert revisions[filing] >= revision, f"filing {filing} lost revision {revision}"
    apart = database.rows(
        "SELECT f.id, f.state, s.to_state FROM filing f JOIN filing_step s ON s.owner_id = f.id"
        " WHERE s.number = (SELECT max(number) FROM filing_step l WHERE l.owner_id = f.id) AND s.to_state <> f.state"
        " AND NOT (f.state = 'draft' AND s.to_state IN ('expected', 'draft'))")
    assert not apart, f"states apart from their chain: {apart}"
    # Each handing in has told the office, each acceptance and each return the body, in the same transaction.
    for step, title in [("submit", "told.filing.submit"), ("accept", "told.filing.accept"),
                        ("send-back", "told.filing.send-back")]:
        steps = sum(count for (_, name), count in taken.items() if name == step)
        told = database.number(f"SELECT count(*) FROM notice WHERE title = '{title}'")
        assert told >= steps, f"{steps} steps {step}, {told} notices"
        events = database.number(
            "SELECT count(*) FROM audit_event WHERE action = 'filing.move' AND result = 'done'"
            f" AND after LIKE '%\"filingStep\":\"{step}\"%'")
        assert events == steps, f"{steps} steps {step}, {events} events"
