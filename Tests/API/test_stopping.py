# SPDX-License-Identifier: Apache-2.0
"""A program that listens to the changes doesn't keep the server from stopping."""

import requests

from harness.server import Server
from harness.steps import PAIRING, create_user


def test_a_stream_of_changes_ends_when_the_server_stops(tmp_path):
    server = Server(tmp_path)
    server.command("migrate")
    create_user(server, "office", "--role", "office", "--pairing", PAIRING, "--side", "oldArea")
    token = server.command("token", "create", "office", "--days", "30").decode().strip()
    server.start()
    with requests.get(
            server.address + "/api/v1/changes", params={"watch": "tasks:all"}, stream=True, timeout=30,
            headers={"Accept": "text/event-stream", "Authorization": "Bearer " + token}) as stream:
        lines = stream.iter_lines(chunk_size=1)
        assert next(lines).startswith(b"retry:")
        assert server.stop() == 0
        assert not [line for line in lines if line.startswith(b"data:")]
