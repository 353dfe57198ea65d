# SPDX-License-Identifier: Apache-2.0
"""A program hands in a spreadsheet, decides what its preview asks, and writes its rows once."""

import contextlib
import io
import sqlite3
import time
import uuid

import pytest
from client import Client

from harness.steps import OTHER_PAIRING, PAIRING, create_user

HEAD = "方向,层级,带队领导,开始日期,结束日期,人数,对接事项"
NOWHERE = "019c0de0-0000-7000-8000-000000000000"


# Of their own: what other tests do to people ends tokens.
PEOPLE = {
    "importer": ["--role", "office", "--pairing", PAIRING, "--side", "oldArea"],
    "colleague": ["--role", "office", "--pairing", PAIRING, "--side", "oldArea"],
    "stranger": ["--role", "office", "--pairing", OTHER_PAIRING, "--side", "eastern"],
    "reviewer": ["--role", "national"],
}


@pytest.fixture(scope="module")
def people(server) -> dict[str, Client]:
    for username, arguments in PEOPLE.items():
        create_user(server, username, *arguments)
    return {
        name: Client(server.address, server.command("token", "create", name, "--days", "30").decode().strip())
        for name in PEOPLE
    }


@pytest.fixture
def office(people) -> Client:
    return people["importer"]


def rows(leader: str, *lines: str) -> str:
    return "\n".join([HEAD, *(f"老区到东部,县级,{leader}{number},{line}" for number, line in enumerate(lines))])


def begin(client: Client, text: str, expect: int = 201, pairing: str = PAIRING, ledger: str = "visit", **headers):
    files = {"file": ("互访.csv", io.BytesIO(text.encode()), "text/csv")}
    return client.call("beginSheetImport", expect, ledger, files=files, data={"pairing": pairing}, headers=headers)


def preview(client: Client, made: dict) -> dict:
    return client.call("previewSheetImport", 200, made["id"]).json()


def counts(found: dict) -> dict:
    return {outcome: count for outcome, count in found["counts"].items() if count}


def decide(client: Client, made: dict, expect: int = 200, **decision) -> dict:
    return client.call("decideSheetImport", expect, made["id"], json=decision).json()


def start(client: Client, made: dict, which: str, expect: int = 200) -> dict:
    """Begins to write the rows and asks until it is over."""
    found = client.call("startSheetImport", expect, made["id"], json={"rows": which}).json()
    return wait(client, found) if expect == 200 else found


def wait(client: Client, made: dict) -> dict:
    deadline = time.monotonic() + 120
    while made["state"] == "running":
        assert time.monotonic() < deadline, made["progress"]
        made = client.call("showSheetImport", 200, made["id"]).json()
    return made


def written(client: Client, leader: str) -> int:
    view = {"pairing": PAIRING, "filter": f"leader~{leader}"}
    return client.call("sumEntries", 200, "visit", params=view).json()["count"]


def test_a_sheet_is_mapped_corrected_and_written_once(office):
    text = rows("赵某", "2026.3.5,2026.3.7,12人,园区", "2026.2.30,2026.3.1,3,招商", "2026-04-02,2026-04-03,若干,培训")
    answer = begin(office, text + "\n合计,,,,,15,\n")
    made = answer.json()
    assert answer.headers["Location"].endswith(made["id"]) and made["files"] == ["互访.csv"]
    assert [made["state"], made["side"], made["progress"], made["outcome"]] == ["open", "oldArea", None, None]
    shown = office.call("showSheetImport", 200, made["id"])
    assert shown.json() == made and shown.headers["ETag"] == answer.headers["ETag"]

    found = preview(office, made)
    [table] = found["tables"]
    assert table["heading"] == "A1:G1" and table["isTaken"] and table["missing"] == []
    assert [column["fields"] for column in table["columns"]] == [
        ["direction"], ["level"], ["leader"], ["start"], ["end"], ["people"], ["topics"]]
    assert counts(found) == {"new": 1, "refused": 2}
    errors = {problem["cell"]: problem["problem"] for problem in found["problems"]
              if problem["problem"]["weight"] == "error"}
    assert set(errors) == {"D3", "F4"} and errors["D3"]["proposal"] == "2026-02-28" and errors["F4"]["text"]
    assert [line["reason"] for line in found["leftOut"]] == ["total"]

    # All or nothing: nothing, with the rows that stand in the way.
    refused = start(office, made, "all")
    assert refused["state"] == "open" and [row["row"] for row in refused["refusal"]["rows"]] == [3, 4]
    assert written(office, "赵某") == 0

    places = {"file": table["file"], "sheet": table["sheet"]}
    columns = [{"column": column["column"], "fields": column["fields"]} for column in table["columns"][:6]]
    choice = {**places, "table": table["table"], "isTaken": True, "columns": columns}
    kept = decide(office, made, kind="mapping", tables=[choice], constants={"topics": "茶叶"})
    assert kept["decisions"]["tables"] == [choice] and kept["decisions"]["constants"] == {"topics": "茶叶"}
    assert preview(office, made)["lines"][0]["texts"]["topics"] == "茶叶"
    kept = decide(office, made, kind="corrections", corrections=[
        {**places, "cell": "D3", "text": errors["D3"]["proposal"]}])
    assert kept["decisions"]["corrections"] == [{**places, "cell": "D3", "text": "2026-02-28"}]
    assert counts(preview(office, made)) == {"new": 2, "refused": 1}

    done = start(office, made, "clean")
    assert done["state"] == "written" and done["refusal"] is None
    assert [done["outcome"][name] for name in ("added", "changed", "unchanged", "left")] == [2, 0, 0, 1]
    assert [row["row"] for row in done["outcome"]["rows"]] == [4] and done["outcome"]["rows"][0]["problems"]
    assert done["outcome"]["warnings"] == []
    assert written(office, "赵某") == 2
    for operation, body in [("startSheetImport", {"rows": "clean"}),
                            ("decideSheetImport", {"kind": "doubts", "rows": [], "others": "add"})]:
        late = office.call(operation, 409, made["id"], json=body).json()
        assert late["type"] == "/problems/sheetImport.done"
    office.call("previewSheetImport", 409, made["id"])
    assert written(office, "赵某") == 2

    # The same sheet anew: what is there is known, and so is what its columns were taken for.
    again = begin(office, text).json()
    assert counts(preview(office, again)) == {"unchanged": 1, "refused": 2}
    office.call("discardSheetImport", 204, again["id"])
    office.call("showSheetImport", 404, again["id"])
    office.call("discardSheetImport", 404, again["id"])


def test_doubtful_rows_are_decided_one_by_one_or_together(office):
    line = "老区到东部,县级,钱某,2026-05-05,2026-05-07,{},园区"
    made = begin(office, "\n".join([HEAD, *(line.format(number) for number in (3, 4, 5))])).json()
    found = preview(office, made)
    doubts = [row for row in found["lines"] if row["doubt"]]
    assert counts(found) == {"new": 1, "doubtful": 2} and [row["row"] for row in doubts] == [3, 4]
    assert "update" in doubts[0]["choices"] and doubts[0]["changes"]
    kept = decide(office, made, kind="doubts", others="leave", rows=[
        {"file": 0, "sheet": doubts[1]["sheet"], "row": 4, "decision": "update"}])
    assert kept["decisions"]["others"] == "leave" and kept["decisions"]["rows"][0]["decision"] == "update"
    assert counts(preview(office, made)) == {"new": 1, "changed": 1, "left": 1}
    outcome = start(office, made, "all")["outcome"]
    assert [outcome[name] for name in ("added", "changed", "left")] == [1, 1, 1]


def test_what_cannot_be_read_or_decided_is_refused_at_its_place(office):
    for text in ("", "一句话"):
        refused = begin(office, text, 409).json()
        assert [error["pointer"] for error in refused["errors"]] == ["/file"]
    begin(office, rows("孙某"), 422, pairing="")
    begin(office, rows("孙某"), 404, ledger="nonsense")
    made = begin(office, rows("孙某", "2026-03-05,2026-03-07,3,园区")).json()
    table = {"file": 0, "sheet": "", "table": 0, "isTaken": True}

    def refuse(place: str, columns: list, **constants: str) -> None:
        refused = decide(
            office, made, 409, kind="mapping", tables=[{**table, "columns": columns}], constants=constants)
        assert [error["pointer"] for error in refused["errors"]] == [place] and refused["errors"][0]["detail"]

    refuse("/tables/0/columns/0/fields/0", [{"column": "A", "fields": ["nonsense"]}])
    refuse("/tables/0/columns/1/column", [{"column": "A", "fields": ["level"]}, {"column": "A", "fields": ["leader"]}])
    refuse("/mapping", [{"column": "A", "fields": ["level"]}, {"column": "B", "fields": ["level"]}])
    refuse("/constants/nonsense", [], nonsense="x")
    refuse("/constants/people", [], people="many")
    decide(office, made, 422, kind="corrections", corrections=[{"file": 0, "sheet": "", "cell": "7", "text": "x"}])
    decide(office, made, 422, kind="nonsense")
    assert office.call("showSheetImport", 200, made["id"]).json() == made
    office.call("discardSheetImport", 204, made["id"])


def test_it_is_begun_once_and_nobody_else_learns_of_it(office, people):
    text = rows("李某", "2026-03-05,2026-03-07,3,园区")
    key = {"Idempotency-Key": uuid.uuid4().hex}
    made = begin(office, text, **key).json()
    repeated = begin(office, text, **key)
    assert repeated.json() == made and repeated.headers["Idempotency-Replayed"] == "true"
    begin(people["stranger"], text, 404)
    begin(office, text, 404, pairing=OTHER_PAIRING)
    for client in (people["stranger"], people["colleague"], people["reviewer"]):
        for operation in ("showSheetImport", "previewSheetImport", "cancelSheetImport", "discardSheetImport"):
            assert client.call(operation, 404, made["id"]).json() | {"instance": ""} == \
                client.call(operation, 404, NOWHERE).json() | {"instance": ""}
        decide(client, made, 404, kind="doubts", rows=[])
        start(client, made, "all", 404)
    assert office.call("showSheetImport", 200, made["id"]).json() == made
    office.call("discardSheetImport", 204, made["id"])


@contextlib.contextmanager
def held_back(server):
    """Another program is writing the whole time: an import can begin, and not end."""
    with contextlib.closing(sqlite3.connect(server.folder / "jiedui.sqlite", isolation_level=None)) as database:
        database.execute("BEGIN IMMEDIATE")
        yield
        database.execute("ROLLBACK")


def test_the_writing_is_followed_and_stopped(office, server):
    made = begin(office, rows("周某", *["2026-03-05,2026-03-07,3,园区"] * 20)).json()
    assert office.call("cancelSheetImport", 200, made["id"]).json()["state"] == "open"
    with held_back(server):
        running = office.call("startSheetImport", 200, made["id"], json={"rows": "all"}).json()
        assert running["state"] == "running" and running["progress"]["written"] == 0
        assert office.call("startSheetImport", 200, made["id"], json={"rows": "all"}).json()["state"] == "running"
        busy = office.call("discardSheetImport", 409, made["id"]).json()
        assert busy["type"] == "/problems/sheetImport.running"
        office.call("cancelSheetImport", 200, made["id"])
    stopped = wait(office, office.call("showSheetImport", 200, made["id"]).json())
    assert stopped["state"] == "open" and stopped["refusal"]["detail"] and stopped["refusal"]["rows"] == []
    # Asked again, the same is told.
    assert office.call("showSheetImport", 200, made["id"]).json() == stopped
    assert written(office, "周某") == 0
    done = start(office, made, "all")
    assert done["state"] == "written" and done["outcome"]["added"] == written(office, "周某") == 20
