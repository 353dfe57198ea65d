# SPDX-License-Identifier: Apache-2.0
"""Hooks of schemathesis."""

import uuid

import schemathesis


@schemathesis.hook
def before_call(context, case, kwargs):
    """Makes valid what no schema can say: each request has a key of its own, and no cursor is made up.

    One key for two requests is refused, as it must be; so is a cursor that the list before didn't give out.
    """
    headers = case.headers
    if case.query and "cursor" in case.query and case.meta and case.meta.generation.mode.value == "positive":
        del case.query["cursor"]
    if headers and "Idempotency-Key" in headers and case.meta and case.meta.generation.mode.value == "positive":
        headers["Idempotency-Key"] = uuid.uuid4().hex
