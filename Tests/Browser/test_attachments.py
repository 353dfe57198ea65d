# SPDX-License-Identifier: Apache-2.0
"""Files that hang on an order's answer: over a connection that breaks, after a reload, as pictures, without scripts."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from harness.registers import furnished, visitors  # noqa: F401
from harness.steps import PAIRING, create_user, first_sign_in
from harness.visitor import PHONE, Visitor

UNIT = "张家界市档案馆"
MEGABYTE = 1 << 20


@pytest.fixture(scope="module")
def order(browser, furnished):  # noqa: F811
    """The path of an order that the unit has signed for."""
    national = Visitor(browser, furnished)
    national.sign_in("national", furnished.password)
    national.open("/organisations")
    form = national.page.locator('form[method="post"][action="/organisations"]')
    national.page.locator("#add > summary").click()
    form.locator('[name="name"]').fill(UNIT)
    form.locator('[name="kind"]').select_option("department")
    form.locator('[name="place"]').select_option("430800")
    national.submit("/organisations", form)
    create_user(furnished, "deputy", "--role", "office", "--pairing", PAIRING, "--side", "oldArea")
    create_user(
        furnished, "archive", "--role", "unit", "--pairing", PAIRING, "--side", "oldArea", "--organisation", UNIT)
    for username in ["deputy", "archive"]:
        first_sign_in(Visitor(browser, furnished), username)
    office, deputy, unit = Visitor(browser, furnished), Visitor(browser, furnished), Visitor(browser, furnished)
    for visitor, name in [(office, "office"), (deputy, "deputy"), (unit, "archive")]:
        visitor.sign_in(name, furnished.password)
    office.open("/orders/new")
    office.fill(
        matter="整理档案", basis="第三条", demand="完成整理", units=UNIT,
        deadline=(date.today() + timedelta(days=60)).isoformat())
    office.submit("/orders", office.page.locator('form[action="/orders"]'))
    path = office.path
    for visitor, step in [(office, "propose"), (deputy, "approve"), (office, "issue"), (unit, "receive")]:
        visitor.open(path)
        form = visitor.page.locator("form", has=visitor.page.locator(f'input[name="step"][value="{step}"]')).first
        details = visitor.page.locator("details.addition", has=form)
        if details.count():
            details.locator("summary").click()
        visitor.submit("", form)
    for visitor in (office, deputy, unit, national):
        visitor.context.close()
    return path


def choose(visitor: Visitor, *files: Path) -> None:
    section = visitor.page.locator(".attachments")
    if section.locator("details[open]").count() == 0:
        section.locator("details summary").click()
    section.locator('input[type="file"]').set_input_files(list(files))
    section.locator("form[data-begin] button").click()


def files(visitor: Visitor):
    return visitor.page.locator(".attachments [data-files] li")


def test_a_broken_connection_and_a_reload_cost_nothing(visitors, order, tmp_path):  # noqa: F811
    unit = visitors("archive", "zh-Hans", PHONE)
    large = tmp_path / "录像.bin"
    large.write_bytes(bytes(range(256)) * (9 * MEGABYTE // 256))
    unit.open(order)
    # The second part finds no connection; the third time it is there.
    broken = []

    def breaks(route):
        if route.request.method == "POST" and route.request.headers.get("upload-offset") == str(4 * MEGABYTE) \
                and not broken:
            broken.append(route.request)
            return route.abort("connectionreset")
        return route.continue_()

    unit.page.route("**/uploads/*", breaks)
    choose(unit, large)
    expect(files(unit)).to_have_count(1, timeout=30_000)
    assert broken
    unit.page.unroute("**/uploads/*")
    unit.problems.clear()
    with unit.page.expect_download() as download:
        files(unit).locator("div a").click()
    assert Path(download.value.path()).read_bytes() == large.read_bytes()

    # A reload in the midst: the same file goes on behind what is there.
    unit.open(order)
    second = tmp_path / "录音.bin"
    second.write_bytes(b"Sound" + bytes(9 * MEGABYTE))
    sent = []

    def stops(route):
        offset = route.request.headers.get("upload-offset")
        if route.request.method == "POST" and offset not in (None, "0"):
            return route.abort("connectionreset")
        return route.continue_()

    unit.page.route("**/uploads/*", stops)
    choose(unit, second)
    expect(unit.page.locator("[data-under-way] [role=status]")).to_have_text(unit.text("attachment.offline"))
    unit.picture("attachments-offline")
    unit.page.unroute("**/uploads/*")
    unit.page.on("dialog", lambda dialog: dialog.accept())
    unit.page.reload()
    expect(unit.page.locator("[data-unfinished] li")).to_have_count(1)
    unit.problems.clear()
    unit.look()
    unit.picture("attachments-unfinished")
    unit.page.on("request", lambda request: sent.append(request.headers.get("upload-offset")))
    choose(unit, second)
    expect(files(unit)).to_have_count(2, timeout=30_000)
    offsets = [offset for offset in sent if offset is not None]
    assert offsets and offsets[0] == str(4 * MEGABYTE), offsets
    expect(unit.page.locator("[data-unfinished] li")).to_have_count(0)


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_pictures_are_small_and_what_is_dangerous_is_refused(visitors, order, language, tmp_path):  # noqa: F811
    unit, office = visitors("archive", language), visitors("office", language, PHONE)
    unit.open(order)
    picture = unit.picture("attachments-sample", folder=tmp_path)
    drawing = tmp_path / "drawing.svg"
    drawing.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    unit.expected_status = {422}
    before = files(unit).count()
    choose(unit, picture, drawing)
    expect(files(unit)).to_have_count(before + 1)
    expect(unit.page.locator("[data-under-way] .failure")).to_have_text(unit.text("attachment.dangerous.page"))
    # A small picture is there, and it is small.
    small = files(unit).last.locator("img")
    small.scroll_into_view_if_needed()
    expect(small).to_have_js_property("complete", True)
    unit.page.wait_for_function("image => image.naturalWidth > 0", arg=small.element_handle())
    assert max(small.evaluate("image => [image.naturalWidth, image.naturalHeight]")) == 320
    unit.expected_status = set()
    unit.look()
    unit.picture("attachments-unit")
    office.open(order)
    expect(office.page.locator(".attachments [data-files] img")).not_to_have_count(0)
    expect(office.page.locator(".attachments form")).to_have_count(0)
    office.picture("attachments-office")
    # Taken away again, it is no longer there.
    unit.submit("", files(unit).last.locator("form"))
    assert unit.shows(unit.text("notice.fileRemoved"))
    expect(files(unit)).to_have_count(before)


def test_without_scripts_a_form_sends_it_in_one_go(visitors, order, tmp_path):  # noqa: F811
    unit = visitors("archive", "en", javascript=False)
    unit.open(order)
    note = tmp_path / "记录.txt"
    note.write_text("Plain")
    section = unit.page.locator(".attachments")
    section.locator("details summary").click()
    section.locator('input[type="file"]').set_input_files(note)
    unit.submit("", section.locator("form[data-begin]"))
    assert unit.shows("记录.txt") and unit.shows(unit.text("notice.fileAdded"))
    page = tmp_path / "page.html"
    page.write_text("<html>")
    unit.expected_status = {422}
    section.locator("details summary").click()
    section.locator('input[type="file"]').set_input_files(page)
    unit.submit("", section.locator("form[data-begin]"))
    assert unit.shows(unit.text("attachment.dangerous.page"))
