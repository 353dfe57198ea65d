# SPDX-License-Identifier: Apache-2.0
"""A clerk's work in a register: entering, duplicates, the grid, two sides that differ, figures."""

import re

from playwright.sync_api import expect

from harness.registers import PROJECTS, VISITS, cell, enter_project, enter_visit, fill_visit, furnished, visitors
from harness.steps import PAIRING
from harness.visitor import PHONE


def test_a_duplicate_is_pointed_out_before_anything_is_saved(visitors):
    clerk = visitors("office")
    entry = enter_visit(clerk, "Twice Entered", "2026-03-05", "12")
    fill_visit(clerk, "Twice Entered", "2026-03-05", "12")
    clerk.field("v.people").blur()
    expect(clerk.page.locator(f'#entry-check a[href="{entry}"]')).to_be_visible()
    clerk.expected_status = {422}
    clerk.submit(VISITS + "/new")
    expect(clerk.page.locator(f'.duplicate a[href="{entry}"]')).to_be_visible()
    expect(clerk.field("v.leader")).to_have_value("Twice Entered")


def test_what_is_wrong_is_said_beside_the_field(visitors):
    clerk = visitors("office")
    fill_visit(clerk, "Wrong Way Round", "2026-03-05", "0")
    clerk.expected_status = {422}
    clerk.submit(VISITS + "/new")
    expect(clerk.page.locator("#f-people-said .failure")).to_be_visible()
    clerk.fill(**{"v.people": "7"})
    clerk.expected_status = set()
    clerk.submit(VISITS + "/new")
    assert clerk.path.startswith("/entries/")


def test_cells_are_edited_with_keys_and_undone(visitors):
    clerk = visitors("office")
    entry = enter_visit(clerk, "Edited In Place", "2026-04-02", "5")
    clerk.open(VISITS)
    people = cell(clerk, entry, "people")
    people.click()
    keyboard = clerk.page.keyboard
    keyboard.press("F2")
    keyboard.type("9")
    with clerk.page.expect_response(re.compile("/cells$")):
        keyboard.press("Enter")
    expect(cell(clerk, entry, "people")).to_have_text("9")
    cell(clerk, entry, "people").click()
    with clerk.page.expect_response(re.compile("/cells$")):
        keyboard.press("Control+z")
    expect(cell(clerk, entry, "people")).to_have_text("5")
    # A value that can't stand is refused, said aloud, and the cell keeps what it held.
    clerk.expected_status = {422}
    cell(clerk, entry, "people").click()
    keyboard.press("F2")
    keyboard.type("0")
    with clerk.page.expect_response(re.compile("/cells$")):
        keyboard.press("Tab")
    expect(cell(clerk, entry, "people")).to_have_text("5")
    expect(clerk.page.locator("#grid-status")).not_to_be_empty()


def test_the_arrow_keys_move_and_escape_leads_out(visitors):
    clerk = visitors("office")
    enter_visit(clerk, "Moved About", "2026-04-03", "5")
    clerk.open(VISITS)
    first = clerk.page.locator("[data-entry] [data-field]").first
    first.focus()
    for key in ("ArrowRight", "ArrowRight"):
        clerk.page.keyboard.press(key)
    assert clerk.page.evaluate("document.activeElement.dataset.field") == "level"
    clerk.page.keyboard.press("Home")
    expect(first).to_be_focused()
    clerk.page.keyboard.press("Escape")
    clerk.page.keyboard.press("Tab")
    assert clerk.page.evaluate("document.activeElement.closest('[data-entry]')") is None


def test_two_clerks_on_one_cell_see_both_values(visitors, furnished):
    clerk, other = visitors("office"), visitors("office")
    entry = enter_visit(clerk, "Raced For", "2026-04-04", "5")
    clerk.open(VISITS)
    other.open(VISITS)
    for visitor, value in ((other, "6"), (clerk, "7")):
        visitor.expected_status = {409}
        cell(visitor, entry, "people").click()
        visitor.page.keyboard.press("F2")
        visitor.page.keyboard.type(value)
        with visitor.page.expect_response(re.compile("/cells$")):
            visitor.page.keyboard.press("Enter")
    dialog = clerk.page.locator("#grid-collision")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("6")
    expect(dialog).to_contain_text("7")
    with clerk.page.expect_response(re.compile("/cells$")):
        dialog.locator('button[value="yours"]').click()
    expect(cell(clerk, entry, "people")).to_have_text("7")


def test_the_sides_differ_until_both_name_one_value(visitors):
    clerk, east = visitors("office"), visitors("east")
    entry = enter_visit(clerk, "Seen Differently", "2026-02-10", "12", "cityHead")
    east.open(entry)
    east.page.locator("#dispute summary").click()
    form = east.form(entry + "/dispute")
    form.locator('[name="v.people"]').fill("9")
    east.submit("", form)
    expect(east.page.locator("#differences .ticket")).to_have_count(1)
    clerk.open("/indicators/V02p?pairing=" + PAIRING + "&period=2026Q1")
    expect(clerk.page.locator("td.is-open").first).to_be_visible()
    clerk.open("/ledgers")
    clerk.page.locator(f'.waiting a[href^="{entry}"]').first.click()
    ticket = clerk.page.locator("#differences .ticket")
    ticket.locator('input[name="value"][value="9"]').check()
    clerk.submit("", ticket.locator("form"))
    expect(clerk.page.locator(".chip-entry-confirmed").first).to_be_visible()
    expect(clerk.page.locator("#values")).to_contain_text("9")


def test_a_filtered_view_is_an_address_that_can_be_sent_on(visitors):
    clerk = visitors("office")
    enter_visit(clerk, "Filtered For", "2026-05-05", "3", "department")
    clerk.open(VISITS)
    clerk.page.locator(".filters summary").click()
    form = clerk.form(VISITS)
    form.locator('[name="f.level"]').select_option("department")
    form.locator('[name="chart"]').select_option("composition.level")
    clerk.submit("", form)
    assert "filter=" in clerk.page.url and "form=" not in clerk.page.url
    expect(clerk.page.locator(".conditions li")).to_have_count(1)
    expect(clerk.page.locator("canvas")).to_be_visible()
    assert clerk.page.locator("[data-entry]").count() == 1
    other = visitors("east", "zh-Hans", PHONE)
    other.open(clerk.page.url.removeprefix(clerk.server.address))
    assert other.page.locator("[data-entry]").count() == 1


def test_a_figure_opens_to_its_rows(visitors):
    clerk = visitors("office")
    entry = enter_visit(clerk, "Counted Once", "2025-11-11", "4")
    clerk.open("/indicators/V02p?pairing=" + PAIRING + "&period=2025Q4")
    figure = clerk.page.locator("#figures-table tbody td a").last
    expect(figure).to_have_text("4")
    clerk.open(figure.get_attribute("href") or "")
    expect(clerk.page.locator(f'main a[href="{entry}"]')).to_be_visible()


def test_several_rows_are_changed_at_once(visitors):
    clerk = visitors("office")
    entries = [enter_visit(clerk, f"One Of {number}", "2025-10-10", str(number)) for number in (3, 4)]
    clerk.open(VISITS + "?period=2025Q4")
    for entry in entries:
        clerk.page.locator(f'[data-entry="{entry.rsplit("/", 1)[1]}"] input[type=checkbox]').check()
    bulk = clerk.page.locator("#bulk")
    bulk.locator('[name="field"]').select_option("level")
    bulk.locator('[name="value"]').select_option("department")
    clerk.submit("", bulk)
    for entry in entries:
        expect(cell(clerk, entry, "level")).to_have_attribute("data-value", "department")


def test_without_scripts_a_row_is_entered_filtered_and_changed(visitors):
    clerk = visitors("office", javascript=False)
    entry = enter_visit(clerk, "Plainly Entered", "2025-09-09", "8")
    clerk.open(VISITS + "?period=2025Q3")
    assert clerk.page.locator(f'main a[href="{entry}"]').count() == 1
    clerk.open(entry)
    clerk.page.locator("#edit summary").click()
    form = clerk.page.locator("#edit form")
    form.locator('[name="v.people"]').fill("11")
    clerk.submit("", form)
    assert "11" in clerk.page.locator("#values").inner_text()


def test_on_a_phone_the_first_column_stays(visitors):
    clerk = visitors("office", "zh-Hans", PHONE)
    entry = enter_visit(clerk, "On A Phone", "2025-08-08", "8")
    clerk.open(VISITS + "?period=2025Q3")
    name = cell(clerk, entry, "leader")
    before = name.bounding_box()
    clerk.page.evaluate("document.querySelector('[data-grid]').scrollLeft = 400")
    after = name.bounding_box()
    assert before and after and abs(before["x"] - after["x"]) < 2


def test_a_late_project_asks_for_evidence_until_a_file_is_added(visitors, tmp_path):
    clerk = visitors("office")
    entry = enter_project(clerk, "Late Works", "contract")
    expect(clerk.page.locator("#prove")).to_be_visible()
    clerk.open(PROJECTS)
    expect(cell(clerk, entry, "stage").locator(".chip-warning")).to_be_visible()
    clerk.open(entry)
    paper = tmp_path / "合同.txt"
    paper.write_text("Signed", encoding="utf-8")
    clerk.page.locator("#upload summary").click()
    clerk.page.locator("#upload input[type=file]").set_input_files(str(paper))
    clerk.submit("", clerk.page.locator("#upload form"))
    expect(clerk.page.locator("#prove")).to_have_count(0)
    link = clerk.page.locator("#files a", has_text="合同.txt")
    with clerk.page.expect_download() as download:
        link.click()
    assert download.value.path().read_text(encoding="utf-8") == "Signed"
    clerk.picture("entry-files")
    other = visitors("east", "zh-Hans", PHONE)
    other.open(entry)
    expect(other.page.locator("#files a", has_text="合同.txt")).to_be_visible()
    expect(other.page.locator("#upload")).to_have_count(0)
    other.picture("entry-files")
    clerk.page.locator("#files details.addition summary").first.click()
    clerk.submit("", clerk.page.locator("#files .fileform").first)
    expect(clerk.page.locator("#files a")).to_have_count(0)


def test_the_sum_of_a_field_is_drawn_with_its_unit(visitors):
    clerk = visitors("office")
    enter_visit(clerk, "Drawn As Sum", "2025-07-07", "8")
    clerk.open(VISITS)
    clerk.page.locator(".filters summary").click()
    form = clerk.form(VISITS)
    form.locator('[name="chart"]').select_option("kind.level")
    form.locator('[name="measure"]').select_option("people")
    clerk.submit("", form)
    assert "measure=people" in clerk.page.url
    expect(clerk.page.locator("#figures h2")).to_contain_text("People")
    drawn = clerk.page.locator('#figures-table td[data-value]:not([data-value=""])')
    sums = clerk.page.locator("#figures-table tbody tr td:nth-child(3)")
    assert drawn.all_inner_texts() == sums.all_inner_texts()
    expect(clerk.page.locator("canvas")).to_be_visible()
    clerk.picture("ledger-chart-sum")


def test_a_cell_of_the_grid_proposes_names(visitors):
    clerk = visitors("office")
    entry = enter_project(clerk, "Proposed For", "lead")
    clerk.open(PROJECTS + "?pairing=" + PAIRING)
    host = cell(clerk, entry, "host")
    host.click()
    clerk.page.keyboard.press("F2")
    expect(host.locator("input")).to_have_attribute("list", "names-place")
    expect(clerk.page.locator("#names-place option").first).to_be_attached()
