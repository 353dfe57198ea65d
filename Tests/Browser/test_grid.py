# SPDX-License-Identifier: Apache-2.0
"""The grid of a register where there is nothing yet, and in a period that is closed."""

import re

import pytest
from playwright.sync_api import expect

from harness.registers import PROJECTS, VISITS, cell, enter_project, enter_visit, furnished, visitors
from harness.steps import PAIRING
from harness.visitor import PHONE, WIDE, Visitor

# No test of this module enters rows here, or rows of the closed quarter but those of `closed`.
EMPTY = "/ledgers/fund"
CLOSED = "2024Q4"
VIEW = f"{VISITS}?pairing={PAIRING}&period={CLOSED}"

LOOKS = [("en", WIDE), ("zh-Hans", PHONE)]


@pytest.mark.parametrize("language, screen", LOOKS)
def test_a_register_without_rows_offers_how_to_begin(visitors, language, screen):
    clerk = visitors("office", language, screen)
    clerk.open(f"{EMPTY}?pairing={PAIRING}")
    place = clerk.page.locator(".emptiness")
    expect(place.locator(f'a[href="{EMPTY}/new?pairing={PAIRING}"]')).to_be_visible()
    expect(place.locator(f'a[href="{EMPTY}/import?pairing={PAIRING}"]')).to_be_visible()
    clerk.picture("ledger-empty")
    with clerk.page.expect_download() as download:
        place.locator(f'a[href="{EMPTY}/template.xlsx"]').click()
    assert download.value.suggested_filename.endswith(".xlsx")
    # Only where the view asks for more than whose rows it shows does a wider one help.
    clerk.open(f"{EMPTY}?pairing={PAIRING}&period=2026Q1")
    expect(place.locator(f'a[href="{EMPTY}"]')).to_be_visible()
    expect(place.locator("a")).to_have_count(1)


@pytest.mark.parametrize("language, screen", LOOKS)
def test_who_only_reads_a_register_without_rows_is_told_so(visitors, language, screen):
    reader = visitors("observer", language, screen)
    reader.open(f"{EMPTY}?pairing={PAIRING}")
    expect(reader.page.locator(".emptiness")).to_have_text(reader.text("grid.noneToRead"))
    expect(reader.page.locator(".emptiness a")).to_have_count(0)
    reader.picture("ledger-empty-reader")


@pytest.fixture(scope="module")
def closed(browser, furnished):
    """Three visits of a quarter that is closed: the paths of their pages."""
    clerk = Visitor(browser, furnished, "en")
    clerk.sign_in("office", furnished.password)
    entries = [enter_visit(clerk, f"Long Ago {number}", f"2024-11-0{number}", "5") for number in (1, 2, 3)]
    clerk.open(f"/pairings/{PAIRING}/periods/{CLOSED}")
    clerk.submit("", clerk.page.locator("#close form"))
    clerk.expect_no_problems()
    return entries


def type_into(clerk, entry: str, field: str, value: str) -> None:
    cell(clerk, entry, field).click()
    clerk.page.keyboard.press("F2")
    clerk.page.keyboard.type(value)
    with clerk.page.expect_response(re.compile("/cells$")):
        clerk.page.keyboard.press("Enter")


@pytest.mark.parametrize("language, screen", LOOKS)
def test_a_cell_of_a_closed_period_asks_for_the_reason_and_keeps_what_was_typed(visitors, closed, language, screen):
    clerk = visitors("office", language, screen)
    entry, reason = closed[0], f"Counted again {language} {screen.name}"
    clerk.open(VIEW)
    before = cell(clerk, entry, "people").inner_text()
    clerk.expected_status = {422}
    type_into(clerk, entry, "people", "90")
    form = cell(clerk, entry, "people").locator("form")
    expect(form.locator("[data-why]")).to_contain_text(CLOSED)
    expect(form.locator('[name="v.people"]')).to_have_value("90")
    expect(form.locator('[name="reason"]')).to_be_focused()
    clerk.look()
    clerk.picture("grid-reason", full=False)
    # Given up, the cell shows what it holds; nothing was written.
    clerk.page.keyboard.press("Escape")
    expect(cell(clerk, entry, "people")).to_have_text(before)
    expect(clerk.page.locator("#grid-status")).to_have_text(clerk.text("grid.unsaved"))
    type_into(clerk, entry, "people", "91")
    # What was typed can still be changed, and is sent with the reason.
    form.locator('[name="v.people"]').fill(str(60 + LOOKS.index((language, screen))))
    form.locator('[name="reason"]').fill(reason)
    with clerk.page.expect_response(re.compile("/cells$")):
        clerk.page.keyboard.press("Enter")
    expect(cell(clerk, entry, "people")).to_have_text(str(60 + LOOKS.index((language, screen))))
    expect(cell(clerk, entry, "people")).to_be_focused()
    clerk.open(entry)
    expect(clerk.page.locator("#history")).to_contain_text(reason)


def test_a_block_that_is_emptied_in_a_closed_period_asks_once(visitors, closed):
    clerk = visitors("office")
    clerk.open(VIEW + "&sort=start")
    clerk.expected_status = {422}
    first, last = cell(clerk, closed[1], "topics"), cell(clerk, closed[2], "topics")
    for entry, text in ((closed[1], "Tea"), (closed[2], "Bamboo")):
        type_into(clerk, entry, "topics", text)
        form = cell(clerk, entry, "topics").locator("form")
        form.locator('[name="reason"]').fill("Forgotten")
        with clerk.page.expect_response(re.compile("/cells$")):
            form.locator("button").first.click()
        expect(cell(clerk, entry, "topics")).to_have_text(text)
    first.click()
    last.click(modifiers=["Shift"])
    clerk.page.keyboard.press("Delete")
    form = first.locator("form")
    form.locator('[name="reason"]').fill("Of another visit")
    form.locator('[name="reason"]').press("Enter")
    for emptied in (first, last):
        expect(emptied).to_have_text("")
        expect(emptied.locator("form")).to_have_count(0)
    clerk.open(closed[2])
    expect(clerk.page.locator("#history")).to_contain_text("Of another visit")


@pytest.mark.parametrize("language, screen, scripts", [("en", WIDE, True), ("zh-Hans", PHONE, False)])
def test_rows_changed_together_in_a_closed_period_keep_what_was_typed(visitors, closed, language, screen, scripts):
    clerk = visitors("office", language, screen, javascript=scripts)
    clerk.open(VIEW)
    wanted = "department" if scripts else "cityDeputy"
    marks = [clerk.page.locator(f'[data-entry="{entry.rsplit("/", 1)[1]}"] input[type=checkbox]') for entry in closed]
    for mark in marks[:2]:
        mark.check()
    bulk = clerk.page.locator("#bulk")
    bulk.locator('[name="field"]').select_option("level")
    value = bulk.locator('[name="value"]')
    if scripts:
        value.select_option(wanted)
    else:
        value.fill(wanted)
    clerk.expected_status = {422}
    clerk.submit("", bulk)
    expect(clerk.page.locator("#failures")).to_contain_text(CLOSED)
    assert [mark.is_checked() for mark in marks] == [True, True, False]
    expect(bulk.locator('[name="field"]')).to_have_value("level")
    expect(value).to_have_value(wanted)
    clerk.picture("grid-bulk-reason")
    bulk.locator('[name="reason"]').fill("Entered under the wrong level")
    clerk.submit("", bulk)
    assert clerk.path == VISITS
    for entry in closed[:2]:
        expect(cell(clerk, entry, "level")).to_have_attribute("data-value", wanted)


@pytest.mark.parametrize("language, screen", LOOKS)
def test_rows_are_filtered_by_the_evidence_that_their_stage_lacks(visitors, language, screen):
    clerk = visitors("office", language, screen)
    bare = enter_project(clerk, f"Bare {language} {screen.name}", "contract")
    early = enter_project(clerk, f"Early {language} {screen.name}", "lead")
    # Both were known long ago: their pages and the list of the registers count the same days.
    days = re.findall(r"\d+", clerk.page.locator("#stages .doubt").inner_text())
    assert len(days) == 1 and int(days[0]) > 180
    clerk.open(PROJECTS)
    clerk.page.locator(".filters summary").click()
    form = clerk.form(PROJECTS)
    form.locator('[name="f.lacksEvidence"]').select_option("1")
    clerk.submit("", form)
    assert "lacksEvidence%3A1" in clerk.page.url
    expect(clerk.page.locator(".conditions li")).to_have_count(1)
    expect(clerk.page.locator(".conditions li")).to_contain_text(clerk.text("grid.lacksEvidence"))
    expect(clerk.page.locator(f'main a[href="{bare}"]')).to_be_visible()
    expect(clerk.page.locator(f'main a[href="{early}"]')).to_have_count(0)
    clerk.picture("ledger-lacks-evidence")
    clerk.open(PROJECTS + "?filter=lacksEvidence:no")
    expect(clerk.page.locator(f'main a[href="{bare}"]')).to_have_count(0)
    expect(clerk.page.locator(f'main a[href="{early}"]')).to_be_visible()
