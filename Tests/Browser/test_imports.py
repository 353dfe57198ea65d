# SPDX-License-Identifier: Apache-2.0
"""A clerk imports a spreadsheet as offices keep them: titles, a heading of two lines, units in headings, a total."""

import contextlib
import re
import sqlite3
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from harness.furnishing import furnished_server
from harness.imports import count, download_register, upload
from harness.registers import VISITS
from harness.steps import PAIRING
from harness.visitor import PHONE, WIDE, Visitor

HEAD = [["方向", "层级", "带队领导", "时间", None, "人数（人次）", "对接事项"],
        [None, None, None, "开始日期", "结束日期", None, None]]


@pytest.fixture(scope="module")
def furnished(browser, tmp_path_factory):
    """An installation of its own."""
    with furnished_server(browser, tmp_path_factory.mktemp("imports")) as server:
        yield server


@pytest.fixture
def visitors(browser, furnished):
    """Gives signed-in visitors, each in a context of its own."""
    made: list[Visitor] = []

    def sign_in(language: str = "en", screen=WIDE, javascript: bool = True) -> Visitor:
        visitor = Visitor(browser, furnished, language, screen, javascript)
        visitor.sign_in("office", furnished.password)
        made.append(visitor)
        return visitor

    yield sign_in
    for visitor in made:
        visitor.expect_no_problems()


def messy(path: Path, leader: str) -> Path:
    """A sheet with two good rows, one whose day doesn't exist, one without a number, and a total."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "互访 台账"
    rows = [["某市与某市互访情况统计表"], ["填报单位：某某办公室"], *HEAD,
            ["老区到东部", "县级", leader + "甲", "2026.3.5", "2026.3.7", "12人", "园区"],
            ["东部到老区", "部门", leader + "乙", "2026年2月3日", "2026年2月4日", 5, "茶叶"],
            ["老区到东部", "县级", leader + "丙", "2026.2.30", "2026.3.1", 3, "招商"],
            ["东部到老区", "县级", leader + "丁", "2026-04-02", "2026-04-03", "若干", "培训"],
            ["合计", None, None, None, None, 20, None], ["填表人：某某某"]]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A1:G1")
    for letter in "ABCFG":
        sheet.merge_cells(f"{letter}3:{letter}4")
    sheet.merge_cells("D3:E3")
    book.save(path)
    return path


def press(visitor: Visitor, rows: str) -> None:
    with visitor.page.expect_navigation():
        visitor.page.locator(f'button[name="rows"][value="{rows}"]').click()
    visitor.look()


def test_a_messy_sheet_is_mapped_corrected_and_imported_once(visitors, tmp_path):
    clerk = visitors()
    path = messy(tmp_path / "messy.xlsx", "李某")
    upload(clerk, path)
    draft = clerk.path
    assert draft.startswith("/ledgers/imports/")
    assert [count(clerk, outcome) for outcome in ("new", "refused")] == [2, 2]
    expect(clerk.page.locator('button[name="rows"][value="all"]')).to_be_disabled()
    # The column of the subject is left out, and taken again.
    subject = clerk.page.locator("#mapping select").last
    chosen = subject.input_value()
    assert chosen == "topics"
    subject.select_option("")
    clerk.submit("", clerk.page.locator("#mapping"))
    assert clerk.path == draft
    expect(clerk.page.locator("#mapping select").last).to_have_value("")
    clerk.page.locator("#mapping select").last.select_option(chosen)
    clerk.submit("", clerk.page.locator("#mapping"))
    # The day that doesn't exist comes with a proposal, which isn't taken with other corrections before it is ticked.
    cells = clerk.page.locator("#cells th[scope=row]").all_inner_texts()
    assert cells == sorted(cells, key=lambda cell: (int(cell[1:]), cell[0]))
    day = clerk.page.get_by_label(clerk.text("sheetImport.cellLabel", cell="D7"))
    expect(day).to_have_value("")
    clerk.submit("", clerk.page.locator("#cells"))
    assert [count(clerk, outcome) for outcome in ("new", "refused")] == [2, 2]
    clerk.page.locator("#cells label", has_text="2026-02-28").locator("input").check()
    clerk.submit("", clerk.page.locator("#cells"))
    assert [count(clerk, outcome) for outcome in ("new", "refused")] == [3, 1]
    expect(clerk.page.get_by_label(clerk.text("sheetImport.cellLabel", cell="D7"))).to_have_value("2026-02-28")
    left_out = clerk.page.locator("#left-out")
    left_out.locator("summary").click()
    assert "合计" in left_out.inner_text()
    second = clerk.page.context.new_page()
    second.goto(draft)
    press(clerk, "clean")
    assert clerk.path == draft
    assert [count(clerk, outcome) for outcome in ("new", "refused")] == [3, 1]
    expect(clerk.page.locator("#left tbody tr")).to_have_count(1)
    # Pressed once more in another window: nothing is imported twice.
    second.locator('button[name="rows"][value="clean"]').click()
    expect(second.get_by_text(clerk.text("notice.importDone"))).to_be_visible()
    second.close()
    clerk.open(VISITS)
    rows = clerk.page.locator("[data-entry]")
    assert rows.count() == 3
    # A row says from which cells it came.
    clerk.open("/entries/" + rows.first.get_attribute("data-entry"))
    expect(clerk.page.locator("#history")).to_contain_text(re.compile(r"messy\.xlsx.*[A-Z]\d+–[A-Z]\d+"))
    clerk.page.locator("#values dt a").nth(2).click()
    expect(clerk.page.locator("#cell")).to_contain_text(re.compile(r"messy\.xlsx.*C\d+"))
    # The same file again: the three are known, the fourth is mended and comes alone.
    upload(clerk, path)
    assert [count(clerk, outcome) for outcome in ("new", "unchanged", "refused")] == [0, 2, 2]
    clerk.page.get_by_label(clerk.text("sheetImport.cellLabel", cell="F8")).fill("7")
    clerk.page.locator("#cells label", has_text="2026-02-28").locator("input").check()
    clerk.submit("", clerk.page.locator("#cells"))
    assert [count(clerk, outcome) for outcome in ("new", "unchanged", "refused")] == [1, 3, 0]
    press(clerk, "all")
    clerk.open(VISITS)
    assert clerk.page.locator("[data-entry]").count() == 4


def test_the_register_comes_back_as_an_update_without_scripts(visitors, tmp_path):
    clerk = visitors("zh-Hans", PHONE, javascript=False)
    upload(clerk, messy(tmp_path / "first.xlsx", "孙某"))
    press(clerk, "clean")
    path = download_register(clerk, tmp_path / "register.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    people = next(number for number, head in enumerate(heads, 1) if head and "人数" in head)
    row = next(row for row in range(2, 20) if any(cell.value == "孙某甲" for cell in sheet[row]))
    sheet.cell(row, people).value = 99
    book.save(path)
    upload(clerk, path)
    assert [count(clerk, outcome) for outcome in ("new", "changed", "refused")] == [0, 1, 0]
    assert "12" in clerk.page.locator("#rows del").inner_text()
    expect(clerk.page.locator("#rows ins")).to_have_text("99")
    press(clerk, "all")
    expect(clerk.page.locator("#outcome")).to_be_visible()
    clerk.page.go_back()
    expect(clerk.page.locator("#outcome")).to_be_visible()


def test_what_is_no_spreadsheet_is_refused_at_the_field(visitors, tmp_path):
    clerk = visitors()
    clerk.expected_status = {422}
    other = tmp_path / "other.xlsx"
    clerk.open("/ledgers/project/import?pairing=" + PAIRING)
    with clerk.page.expect_download() as download:
        clerk.page.locator('a[href$="template.xlsx"]').click()
    download.value.save_as(other)
    for name, content in [("empty.xlsx", b""), ("words.csv", "一句话".encode()), ("cut.xlsx", b"PK\x03\x04")]:
        (tmp_path / name).write_bytes(content)
    for name in ("empty.xlsx", "words.csv", "cut.xlsx", "other.xlsx"):
        upload(clerk, tmp_path / name)
        assert clerk.path == VISITS + "/import"
        expect(clerk.page.locator("#file-failure")).not_to_be_empty()


def test_a_draft_of_two_files_is_discarded(visitors, tmp_path):
    clerk = visitors()
    upload(clerk, messy(tmp_path / "a.xlsx", "周某"), messy(tmp_path / "b.xlsx", "吴某"))
    draft = clerk.path
    assert clerk.page.locator(".importtable").count() == 2
    clerk.submit(draft + "/discard")
    assert clerk.path == VISITS
    clerk.expected_status = {404}
    clerk.open(draft)


@contextlib.contextmanager
def held_back(folder: Path):
    """Another program is writing the whole time: an import can begin, and not end."""
    with contextlib.closing(sqlite3.connect(folder / "jiedui.sqlite", isolation_level=None)) as database:
        database.execute("BEGIN IMMEDIATE")
        yield
        database.execute("ROLLBACK")


@pytest.mark.parametrize("language, screen, scripts", [("zh-Hans", PHONE, False), ("en", WIDE, True)])
def test_a_long_import_shows_how_far_it_is_and_can_be_stopped(
        visitors, furnished, tmp_path, language, screen, scripts):
    clerk = visitors(language, screen, javascript=scripts)
    path = tmp_path / "long.csv"
    lines = ["方向,层级,带队领导,开始日期,结束日期,人数,对接事项"]
    lines += [f"老区到东部,县级,{language}{row},2026-03-05,2026-03-07,3,园区" for row in range(1_500)]
    path.write_text("\n".join(lines))
    upload(clerk, path)
    with held_back(furnished.folder):
        press(clerk, "all")
        clerk.picture("75-import-running")
        clerk.submit("", clerk.page.locator("form[action$=\"/cancel\"]"))
    # The page looks again by itself, without scripts too.
    expect(clerk.page.get_by_text(clerk.text("sheetImport.cancelled"))).to_be_visible(timeout=20_000)
    assert count(clerk, "new") == 1_500
    press(clerk, "all")
    expect(clerk.page.locator("#outcome")).to_be_visible(timeout=90_000)
    assert count(clerk, "new") == 1_500


def test_rows_that_stand_twice_are_decided_one_by_one_or_all_together(visitors, tmp_path):
    clerk = visitors()
    path = tmp_path / "twice.csv"
    row = "老区到东部,县级,郑某甲,2026-05-05,2026-05-07,{},园区"
    path.write_text("\n".join(["方向,层级,带队领导,开始日期,结束日期,人数,对接事项"] + [row.format(n) for n in (3, 4, 5)]))
    upload(clerk, path)
    assert [count(clerk, outcome) for outcome in ("new", "doubtful")] == [1, 2]
    expect(clerk.page.locator("#doubts ins").first).to_have_text("4")
    clerk.page.locator("#others").select_option("leave")
    clerk.page.locator("#doubts tbody select").last.select_option("update")
    clerk.picture("76-import-doubts")
    clerk.submit("", clerk.page.locator("#doubts form"))
    assert [count(clerk, outcome) for outcome in ("new", "changed", "left")] == [1, 1, 1]
    expect(clerk.page.locator("#doubts tbody select").last).to_have_value("update")
    press(clerk, "all")
    assert [count(clerk, outcome) for outcome in ("new", "changed", "refused")] == [1, 1, 1]


@pytest.mark.parametrize("language, screen", [("en", WIDE), ("zh-Hans", PHONE)])
def test_rows_to_look_at_again_are_listed_after_the_import(visitors, tmp_path, language, screen):
    clerk = visitors(language, screen)
    path = tmp_path / "projects.csv"
    row = "{}{},2026-01-05,东部到老区,某公司,320100,430800,C3841,100,是,{}"
    path.write_text("\n".join(
        ["项目名称,线索日期,方向,投资方,投资方所在地,落地县（市、区）,行业代码,计划总投资（万元）,计入统计,阶段"]
        + [row.format(name, language[:2] + screen.name, stage)
           for name, stage in [("甲项目", "线索"), ("乙项目", "正式合同")]]))
    upload(clerk, path, register="/ledgers/project")
    press(clerk, "all")
    assert count(clerk, "new") == 2
    odd = clerk.page.locator("#odd tbody tr")
    expect(odd).to_have_count(1)
    expect(odd.locator("th")).to_have_text("3")
    clerk.picture("80-import-odd")


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
@pytest.mark.parametrize("screen", [WIDE, PHONE], ids=lambda screen: screen.name)
def test_it_looks_right(visitors, tmp_path, language, screen):
    clerk = visitors(language, screen)
    clerk.open(VISITS + "/import?pairing=" + PAIRING)
    clerk.picture("70-import-start")
    upload(clerk, messy(tmp_path / "互访台账.xlsx", language[:2] + screen.name))
    clerk.picture("71-import")
    clerk.page.locator("#use-0").uncheck()
    clerk.submit("", clerk.page.locator("#mapping"))
    clerk.picture("72-import-left-out")
    clerk.page.locator("#use-0").check()
    clerk.page.locator("#mapping select").first.select_option("")
    clerk.submit("", clerk.page.locator("#mapping"))
    clerk.picture("73-import-missing")
    clerk.page.locator("#mapping [name='v.direction']").select_option("toEastern")
    clerk.submit("", clerk.page.locator("#mapping"))
    press(clerk, "clean")
    clerk.picture("74-import-done")
