# SPDX-License-Identifier: Apache-2.0
"""Hooks of schemathesis."""

import json
import uuid

import schemathesis


# A row of the register "visit", which the examples of the document name. Which values a row has stands in the
# definition of its register (`GET /api/v1/ledgers/{ledger}`), and so does by which fields its view is set.
VALUES = {"direction": "toEastern", "level": "county", "leader": "N", "start": "2026-02-03", "end": "2026-02-04",
          "people": 3}
VIEW = {"filter": "level:cityHead;start:2026-01-01..", "sort": "-start", "group": "level"}
PAIRING = "zhangjiajie-nanjing"
SHEET = "方向,层级,带队领导,开始日期,结束日期,人数\n老区到东部,县级,李某,2026-03-05,2026-03-07,3\n"


@schemathesis.serializer("application/x-ndjson")
def write_lines(context, value):
    """Lines of JSON: the document describes one of them. What is no JSON is sent as it is."""
    if isinstance(value, bytes):
        return value
    lines = value if isinstance(value, list) else [value]
    return b"".join(json.dumps(line, ensure_ascii=False, default=str).encode(errors="ignore") + b"\n" for line in lines)


@schemathesis.hook
def before_call(context, case, kwargs):
    """Makes valid what no schema can say: each request has a key of its own, no cursor is made up, and registers get
    fields that they have, rows for a pairing that is there, and a sheet that can be read.

    One key for two requests is refused, as it must be; so is a cursor that the list before didn't give out.
    """
    if not case.meta or case.meta.generation.mode.value != "positive":
        return
    if case.headers and "Idempotency-Key" in case.headers:
        case.headers["Idempotency-Key"] = uuid.uuid4().hex
    if case.query:
        case.query.pop("cursor", None)
    if case.path.startswith("/api/v1/ledgers/") or case.path.startswith("/api/v1/entries/"):
        for name in VIEW.keys() & (case.query or {}).keys():
            case.query[name] = VIEW[name]
        if isinstance(case.body, dict) and "values" in case.body:
            case.body["values"] = VALUES
            if "ledger" in (case.path_parameters or {}):
                case.path_parameters["ledger"] = "visit"
    if case.path.endswith("/entries/bulk") and case.query:
        case.query["pairing"] = PAIRING
    if case.path.endswith("/{ledger}/imports") and isinstance(case.body, dict):
        case.path_parameters["ledger"] = "visit"
        case.body.update(file=SHEET, pairing=PAIRING, side="oldArea")
