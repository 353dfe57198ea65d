# SPDX-License-Identifier: Apache-2.0
"""A program that uses the API with a token, over one connection, and knows what was acknowledged."""

import http.client
import json
import uuid
from urllib.parse import urlsplit


class Refused(Exception):
    """An answer that is neither success nor one that the caller expects."""


class Client:
    """Requests of one token. A connection that breaks is an `OSError` or `HTTPException`: nothing was acknowledged."""

    def __init__(self, address: str, token: str):
        self.host, self.token = urlsplit(address).netloc, token
        self.connection: http.client.HTTPConnection | None = None

    def send(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[dict, str]:
        """The body of a success and its entity tag."""
        if self.connection is None:
            self.connection = http.client.HTTPConnection(self.host, timeout=60)
        try:
            self.connection.request(method, path, body, {"Authorization": f"Bearer {self.token}", **headers})
            answer = self.connection.getresponse()
            data = answer.read()
        except BaseException:
            self.close()
            raise
        if answer.status not in (200, 201):
            raise Refused(f"{method} {path}: {answer.status} {data[:500].decode(errors='replace')}")
        return json.loads(data), answer.getheader("ETag") or ""

    def get(self, path: str) -> tuple[dict, str]:
        return self.send("GET", path)

    def post(self, path: str, value: object, **headers: str) -> tuple[dict, str]:
        return self.send(
            "POST", path, json.dumps(value).encode(),
            **{"Content-Type": "application/json", "Idempotency-Key": uuid.uuid4().hex, **headers})

    def change(self, method: str, path: str, tag: str, value: object) -> tuple[dict, str]:
        return self.send(
            method, path, json.dumps(value).encode(), **{"Content-Type": "application/json", "If-Match": tag})

    def upload(self, name: str, content: bytes, pairing: str) -> tuple[dict, str]:
        boundary = uuid.uuid4().hex
        parts = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="pairing"\r\n\r\n{pairing}\r\n'
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: text/plain\r\n\r\n").encode() + content + f"\r\n--{boundary}--\r\n".encode()
        return self.send(
            "POST", "/api/v1/documents", parts,
            **{"Content-Type": f"multipart/form-data; boundary={boundary}", "Idempotency-Key": uuid.uuid4().hex})

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None
