# SPDX-License-Identifier: Apache-2.0
"""A register as a workbook that comes back, and what leaves it in the clear: persons and their files."""

import openpyxl
import pytest
from playwright.sync_api import expect

from harness.imports import download_register, upload
from harness.registers import VISITS, enter_visit, furnished, visitors
from harness.steps import PAIRING
from harness.visitor import PHONE, WIDE

SECONDMENTS = "/ledgers/secondment"
LOOKS = [("en", WIDE), ("zh-Hans", PHONE)]


def texts(path) -> list[str]:
    """What stands in the cells of the first sheet of a workbook."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def enter_secondment(clerk, person: str) -> str:
    """Enters a cadre's secondment. Returns the path of its page."""
    clerk.open(f"{SECONDMENTS}/new?pairing={PAIRING}")
    clerk.field("v.direction").select_option("toOldArea")
    clerk.fill(**{
        "v.person": person, "v.fromBody": "Bureau of Trade", "v.fromPost": "Deputy head", "v.toBody": "County office",
        "v.toPost": "Deputy", "v.start": "2026-01-10", "v.planned": "2027-01-09"})
    clerk.submit(SECONDMENTS + "/new")
    assert clerk.path.startswith("/entries/")
    return clerk.path


@pytest.mark.parametrize("language, screen", LOOKS)
def test_a_row_deleted_in_a_workbook_is_removed_with_a_reason(visitors, tmp_path, language, screen):
    clerk = visitors("office", language, screen)
    name = f"Called Off {language} {screen.name}"
    kept = enter_visit(clerk, "Took Place " + name, "2026-03-05", "4")
    entry = enter_visit(clerk, name, "2026-03-06", "5")
    path = download_register(clerk, tmp_path / "register.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet.delete_rows(next(row[0].row for row in sheet.iter_rows() if any(cell.value == name for cell in row)))
    book.save(path)
    upload(clerk, path)
    # It is offered, alone, and nothing happens to it before it is chosen.
    offered = clerk.page.locator("#removals tbody tr")
    expect(offered).to_have_count(1)
    expect(offered).to_contain_text(name)
    expect(offered.locator("input")).not_to_be_checked()
    expect(clerk.page.locator('button[name="rows"][value="all"]')).to_be_disabled()
    clerk.picture("77-import-removals")
    offered.locator("input").check()
    clerk.submit("", clerk.page.locator("#removals form"))
    expect(offered.locator("input")).to_be_checked()
    clerk.expected_status = {422}
    finish = clerk.page.locator('form:has(button[name="rows"])')
    clerk.submit("", finish)
    expect(clerk.page.locator("#failures")).to_contain_text(clerk.text("sheetImport.removalReason"))
    finish.locator('[name="reason"]').fill("The visit was called off")
    clerk.submit("", finish)
    expect(clerk.page.locator("#outcome .chip-sheet-removed")).to_contain_text("1")
    clerk.picture("78-import-removed")
    clerk.open(VISITS)
    expect(clerk.page.locator(f'main a[href="{kept}"]')).to_be_visible()
    expect(clerk.page.locator(f'main a[href="{entry}"]')).to_have_count(0)
    clerk.open(entry)
    expect(clerk.page.locator("#history")).to_contain_text("The visit was called off")


def test_persons_leave_in_the_clear_with_a_reason_alone(visitors, tmp_path):
    clerk = visitors("office")
    enter_secondment(clerk, "Clearly Named")
    masked = texts(download_register(clerk, tmp_path / "masked.xlsx", SECONDMENTS))
    assert "Bureau of Trade" in masked and "Clearly Named" not in masked
    form = clerk.page.locator("#in-clear")
    clerk.expected_status = {422}
    form.evaluate("form => { form.noValidate = true }")
    form.locator('[name="reason"]').fill("  ")
    clerk.submit("", form)
    expect(clerk.page.locator("#clear-reason-failure")).to_be_visible()
    clerk.picture("79-in-the-clear")
    form.locator('[name="reason"]').fill("The yearly list for the organisation department")
    with clerk.page.expect_download() as download:
        form.locator("button").click()
    download.value.save_as(tmp_path / "clear.xlsx")
    assert "Clearly Named" in texts(tmp_path / "clear.xlsx")


@pytest.mark.parametrize("language, screen", LOOKS)
def test_a_file_about_a_person_is_hidden_and_downloaded_with_a_reason(visitors, tmp_path, language, screen):
    clerk = visitors("office", language, screen)
    entry = enter_secondment(clerk, f"Of A File {language} {screen.name}")
    name = "Letter of appointment.txt"
    (tmp_path / name).write_text("Appointed", encoding="utf-8")
    clerk.page.locator("#upload summary").click()
    clerk.page.locator("#upload input[type=file]").set_input_files(str(tmp_path / name))
    clerk.submit("", clerk.page.locator("#upload form"))
    expect(clerk.page.locator("#files")).to_contain_text(name)
    expect(clerk.page.locator("#files a[download]")).to_have_count(0)
    clerk.picture("entry-person-file")
    form = clerk.page.locator("#files .fileform").first
    clerk.expected_status = {422}
    form.evaluate("form => { form.noValidate = true }")
    form.locator('[name="reason"]').fill("  ")
    clerk.submit("", form)
    clerk.open(entry)
    form.locator('[name="reason"]').fill("To print it for the file")
    with clerk.page.expect_download() as download:
        form.locator("button").click()
    assert download.value.path().read_text(encoding="utf-8") == "Appointed"
    # The other city sees that there is one, and neither its name nor the file.
    other = visitors("east", language, screen)
    other.open(entry)
    expect(other.page.locator("#files li")).to_contain_text(other.text("entry.hiddenFile"))
    assert not other.shows(name)
    expect(other.page.locator("#files a, #files form")).to_have_count(0)
    other.picture("entry-person-file-other")
