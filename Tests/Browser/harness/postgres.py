# SPDX-License-Identifier: Apache-2.0
"""A throw-away database server that can be killed and started again."""

import os
import subprocess
from pathlib import Path

from .server import ROOT


class Postgres:
    """A cluster of scripts/postgres-test.sh, remembered in `folder`."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.url = self._script("start")
        self.cluster = (folder / "cluster").read_text().strip()
        self.programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]

    def kill(self) -> None:
        """Ends every process of the server at once, as a crash does, and starts it again: it recovers by its log."""
        self._control("-m", "immediate", "stop")
        self._control("-w", "-t", "60", "-l", f"{self.cluster}/log", "start")

    def remove(self) -> None:
        self._script("stop")

    def rows(self, sql: str) -> list[list[str]]:
        done = subprocess.run(
            ["psql", "-X", "-A", "-t", "-q", "-F", "\x1f", "-R", "\x1e", self.url, "-c", sql],
            capture_output=True, text=True, encoding="utf-8", timeout=120)
        assert done.returncode == 0, done.stderr
        text = done.stdout.removesuffix("\n")
        return [row.split("\x1f") for row in text.split("\x1e")] if text else []

    def _script(self, command: str) -> str:
        done = subprocess.run(
            [ROOT / "scripts/postgres-test.sh", command, self.folder], capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def _control(self, *arguments: str) -> None:
        owner = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        # The server keeps what it inherits: pipes would never end.
        done = subprocess.run(
            [*owner, self.programs / "pg_ctl", "-D", f"{self.cluster}/data", *arguments], cwd=self.cluster,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
        assert done.returncode == 0, f"pg_ctl {arguments} ended with {done.returncode}"
