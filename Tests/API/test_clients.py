# SPDX-License-Identifier: Apache-2.0
"""Two programs written from the OpenAPI document alone."""

import csv
import io
import json
import uuid

from openapi_spec_validator import validate

from harness.documents import TASK_COUNT, TITLE
from harness.steps import PAIRING


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

    adopted = office.call("adoptDraft", 201, draft["id"], headers={"If-Match": redone.headers["ETag"]}).json()
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
