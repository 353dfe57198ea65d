# SPDX-License-Identifier: Apache-2.0
"""Fixtures of the tests of the API: the built program with people, their tokens and one adopted plan."""

from pathlib import Path

import pytest

from harness.documents import PARAGRAPHS, REVISED, write_text
from harness.server import Server
from harness.steps import OTHER_PAIRING, PAIRING, create_user

from client import Client

# The people by user name: how each was created.
PEOPLE = {
    "office": ["--role", "office", "--pairing", PAIRING, "--side", "oldArea"],
    "neighbour": ["--role", "office", "--pairing", OTHER_PAIRING, "--side", "eastern"],
    "national": ["--role", "national"],
    "sysadmin": ["--role", "system-admin"],
}


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("api")
    server = Server(folder)
    # Thousands of requests a minute are what these tests are for.
    server.environment["JIEDUI_API_REQUESTS_PER_MINUTE"] = "1000000"
    server.environment["JIEDUI_ADDRESS_REQUESTS_PER_MINUTE"] = "1000000"
    server.command("migrate")
    for username, arguments in PEOPLE.items():
        create_user(server, username, *arguments)
    server.command("import", str(write_text(PARAGRAPHS, folder / "plan.txt")), "--pairing", PAIRING, "--adopt")
    server.start()
    yield server
    assert server.stop() == 0, "the program didn't end gracefully"


@pytest.fixture(scope="session")
def tokens(server) -> dict[str, str]:
    return {name: server.command("token", "create", name, "--days", "30").decode().strip() for name in PEOPLE}


@pytest.fixture
def office(server, tokens) -> Client:
    return Client(server.address, tokens["office"])


@pytest.fixture
def neighbour(server, tokens) -> Client:
    return Client(server.address, tokens["neighbour"])


@pytest.fixture
def revised(tmp_path) -> Path:
    return write_text(REVISED, tmp_path / "revised.txt")
