# SPDX-License-Identifier: Apache-2.0
"""A yearly list goes to another network by file and comes back agreed."""

from datetime import date
from pathlib import Path

from harness.furnishing import agree_list, furnished_server
from harness.steps import PAIRING, create_user, first_sign_in
from harness.visitor import PHONE, Visitor


def note(keeper: Visitor, side: str, keeps: str, key: str) -> None:
    keeper.page.locator("#peer details summary").first.click()
    keeper.page.locator("#peer-side").select_option(side)
    keeper.page.locator("#peer-keeps").select_option(keeps)
    keeper.page.locator("#peer-key").fill(key)
    keeper.submit(f"/exchange/{PAIRING}/peer")


def own_key(keeper: Visitor) -> str:
    keeper.open(f"/exchange/{PAIRING}")
    return keeper.page.locator("#own dd").last.inner_text()


def administrator(browser, server) -> Visitor:
    create_user(server, "keeper", "--role", "system-admin")
    first_sign_in(Visitor(browser, server), "keeper")
    keeper = Visitor(browser, server)
    keeper.sign_in("keeper", server.password)
    return keeper


def carried(clerk: Visitor, folder: Path, name: str) -> Path:
    clerk.open(f"/exchange/{PAIRING}")
    with clerk.page.expect_download() as download:
        clerk.form(f"/exchange/{PAIRING}/files").locator("button").click()
    path = folder / name
    download.value.save_as(path)
    return path


def look_at(clerk: Visitor, path: Path) -> None:
    clerk.open(f"/exchange/{PAIRING}")
    clerk.page.locator("#file").set_input_files(path)
    clerk.submit(f"/exchange/{PAIRING}/received")


def test_a_list_is_carried_to_another_network(browser, tmp_path):
    for folder in ("here", "there"):
        (tmp_path / folder).mkdir()
    with furnished_server(browser, tmp_path / "here") as here, furnished_server(browser, tmp_path / "there") as there:
        clerk = agree_list(browser, here, tmp_path)
        create_user(there, "east", "--role", "office", "--pairing", PAIRING, "--side", "eastern")
        first_sign_in(Visitor(browser, there), "east")
        east = Visitor(browser, there, "en", PHONE)
        east.sign_in("east", there.password)
        keepers = [administrator(browser, server) for server in (here, there)]
        keys = [own_key(keeper) for keeper in keepers]
        note(keepers[0], "eastern", "here", keys[1])
        note(keepers[1], "oldArea", "there", keys[0])
        keepers[0].picture("exchange-keeper")
        out = carried(clerk, tmp_path, "out.jiedui")
        # A file that was changed on its way is refused in words.
        spoilt = bytearray(out.read_bytes())
        spoilt[-1] ^= 1
        (tmp_path / "spoilt.jiedui").write_bytes(spoilt)
        east.expected_status.add(422)
        look_at(east, tmp_path / "spoilt.jiedui")
        assert east.shows(east.text("exchange.fault.damaged"))
        look_at(east, out)
        east.picture("exchange-new")
        assert east.shows(east.text("exchange.verdict.new"))
        received = east.path
        east.submit(received, east.page.locator("form.exchange"))
        assert east.shows(east.text("exchange.state.applied"))
        # Pressed twice, or gone back to: the list of files says what became of it.
        east.open(received)
        assert east.path == f"/exchange/{PAIRING}"
        east.open("/work")
        east.page.locator("ul.rows a.row-main", has_text=str(date.today().year)).first.click()
        east.page.wait_for_load_state()
        east.look()
        east.picture("exchange-list")
        # There an item's share moves on; the difference is shown here.
        back = carried(east, tmp_path, "back.jiedui")
        look_at(clerk, back)
        clerk.picture("exchange-nothing")
        assert clerk.shows(clerk.text("exchange.nothing"))
        clerk.submit(clerk.path, clerk.page.locator("form.exchange"))
        clerk.picture("exchange-files")
        for visitor in (clerk, east, *keepers):
            visitor.expect_no_problems()
