# SPDX-License-Identifier: Apache-2.0
"""A client that knows nothing but the OpenAPI document: it finds operations by their names and checks every answer."""

from functools import cached_property
from urllib.parse import quote

import requests
from openapi_schema_validator import OAS31Validator


class Client:
    def __init__(self, address: str, token: str):
        self.address = address
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {token}"

    @cached_property
    def document(self) -> dict:
        # The document is public: no token is sent.
        answer = requests.get(self.address + "/api/openapi.json", timeout=30)
        assert answer.status_code == 200
        return answer.json()

    def call(self, operation: str, expect: int, *values: str, **arguments) -> requests.Response:
        """Calls the operation with `values` in its path and checks the answer against the document."""
        method, path, described = self.find(operation)
        for value in values:
            start = path.index("{")
            path = path[:start] + quote(value, safe="") + path[path.index("}") + 1:]
        answer = self.session.request(method, self.address + path, timeout=60, **arguments)
        assert answer.status_code == expect, f"{operation}: {answer.status_code} {answer.text[:500]}"
        self.check(answer, described)
        return answer

    def find(self, operation: str) -> tuple[str, str, dict]:
        for path, methods in self.document["paths"].items():
            for method, described in methods.items():
                if described["operationId"] == operation:
                    return method, path, described
        raise KeyError(operation)

    def check(self, answer: requests.Response, described: dict) -> None:
        expected = self.resolve(described["responses"][str(answer.status_code)])
        if "content" not in expected:
            assert not answer.content
            return
        media_type = answer.headers["Content-Type"].split(";")[0]
        schema = expected["content"][media_type]["schema"]
        if media_type in ("application/json", "application/problem+json"):
            whole = {**schema, "components": self.document["components"]}
            OAS31Validator(whole).validate(answer.json())

    def resolve(self, described: dict) -> dict:
        if "$ref" not in described:
            return described
        found: dict = self.document
        for part in described["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        return found
