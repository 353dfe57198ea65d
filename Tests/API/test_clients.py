# SPDX-License-Identifier: Apache-2.0
"""Two programs written from the OpenAPI document alone."""

import base64
import csv
import hashlib
import hmac
import io
import json
import struct
import time
import uuid

import openpyxl
from client import Client
from openapi_spec_validator import validate

from harness.documents import TASK_COUNT, TITLE
from harness.steps import PAIRING, PASSWORD


def test_the_document_is_valid(office):
    validate(office.document)
    assert office.document["openapi"] == "3.1.0"


def test_from_a_file_to_tasks_and_tables(office, revised):
    with open(revised, "rb") as file:
        answer = office.call("uploadDocument", 201, files={"file": ("revised.txt", file, "text/plain")})
    draft, tag = answer.json(), answer.headers["ETag"]
    assert draft["state"] == "open" and draft["pairing"] == PAIRING and draft["head"]["title"] == TITLE
    assert answer.headers["Location"].endswith(draft["id"])

    correction = {"kind": "retitle", "place": {"kind": "task", "area": 0, "task": 0}, "title": "共建红色教育基地群"}
    office.call("correctDraft", 428, draft["id"], json=correction)
    corrected = office.call("correctDraft", 200, draft["id"], json=correction, headers={"If-Match": tag})
    assert corrected.json()["areas"][0]["tasks"][0]["title"] == "共建红色教育基地群"
    assert corrected.headers["ETag"] != tag
    office.call("correctDraft", 412, draft["id"], json=correction, headers={"If-Match": tag})

    undone = office.call("undoCorrection", 200, draft["id"], headers={"If-Match": corrected.headers["ETag"]})
    assert undone.json()["canRedo"]
    redone = office.call("redoCorrection", 200, draft["id"], headers={"If-Match": undone.headers["ETag"]})

    once = {"If-Match": redone.headers["ETag"], "Idempotency-Key": uuid.uuid4().hex}
    adoption = office.call("adoptDraft", 201, draft["id"], headers=once)
    adopted = adoption.json()
    repeated = office.call("adoptDraft", 201, draft["id"], headers=once)
    assert repeated.json() == adopted and repeated.headers["ETag"] == adoption.headers["ETag"]
    assert repeated.headers["Idempotency-Replayed"] == "true"
    office.call("adoptDraft", 409, draft["id"], headers={"If-Match": redone.headers["ETag"]})
    tasks = office.call("listTasks", 200, params={"plan": adopted["id"]}).json()["items"]
    assert len(tasks) == TASK_COUNT and tasks[0]["title"] == "共建红色教育基地群"
    assert {"id", "path", "title", "area", "text", "version", "organisations"} <= tasks[0].keys()
    office.call("commentTask", 201, tasks[0]["id"], json={"text": "第一次培训定于五月举行。"})
    task = office.call("showTask", 200, tasks[0]["id"]).json()
    assert task["comments"][-1]["text"] == "第一次培训定于五月举行。" and task["clause"]["clause"]

    table = office.call("listTasks", 200, params={"plan": adopted["id"]}, headers={"Accept": "text/csv"})
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == [task["id"] for task in tasks]
    lines = office.call("listTasks", 200, params={"plan": adopted["id"]}, headers={"Accept": "application/x-ndjson"})
    assert [json.loads(line) for line in lines.text.splitlines()] == tasks
    original = office.call("downloadDocument", 200, draft["document"])
    assert original.content == revised.read_bytes()


def test_pages_states_and_keys(office, neighbour, revised):
    whole = office.call("listPairings", 200, params={"limit": 1000}).json()["items"]
    found, cursor = [], None
    while True:
        page = office.call(
            "listPairings", 200, params={"limit": 7, **({"cursor": cursor} if cursor else {})}).json()
        found += page["items"]
        assert len(page["items"]) <= 7
        cursor = page["next"]
        if cursor is None:
            break
    assert found == whole and len(whole) >= 20
    foreign = office.call("listTasks", 200, params={"limit": 1}).json()["next"]
    for operation, strange in (("listPairings", "forged"), ("listPairings", foreign), ("listTokens", "forged")):
        refused = office.call(operation, 422, params={"cursor": strange}).json()
        assert refused["type"] == "/problems/invalid"
        assert [(error["pointer"], error["code"]) for error in refused["errors"]] == [("cursor", "field.cursor")]
    office.call("listPairings", 422, params={"limit": 0})
    office.call("listPairings", 422, params={"nonsense": "1"})

    task = office.call("listTasks", 200, params={"limit": 1}).json()["items"][0]
    first = office.call("showTask", 200, task["id"])
    again = office.call("showTask", 304, task["id"], headers={"If-None-Match": first.headers["ETag"]})
    assert not again.content
    # Another pairing's office doesn't even learn that there is such a task.
    neighbour.call("showTask", 404, task["id"])

    key = {"Idempotency-Key": uuid.uuid4().hex}
    made = office.call("commentTask", 201, task["id"], json={"text": "once"}, headers=key)
    repeated = office.call("commentTask", 201, task["id"], json={"text": "once"}, headers=key)
    assert repeated.json() == made.json() and repeated.headers["Idempotency-Replayed"] == "true"
    comments = office.call("showTask", 200, task["id"]).json()["comments"]
    assert [comment["text"] for comment in comments].count("once") == 1
    reused = office.call("commentTask", 422, task["id"], json={"text": "twice"}, headers=key)
    assert reused.json()["type"] == "/problems/keyReused"


def test_states_are_compared_as_the_standard_says(office, revised):
    text = revised.read_text(encoding="utf-8").replace("2023", "2024").encode()
    def upload(expect, name, key):
        files = {"file": (name, io.BytesIO(text), "text/plain")}
        return office.call("uploadDocument", expect, files=files, headers={"Idempotency-Key": key})
    first = upload(201, "first.txt", uuid.uuid4().hex)
    # The same bytes under another name and another key are the same document.
    second = upload(200, "second.txt", uuid.uuid4().hex)
    assert second.json() == first.json() and second.headers["Location"] == first.headers["Location"]
    draft, tag = first.json(), first.headers["ETag"]

    correction = {"kind": "retitle", "place": {"kind": "task", "area": 0, "task": 0}, "title": "共建红色教育基地群"}
    def correct(expect, match, body=correction):
        return office.call("correctDraft", expect, draft["id"], json=body, headers={"If-Match": match})
    correct(412, "W/" + tag)
    corrected = correct(200, tag)
    # What changes nothing makes no new state.
    again = correct(200, corrected.headers["ETag"])
    assert again.headers["ETag"] == corrected.headers["ETag"] and again.json() == corrected.json()
    correct(412, tag)
    anyway = correct(200, "*", {**correction, "title": "共建教育基地"})
    assert anyway.headers["ETag"] != corrected.headers["ETag"]
    missing = office.call(
        "correctDraft", 404, "019c0de0-0000-7000-8000-000000000000", json=correction, headers={"If-Match": "*"})
    assert missing.json()["type"] == "/problems/notFound"
    unchanged = office.call("showDraft", 304, draft["id"], headers={"If-None-Match": "W/" + anyway.headers["ETag"]})
    assert not unchanged.content

    # A place is sent back as it came, with null for what its kind does not have.
    place = {"kind": "task", "area": 0, "task": 0, "safeguard": None}
    correct(200, "*", {"kind": "confirm", "place": place})
    correct(422, "*", {"kind": "confirm", "place": {**place, "safeguard": 1}})
    office.call("discardDraft", 200, draft["id"], headers={"If-Match": "*"})


def test_histories_and_changes(office, neighbour):
    task = office.call("listTasks", 200, params={"limit": 1}).json()["items"][0]
    until = office.call("listChanges", 200, params={"watch": "tasks:all"}).json()["until"]
    office.call("commentTask", 201, task["id"], json={"text": "heard"})
    heard = office.call("listChanges", 200, params={"watch": "task:" + task["id"], "after": until}).json()
    assert [(change["kind"], change["id"], change["action"]) for change in heard["items"]] == [
        ("task", task["id"], "task.comment")]
    assert heard["until"] == heard["items"][-1]["sequence"]
    nothing = office.call("listChanges", 200, params={"watch": "tasks:all", "after": heard["until"]}).json()
    assert nothing["items"] == []
    # Whoever may not read the task hears nothing of it, however it is watched.
    neighbour.call("listChanges", 404, params={"watch": "task:" + task["id"]})
    foreign = neighbour.call("listChanges", 200, params={"watch": "tasks:all", "after": until}).json()
    assert foreign["items"] == [] and foreign["until"] >= heard["until"]
    refused = office.call("listChanges", 422, params={"watch": "nonsense:x"}).json()
    assert [error["pointer"] for error in refused["errors"]] == ["watch"]
    office.call("listChanges", 422)

    with office.session.get(
            office.address + "/api/v1/changes", params={"watch": "tasks:all", "after": until},
            headers={"Accept": "text/event-stream"}, stream=True, timeout=30) as stream:
        assert stream.status_code == 200 and stream.headers["Content-Type"].startswith("text/event-stream")
        lines = stream.iter_lines(chunk_size=1, decode_unicode=True)
        first = next(line for line in lines if line.startswith("data: "))
        assert json.loads(first.removeprefix("data: ")) == heard["items"][0]
        office.call("commentTask", 201, task["id"], json={"text": "heard at once"})
        second = json.loads(next(line for line in lines if line.startswith("data: ")).removeprefix("data: "))
        assert second["id"] == task["id"] and second["sequence"] > heard["until"]

    history = office.call("taskHistory", 200, task["id"], params={"limit": 1}).json()
    assert history["items"][0]["action"] == "task.comment" and history["next"]
    rest = office.call("taskHistory", 200, task["id"], params={"limit": 1, "cursor": history["next"]}).json()
    assert rest["items"][0]["sequence"] < history["items"][0]["sequence"]
    neighbour.call("taskHistory", 404, task["id"])
    own = office.call("showOwnHistory", 200).json()["items"]
    assert own[0]["action"] == "task.comment" and own[0]["result"] == "done"
    office.call("pairingHistory", 200, PAIRING)


def test_lists_go_out_and_in_as_workbooks(server, tokens):
    administrator = Client(server.address, tokens["sysadmin"])
    workbook = {"Accept": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
    book = openpyxl.load_workbook(io.BytesIO(administrator.call("listUsers", 200, headers=workbook).content))
    sheet = book.worksheets[0]
    names = [row[0].value for row in sheet.iter_rows(min_row=2)]
    assert "office" in names
    sheet.append(["new.person", "New Person"])
    sheet.append(["X", "Nobody"])
    def call(operation, expect, **headers):
        file = io.BytesIO()
        book.save(file)
        file.seek(0)
        files = {"file": ("people.xlsx", file, workbook["Accept"])}
        return administrator.call(operation, expect, "users", files=files, headers=headers)
    check = call("checkImport", 200).json()
    assert check["created"] >= 1 and [problem["cell"][0] for problem in check["problems"]] == ["A"]
    assert check["problems"][0]["detail"]
    refused = call("carryOutImport", 409).json()
    assert [error["pointer"] for error in refused["errors"]] == ["/file"]
    sheet.delete_rows(sheet.max_row)
    assert call("carryOutImport", 403).json()["type"] == "/problems/confirmationNeeded"
    administrator.call("confirmIdentity", 200, json={"password": PASSWORD})
    key = uuid.uuid4().hex
    done = call("carryOutImport", 200, **{"Idempotency-Key": key}).json()
    assert done["created"] == 1 and [link["username"] for link in done["invitations"]] == ["new.person"]
    assert call("checkImport", 200).json()["created"] == 0
    assert administrator.call("readImportTemplate", 200, "users", headers=workbook).content[:2] == b"PK"
    administrator.call("readImportTemplate", 404, "nonsense")
    large = {"file": ("people.xlsx", io.BytesIO(bytes(3 << 20)), workbook["Accept"])}
    administrator.call("checkImport", 413, "users", files=large)
    bodies = administrator.call("listOrganisations", 200, headers=workbook)
    assert openpyxl.load_workbook(io.BytesIO(bodies.content)).worksheets


def test_a_second_factor_is_set_up_by_a_program(server, tokens):
    client = Client(server.address, tokens["national"])
    client.call("beginSecondFactor", 403)
    client.call("confirmIdentity", 200, json={"password": PASSWORD})
    client.call("finishSecondFactor", 409, json={"code": "123456"})
    offer = client.call("beginSecondFactor", 200).json()
    assert offer["secret"] in offer["address"]
    assert client.call("showSecondFactor", 200).json() == {
        "isOn": False, "isDemanded": False, "recoveryCodesLeft": 0}
    codes = client.call("finishSecondFactor", 200, json={"code": timed_code(offer["secret"])}).json()["recoveryCodes"]
    assert len(set(codes)) == 10
    assert client.call("showSecondFactor", 200).json()["recoveryCodesLeft"] == 10
    client.call("beginSecondFactor", 409)
    assert set(client.call("renewRecoveryCodes", 200).json()["recoveryCodes"]).isdisjoint(codes)
    client.call("endSecondFactor", 204)
    client.call("endSecondFactor", 409)


def timed_code(secret: str) -> str:
    """RFC 6238, with the standard library alone."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start:start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def test_errors_are_told_in_the_language_that_is_asked_for(office, server):
    import requests
    english = requests.get(
        server.address + "/api/v1/tasks", headers={"Accept-Language": "en;q=0.9, zh;q=0.1"}, timeout=30)
    assert english.status_code == 401 and english.headers["WWW-Authenticate"].startswith("Bearer")
    assert english.headers["Content-Type"] == "application/problem+json"
    assert english.json()["title"] == "No valid token" and english.headers["Content-Language"] == "en"
    chinese = office.call("showTask", 404, "019c0de0-0000-7000-8000-000000000000")
    assert chinese.json()["title"] == "未找到"
    office.call("listTasks", 406, headers={"Accept": "image/png"})
    malformed = office.call(
        "leaveFeedback", 400, data=b"{", headers={"Content-Type": "application/json"})
    assert malformed.json()["type"] == "/problems/malformed"
    office.call("leaveFeedback", 415, data=b"text", headers={"Content-Type": "text/plain"})
    invalid = office.call("leaveFeedback", 422, json={"text": "", "other": 1}).json()
    assert {error["pointer"] for error in invalid["errors"]} == {"/text", "/other"}
    # Every type of the document leads to a page.
    for problem in office.document["x-problems"]:
        assert requests.get(server.address + problem["type"], timeout=30).status_code == 200
