# SPDX-License-Identifier: Apache-2.0
"""The program under test: the built binary on a free port, with a data folder of its own."""

import os
import re
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BINARY = Path(os.environ.get("JIEDUI_BINARY", ROOT / ".build/debug/jiedui"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """Starts `jiedui serve` in `folder`; `stop` ends it and says whether it ended gracefully."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.output: list[str] = []
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("JIEDUI_")},
            "JIEDUI_DATABASE": f"sqlite:{folder / 'jiedui.sqlite'}",
            "JIEDUI_DATA": str(folder / "data"),
            "JIEDUI_HOST": "127.0.0.1",
            "JIEDUI_PORT": str(self.port),
        }
        self.process: subprocess.Popen | None = None
        # The password of the people that the tests created.
        self.password = ""

    def start(self) -> "Server":
        if not BINARY.exists():
            raise RuntimeError(f"{BINARY} is missing; run swift build, or set JIEDUI_BINARY")
        self.process = subprocess.Popen(
            [BINARY, "serve"], env=self.environment, cwd=self.folder, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace")
        threading.Thread(target=self._read_output, daemon=True).start()
        self._wait_until(self._answers, "it answers /healthz")
        return self

    def stop(self) -> int:
        """Asks the program to end. Returns its exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise RuntimeError("the program didn't end within 20 s of SIGTERM") from None

    def set_up_token(self) -> str:
        """The one-time token that the program prints at its first start."""
        def token() -> str | None:
            found = re.search(r"token[=:\s]+([A-Za-z0-9_-]{16,})", "".join(self.output))
            return found.group(1) if found else None
        self._wait_until(token, "it prints the set-up token")
        return token() or ""

    def command(self, *arguments: str, input: str | bytes = "", expect: int = 0) -> bytes:
        """Runs another command of the program on the same database. Returns what it printed."""
        done = self.run(*arguments, input=input)
        assert done.returncode == expect, (
            f"jiedui {' '.join(arguments)} ended with {done.returncode}, not {expect}:\n"
            f"{done.stdout.decode(errors='replace')[-2000:]}\n{done.stderr.decode(errors='replace')[-2000:]}")
        return done.stdout

    def run(self, *arguments: str, input: str | bytes = "") -> subprocess.CompletedProcess:
        """The same, however it ends."""
        data = input.encode() if isinstance(input, str) else input
        return subprocess.run(
            [BINARY, *arguments], env=self.environment, cwd=self.folder, input=data, capture_output=True, timeout=300)

    def _read_output(self) -> None:
        assert self.process is not None and self.process.stdout is not None
        with open(self.folder / "server.log", "w", encoding="utf-8") as log:
            for line in self.process.stdout:
                self.output.append(line)
                log.write(line)
                log.flush()

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.address + "/healthz", timeout=1) as response:
                return response.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def _wait_until(self, happened, what: str) -> None:
        deadline = time.monotonic() + 60
        while not happened():
            if self.process is not None and self.process.poll() is not None:
                raise RuntimeError(f"the program ended before {what}:\n{''.join(self.output)[-4000:]}")
            if time.monotonic() > deadline:
                raise RuntimeError(f"60 s passed before {what}:\n{''.join(self.output)[-4000:]}")
            time.sleep(0.05)
