# SPDX-License-Identifier: Apache-2.0
"""The commands of the built program, as scripts drive them."""

import csv
import io
import json

import openpyxl
import pytest

from harness.documents import PARAGRAPHS, TASK_COUNT, TITLE, write_text, write_word
from harness.server import Server
from harness.steps import PAIRING


@pytest.fixture
def program(tmp_path) -> Server:
    """The program with an empty folder; no server runs."""
    return Server(tmp_path)


@pytest.fixture
def document(tmp_path):
    return write_word(PARAGRAPHS, tmp_path / "plan.docx")


def tasks_of(draft: dict) -> list[dict]:
    return [task for area in draft["areas"] for task in area["tasks"]]


def test_parse_prints_the_schema(program, document):
    draft = json.loads(program.command("parse", "--format", "json", str(document)))
    assert draft["schema"] == "jiedui/plan-draft/1"
    assert draft["document"]["title"] == TITLE
    assert [task["ordinal"] for task in tasks_of(draft)] == [str(number + 1) for number in range(TASK_COUNT)]
    assert all(task["responsible"] for task in tasks_of(draft))


def test_parse_reads_standard_input(program):
    draft = json.loads(program.command("parse", "--format", "json", "-", input="\n".join(PARAGRAPHS)))
    assert len(tasks_of(draft)) == TASK_COUNT


def test_parse_prints_a_tree_that_people_read(program, document):
    tree = program.command("parse", str(document)).decode()
    assert "共建红色教育基地" in tree and "产业合作平台" in tree


def test_parse_writes_tables(program, document):
    rows = list(csv.reader(io.StringIO(program.command("parse", "--format", "csv", str(document)).decode("utf-8-sig"))))
    assert len(rows) == TASK_COUNT + 1
    workbook = program.command("parse", "--format", "xlsx", str(document))
    sheet = openpyxl.load_workbook(io.BytesIO(workbook)).worksheets[0]
    assert sheet.max_row >= TASK_COUNT + 1


def test_parse_goes_on_when_one_file_fails(program, tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    write_text(PARAGRAPHS, folder / "a.txt")
    (folder / "b.docx").write_bytes(b"PK\x03\x04 torn")
    write_text(PARAGRAPHS, folder / "c.txt")
    printed = program.command("parse", "--format", "json", str(folder), expect=1)
    assert printed.count(b'"jiedui/plan-draft/1"') == 2 or len(list(folder.glob("*.json"))) == 2


def test_a_label_agrees_with_the_draft_from_which_it_was_written(program, tmp_path):
    text = write_text([*PARAGRAPHS, "联系人：张三，电话13812345678"], tmp_path / "plan.txt")
    draft = json.loads(program.command("parse", "--format", "json", str(text)))
    right = tmp_path / "right.json"
    right.write_text(json.dumps(draft, ensure_ascii=False))
    for what in (["plan.txt"], ["right.json", "--text", str(text)]):
        folder = tmp_path / what[0].replace(".", "-")
        program.command("label", str(tmp_path / what[0]), *what[1:], "--output", str(folder))
        figures = json.loads(program.command("evaluate", str(folder / "labels"), "--json"))
        # How honest the doubts are is no agreement.
        assert {key: value for key, value in figures.items()
                if not key.startswith("doubts") and key != "documents" and value not in (None, 1)} == {}
        written = next((folder / "documents").iterdir()).read_text()
        assert "张三" not in written and "13812345678" not in written

    draft["areas"][0]["tasks"][0]["title"] = "另一个标题"
    right.write_text(json.dumps(draft, ensure_ascii=False))
    program.command("label", str(right), "--text", str(text), "--output", str(tmp_path / "corrected"))
    figures = json.loads(program.command("evaluate", str(tmp_path / "corrected" / "labels"), "--json"))
    assert figures["tasks"] < 1 and figures["areas"] == 1


def test_a_label_of_a_draft_in_the_database(program, document):
    made = program.command("import", str(document), "--pairing", PAIRING).decode()
    label = json.loads(program.command("label", made.split()[-1]))
    assert label["schema"] == "jiedui/plan-label/1"
    assert label["document"]["title"] == TITLE and len(tasks_of(label)) == TASK_COUNT


def test_import_and_tasks(program, document):
    program.command("import", str(document), "--pairing", PAIRING, "--adopt")
    tasks = json.loads(program.command("tasks", "--pairing", PAIRING, "--format", "json"))
    assert len(tasks) == TASK_COUNT
    assert {"id", "path", "title", "area", "text", "organisations"} <= tasks[0].keys()
    assert tasks[0]["organisations"]


def test_an_unknown_pairing_is_refused_with_a_sentence(program, document):
    program.command("import", str(document), "--pairing", "nowhere-else", "--adopt", expect=1)


def test_config_hides_secrets(program):
    program.environment["JIEDUI_DATABASE"] = "postgres://someone:very-secret@127.0.0.1:1/none"
    printed = program.command("config")
    assert b"JIEDUI_PORT" in printed and b"very-secret" not in printed


def test_demo_comes_and_goes(program):
    program.command("demo", "--without-registers")
    assert json.loads(program.command("tasks", "--format", "json"))
    program.command("demo", "--remove")
    assert json.loads(program.command("tasks", "--format", "json")) == []


def test_a_setting_that_there_is_none_is_refused_with_a_proposal(program, tmp_path):
    settings = tmp_path / "settings.json"
    settings.write_text('{"maxPage": 9}')
    done = program.run("config", "--config", str(settings))
    assert done.returncode != 0 and "'maxPages'" in done.stderr.decode()
    settings.write_text('{"maxPages": 9}')
    assert b"maxPages = 9" in program.command("config", "--config", str(settings))


def test_a_backup_is_made_verified_and_restored(program, tmp_path):
    program.command("demo", "--without-registers")
    tasks = json.loads(program.command("tasks", "--format", "json"))
    backup = tmp_path / "one.backup"
    program.command("backup", str(backup))
    program.command("backup", "verify", str(backup))
    # Neither an existing file nor an existing system is overwritten.
    program.command("backup", str(backup), expect=1)
    program.command("restore", str(backup), expect=1)
    (tmp_path / "other").mkdir()
    other = Server(tmp_path / "other")
    other.command("restore", str(backup))
    assert json.loads(other.command("tasks", "--format", "json")) == tasks
    backup.write_bytes(backup.read_bytes()[:-100])
    program.command("backup", "verify", str(backup), expect=1)


def test_a_restore_names_the_files_that_the_backup_lacks(program, tmp_path):
    program.command("demo", "--without-registers")
    lost = next(path for path in (program.folder / "data" / "files").rglob("*") if path.is_file())
    lost.unlink()
    backup = tmp_path / "lacking.backup"
    program.command("backup", str(backup), expect=2)
    (tmp_path / "other").mkdir()
    other = Server(tmp_path / "other")
    restored = other.run("restore", str(backup))
    assert restored.returncode == 2 and lost.name in restored.stderr.decode()
    assert json.loads(other.command("tasks", "--format", "json"))
