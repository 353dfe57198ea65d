# SPDX-License-Identifier: Apache-2.0
"""A table of tasks (invented) becomes a yearly list: looked at, mended, added, not added twice, taken back; then the
list as bars over its year and as a calendar, wide, on a phone and without JavaScript."""

import openpyxl
import pytest
from playwright.sync_api import expect

from harness.registers import furnished, visitors  # noqa: F401
from harness.visitor import PHONE, Visitor

HEADINGS = ["序号", "领域", "重点任务", "具体举措", "牵头单位", "配合单位", "完成时限", "一季度", "三季度", "落实抓手"]
ROWS = [
    [1, "产业合作", "共建飞地园区（示例）", "联合招商，建立园区管理机构。", "市发展改革委", "市商务局、南京市商务局", "9月底前",
     "完成选址", "主体封顶", "专班"],
    [2, None, "企业对接（示例）", "每年两场对接会。", "市工商联（示例）", None, "长期", None, None, None],
    [3, "红色文化", "共建研学线路（示例）", "编制三条线路。", "市教育局", "市文化旅游广电体育局", "2026年6月底", "编制方案",
     "首发团", None],
]


def write_sheet(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["2026年工作要点任务分解表（示例，虚构）"])
    sheet.append(HEADINGS)
    for row in ROWS:
        sheet.append(row)
    sheet.merge_cells("A1:J1")
    sheet.merge_cells("B3:B4")
    book.save(path)
    return path


def start(clerk: Visitor, year: str) -> str:
    clerk.open("/work")
    if clerk.page.locator("#new[open]").count() == 0:
        clerk.page.locator("#new summary").click()
    clerk.fill(year=year)
    for name in ("tasks", "unfinished", "safeguards"):
        clerk.page.locator(f'#new [name="{name}"]').uncheck()
    clerk.submit("/work")
    return clerk.path


def upload(clerk: Visitor, plan: str, path) -> None:
    clerk.open(plan + "/import")
    clerk.page.locator("#file").set_input_files(str(path))
    clerk.submit(plan + "/import")


def press(clerk: Visitor, what: str) -> None:
    """Presses one of the buttons below the rows."""
    clerk.page.locator(f'.importform button[value="{what}"]').click()
    clerk.page.wait_for_load_state()
    clerk.look()


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_a_table_becomes_a_list_with_bars_and_a_calendar(visitors, tmp_path, language):  # noqa: F811
    clerk = visitors("office", language)
    plan = start(clerk, "2026" if language == "en" else "2028")
    year = "2026" if language == "en" else "2028"
    clerk.open(plan + "/import")
    clerk.picture("80-import-start")
    wrong = tmp_path / "wrong.docx"
    wrong.write_text("no document", encoding="utf-8")
    clerk.expected_status = {422}
    upload(clerk, plan, wrong)
    expect(clerk.page.locator("#file-failure")).to_be_visible()

    sheet = write_sheet(tmp_path / "表.xlsx")
    upload(clerk, plan, sheet)
    expect(clerk.page.locator(".importrow")).to_have_count(3)
    assert "落实抓手" in clerk.page.locator("#columns-left").inner_text()
    clerk.picture("81-import-rows")
    # A column that nobody understood is chosen; the rows are read again with it.
    if clerk.page.locator("#columns[open]").count() == 0:
        clerk.page.locator("#columns summary").click()
    clerk.page.locator("#columns label:has-text('落实抓手') + select").select_option("note")
    clerk.submit("", clerk.page.locator("#columns form"))
    clerk.page.locator("#r0 details summary").click()
    expect(clerk.page.locator('[name="r0.note"]')).to_have_value("专班")
    # A wrong day is told at its row; the day is mended, and what has none is due at the year's end.
    clerk.page.locator('[name="r0.weight"]').fill("500")
    press(clerk, "add")
    expect(clerk.page.locator('[name="r0.weight"]')).to_have_attribute("aria-invalid", "true")
    clerk.page.locator('[name="r0.weight"]').fill("3")
    clerk.page.locator("#year-end").check()
    press(clerk, "check")
    clerk.page.locator("#r1 details summary").click()
    expect(clerk.page.locator('[name="r1.due"]')).to_have_value(year + "-12-31")
    press(clerk, "add")
    expect(clerk.page.locator("#done")).to_be_visible()
    clerk.picture("82-import-done")

    phone = visitors("office", language, PHONE)
    upload(phone, plan, sheet)
    expect(phone.page.locator('.importrow input[type="checkbox"]:checked')).to_have_count(0)
    assert phone.shows(phone.text("taskSheet.allKnown"))
    phone.picture("83-import-again")

    for visitor in (clerk, phone):
        visitor.open(plan)
        visitor.page.locator('.listviews a[href$="/gantt"]').click()
        visitor.look()
        expect(visitor.page.locator(".gantt-bar.gantt-waiting")).to_have_count(3)
        expect(visitor.page.locator("tbody .gantt-mark")).to_have_count(4)
        visitor.picture("84-gantt")
        visitor.open(f"/calendar?list={plan.split('/')[-1]}&month={year}-09")
        assert visitor.shows("主体封顶")
        visitor.picture("85-list-calendar")
    # The name stays where the bars are scrolled to.
    phone.open(plan + "/gantt")
    phone.page.locator(".ganttframe").evaluate("frame => frame.scrollLeft = 500")
    expect(phone.page.locator(".gantt tbody th a").first).to_be_in_viewport()
    phone.picture("86-gantt-scrolled", full=False)

    if language == "en":
        clerk.open(plan)
        clerk.page.locator(f'a[href="{plan}/import"]').click()
        clerk.page.locator("#paste summary").click()
        clerk.page.locator("#pasted").fill("重点任务\t牵头单位\t完成时限\n粘贴的任务\t市教育局\t5月")
        clerk.submit("", clerk.page.locator("#paste form"))
        press(clerk, "add")
        clerk.submit(plan + "/import/back")
        expect(clerk.page.locator("tr[data-entry]")).to_have_count(3)


def test_everything_works_without_javascript(visitors, tmp_path):  # noqa: F811
    clerk = visitors("office", "en", javascript=False)
    plan = start(clerk, "2027")
    upload(clerk, plan, write_sheet(tmp_path / "table.xlsx"))
    clerk.page.locator("#r1-take").uncheck()
    press(clerk, "add")
    clerk.open(plan + "/gantt")
    expect(clerk.page.locator("tbody .gantt-bar")).to_have_count(2)
    clerk.picture("87-gantt-without-script")
