# SPDX-License-Identifier: Apache-2.0
"""Hooks of schemathesis."""

import uuid

import schemathesis


@schemathesis.hook
def before_call(context, case, kwargs):
    """Gives every valid request a key of its own: one key for two requests is refused, as it must be."""
    headers = case.headers
    if headers and "Idempotency-Key" in headers and case.meta and case.meta.generation.mode.value == "positive":
        headers["Idempotency-Key"] = uuid.uuid4().hex
