# SPDX-License-Identifier: Apache-2.0
"""A program that is killed in the middle of an adoption leaves all of the plan, or nothing."""

import json
import subprocess
import time

from harness.documents import PARAGRAPHS, write_text
from harness.server import BINARY, Server
from harness.steps import PAIRING

TASKS = 200
KILLS = 10


def long_plan(path):
    """A plan with so many tasks that writing it takes a while."""
    begin, end = PARAGRAPHS.index("（一）传承弘扬红色文化"), PARAGRAPHS.index("三、保障措施")
    tasks = [
        f"{number}.深化第{number}项合作。支持两市开展第{number}项合作交流活动。（责任单位：两市市发展改革委、市商务局）"
        for number in range(1, TASKS + 1)
    ]
    return write_text([*PARAGRAPHS[:begin + 1], *tasks, *PARAGRAPHS[end:]], path)


def test_a_killed_adoption_leaves_all_or_nothing(tmp_path):
    document = long_plan(tmp_path / "plan.txt")
    arguments = ["import", str(document), "--pairing", PAIRING, "--adopt"]
    whole = Server(folder_in(tmp_path, "whole"))
    whole.command("migrate")
    began = time.monotonic()
    whole.command(*arguments)
    duration = time.monotonic() - began
    assert count_tasks(whole) == TASKS

    for kill in range(KILLS):
        program = Server(folder_in(tmp_path, f"kill-{kill}"))
        program.command("migrate")
        process = subprocess.Popen(
            [BINARY, *arguments], env=program.environment, cwd=program.folder,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(timeout=duration * (kill + 1) / KILLS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        assert count_tasks(program) in (0, TASKS)
        # Whatever was left behind, the work can be done again.
        program.command(*arguments)


def folder_in(parent, name):
    folder = parent / name
    folder.mkdir()
    return folder


def count_tasks(program: Server) -> int:
    return len(json.loads(program.command("tasks", "--pairing", PAIRING, "--format", "json")))
