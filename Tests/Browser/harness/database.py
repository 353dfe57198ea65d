# SPDX-License-Identifier: Apache-2.0
"""What stands in the database, looked at without the program; and starting the program after it was killed."""

import contextlib
import sqlite3
import time

from .postgres import Postgres
from .server import Server


class Database:
    """Looks at the rows without the program."""

    def __init__(self, server: Server, postgres: Postgres | None):
        self.server, self.postgres = server, postgres

    def rows(self, sql: str) -> list[list]:
        if self.postgres:
            return self.postgres.rows(sql)
        with contextlib.closing(sqlite3.connect(self.server.folder / "jiedui.sqlite", timeout=30)) as connection:
            return [list(row) for row in connection.execute(sql)]

    def column(self, sql: str) -> set[str]:
        return {str(row[0]) for row in self.rows(sql)}

    def number(self, sql: str) -> int:
        return int(self.rows(sql)[0][0])

    def check_chain(self) -> None:
        """The record has no gap, each entry holds the hash of the one before, and the head names the last."""
        broken = self.number(
            "SELECT count(*) FROM audit_event e JOIN audit_event n ON n.sequence = e.sequence + 1"
            " WHERE n.previous_hash <> e.hash")
        ends = self.rows(
            "SELECT h.sequence, (SELECT count(*) FROM audit_event), (SELECT max(sequence) FROM audit_event),"
            " (SELECT hash FROM audit_event e WHERE e.sequence = h.sequence), h.hash FROM audit_head h")[0]
        assert broken == 0 and str(ends[0]) == str(ends[1]) == str(ends[2]) and ends[3] == ends[4], f"the chain: {ends}"


def restart(server: Server) -> None:
    """Starts anew; a database server that still recovers is waited for, as a service manager does."""
    for attempt in range(20):
        try:
            server.start()
            return
        except RuntimeError:
            if attempt == 19:
                raise
            time.sleep(0.5)
