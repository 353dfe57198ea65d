# SPDX-License-Identifier: Apache-2.0
"""schemathesis over the whole document: no server error, no status or schema that the document does not tell.

JIEDUI_FUZZ_EXAMPLES sets how many cases are tried for each operation and phase; docs/benchmarks.md tells of a long run.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
EXAMPLES = os.environ.get("JIEDUI_FUZZ_EXAMPLES", "4")
SECONDS = int(os.environ.get("JIEDUI_FUZZ_SECONDS", "400"))


@pytest.mark.parametrize("person", ["office", "national", "sysadmin"])
def test_the_program_keeps_its_document(person, server, tokens):
    command = [
        Path(sys.executable).parent / "schemathesis", "--config-file", HERE / "schemathesis.toml", "run",
        server.address + "/api/openapi.json", "--header", f"Authorization: Bearer {tokens[person]}",
        # It would end the very token that it uses.
        "--exclude-operation-id", "revokeToken",
        "--max-examples", EXAMPLES, "--continue-on-failure", "--no-color", "--seed", "20260101",
    ]
    environment = {**os.environ, "SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(HERE)}
    done = subprocess.run(
        command, env=environment, cwd=server.folder, capture_output=True, text=True, timeout=SECONDS)
    assert done.returncode == 0, done.stdout[-12_000:] + done.stderr[-2_000:]
