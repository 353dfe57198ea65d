# SPDX-License-Identifier: Apache-2.0
"""A register of an office's own, by the recipe: a file in the data folder, and no other program."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from harness.database import restart
from harness.furnishing import furnished_server
from harness.server import ROOT, Server
from harness.steps import PAIRING
from harness.visitor import PHONE, WIDE, Visitor


# Any name will do.
FILE = "水井 1.yml"


def recipe() -> str:
    """The definition that docs/adding/a-ledger.md begins with."""
    text = (ROOT / "docs/adding/a-ledger.md").read_text(encoding="utf-8")
    block = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert block is not None
    return "\n".join(line.removeprefix("   ") for line in block.group(1).splitlines()) + "\n"


@pytest.fixture(scope="module")
def furnished(browser, tmp_path_factory):
    folder = tmp_path_factory.mktemp("own")
    own = folder / "data/ledgers"
    own.mkdir(parents=True)
    (own / FILE).write_text(recipe(), encoding="utf-8")
    with furnished_server(browser, folder) as server:
        yield server


def enter_well(clerk: Visitor, name: str) -> None:
    clerk.open("/ledgers/wells/new?pairing=" + PAIRING)
    clerk.fill(**{"v.name": name, "v.number": name, "v.place": "930100", "v.dug": "2026-03-05", "v.depth": "40"})
    clerk.submit("/ledgers/wells/new")
    assert clerk.path.startswith("/entries/")


@pytest.mark.parametrize(("language", "screen"), [("zh-Hans", WIDE), ("en", PHONE)])
def test_a_file_in_the_data_folder_is_a_register(browser, furnished, language, screen):
    title = {"zh-Hans": "水井", "en": "Wells"}[language]
    clerk = Visitor(browser, furnished, language, screen)
    clerk.sign_in("office", furnished.password)
    clerk.open("/ledgers")
    expect(clerk.page.locator("main")).to_contain_text(title)
    enter_well(clerk, "Well " + language)
    expect(clerk.page.locator("#values")).to_contain_text("40")
    clerk.open("/ledgers/wells")
    expect(clerk.page.locator("[data-entry]", has_text="Well " + language)).to_have_count(1)
    clerk.open("/indicators/W01?pairing=" + PAIRING)
    clerk.expect_no_problems()


def test_a_new_definition_says_what_it_would_do_and_does_nothing(furnished: Server, tmp_path: Path):
    changed = tmp_path / "wells.yml"
    text = recipe().replace("version: 1", "version: 2")
    text = text.replace("{key: cost, kind: money,", "{key: cost, kind: money, required: true,")
    changed.write_text(re.sub(r"  - key: depth\n(?:    .*\n)+", "", text), encoding="utf-8")
    furnished.environment["LANG"] = "en_US.UTF-8"
    said = furnished.command("ledger", "preview", str(changed)).decode()
    assert "version 1 becomes 2; 2 rows" in said
    assert re.search(r"2 rows would have to be mended.*Cost", said)
    assert re.search(r"2 rows would have to be mended.*depth", said)
    same = tmp_path / "same.yml"
    same.write_text(recipe().replace("kind: money, agree: 1%", "kind: money, agree: 2%"), encoding="utf-8")
    assert "raise `version`" in furnished.command("ledger", "preview", str(same)).decode()
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(recipe().replace("kind: place", "kind: palace"), encoding="utf-8")
    refused = furnished.run("ledger", "preview", str(wrong))
    assert refused.returncode != 0 and re.search(rb"wrong.yml:\d+:\d+: ", refused.stdout + refused.stderr)
    inside = furnished.run("ledger", "preview", str(furnished.folder / "data/ledgers" / FILE))
    assert inside.returncode != 0 and b"another folder" in inside.stdout + inside.stderr
    keys = tmp_path / "keys.yml"
    keys.write_text(recipe().replace("[[number], [name, place]]", "[[name, place]]"), encoding="utf-8")
    assert "another key" in furnished.command("ledger", "preview", str(keys)).decode()
    assert "2 rows" in furnished.command("ledger", "verify", "wells").decode()


def test_a_register_is_never_lost(furnished: Server, tmp_path: Path):
    copy = tmp_path / "copy.zip"
    furnished.command("backup", str(copy))
    other = Server(tmp_path)
    other.command("restore", str(copy))
    assert (tmp_path / "data/ledgers" / FILE).read_text(encoding="utf-8") == recipe()
    other.environment["LANG"] = "en_US.UTF-8"
    assert "2 rows" in other.command("ledger", "verify", "wells").decode()
    # Without its file nobody would see the rows: the program doesn't begin.
    shutil.move(tmp_path / "data/ledgers", tmp_path / "elsewhere")
    refused = other.run("ledger", "verify")
    assert refused.returncode != 0 and b"wells" in refused.stdout + refused.stderr
    shutil.move(tmp_path / "elsewhere", tmp_path / "data/ledgers")
    other.command("ledger", "verify")


def test_rows_that_were_there_before_a_field_are_sorted_by_it(browser, furnished: Server):
    text = recipe().replace("version: 1", "version: 2")
    field = "  - {key: owner, kind: text, title: {zh-Hans: 权属, en: Owner}}\n"
    text = text.replace("fields:\n", "fields:\n" + field)
    (furnished.folder / "data/ledgers" / FILE).write_text(text, encoding="utf-8")
    # A command beside the server takes nothing into use.
    furnished.command("ledger", "verify", "wells")
    assert furnished.stop() == 0
    restart(furnished)
    clerk = Visitor(browser, furnished)
    clerk.sign_in("office", furnished.password)
    for order in ("owner", "-owner"):
        clerk.open("/ledgers/wells?sort=" + order)
        expect(clerk.page.locator("[data-entry]")).to_have_count(2)
    clerk.expect_no_problems()
    # What was in use once is needed from then on.
    assert furnished.stop() == 0
    (furnished.folder / "data/ledgers" / FILE).write_text(recipe(), encoding="utf-8")
    assert b"wells" in furnished.command("ledger", "verify", expect=1) + furnished.run("ledger", "verify").stderr
    (furnished.folder / "data/ledgers" / FILE).write_text(text, encoding="utf-8")
    restart(furnished)
