# SPDX-License-Identifier: Apache-2.0
"""A reporting cycle through three roles: the office opens it, the unit fills it in at a phone, the office sends it back
on a field and accepts it; two people in one field; the workbook out and in; no connection for a while."""

import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, expect

from harness.furnishing import agree_list, furnished_server
from harness.registers import visitors
from harness.steps import PAIRING, create_user, first_sign_in
from harness.visitor import PHONE, Visitor

UNIT = "市教育局"
# An item that one body of each city has.
JOINT = "加强科技创新合作"
YEAR = str(date.today().year)


@pytest.fixture(scope="module")
def furnished(browser: Browser, tmp_path_factory):
    """An installation with a yearly list that both cities have agreed to, two people of a body, and a cycle."""
    with furnished_server(browser, tmp_path_factory.mktemp("filings")) as server:
        agree_list(browser, server, tmp_path_factory.mktemp("plan"))
        create_user(
            server, "school", "--role", "unit", "--pairing", PAIRING, "--side", "oldArea", "--organisation", UNIT)
        first_sign_in(Visitor(browser, server), "school")
        server.cycle = ""
        yield server


@pytest.fixture
def cycle(furnished, visitors):
    """The path of the cycle that the office has opened."""
    if furnished.cycle:
        return furnished.cycle
    clerk = visitors("office", "zh-Hans")
    clerk.open("/cycles")
    clerk.look()
    clerk.picture("cycles-empty")
    clerk.fill(period=f"{YEAR}Q{(date.today().month - 1) // 3 + 1}")
    clerk.submit("/cycles", clerk.page.locator("#new form"))
    assert re.fullmatch(r"/cycles/[0-9a-f-]{36}", clerk.path)
    clerk.look()
    clerk.picture("cycle-open")
    furnished.cycle = clerk.path
    return clerk.path


def open_own(visitor: Visitor) -> str:
    visitor.open("/cycles")
    visitor.page.locator("#own a").first.click()
    return visitor.path


def write(visitor: Visitor, key: str, text: str, at: int = 0) -> None:
    """Types into a field, and waits until it is kept."""
    box = visitor.page.locator(f'form#filing [name$=".{key}"]:not([type="hidden"])').nth(at)
    with visitor.page.expect_response(lambda answer: answer.url.endswith("/fields")):
        box.fill(text)
        box.blur()


def test_from_the_form_to_acceptance(visitors, cycle, tmp_path):
    school, clerk = visitors("school", "zh-Hans", PHONE), visitors("office", "en")
    filing = open_own(school)
    school.look()
    school.picture("filing-phone")
    write(school, "done", "两校签署协议，互派教师五名。")
    expect(school.page.locator("#filing-status")).to_contain_text(school.text("filing.savedAt", time="").strip())
    # It was kept without a button: another window shows it.
    school.open(filing)
    expect(school.page.locator('form#filing textarea[name$=".done"]').first).to_have_value("两校签署协议，互派教师五名。")

    # Handing in what isn't whole says where.
    school.expected_status = {422}
    school.page.locator('form#filing [name$=".done"]:not([type="hidden"])').first.fill("")
    school.page.locator('button[name="then"][value="submit"]').click()
    expect(school.page.locator('#failures')).to_be_visible()
    expect(school.page.locator('[aria-invalid="true"]').first).to_be_visible()
    school.look()
    school.picture("filing-gaps")
    school.expected_status = set()
    for at in range(school.page.locator('form#filing textarea[name$=".done"]').count()):
        school.page.locator('form#filing textarea[name$=".done"]').nth(at).fill("已完成选址。")
    school.page.locator('button[name="then"][value="submit"]').click()
    expect(school.page.locator(".chip-filing-submitted")).to_be_visible()

    # The office marks a field: the unit may mend that one alone.
    clerk.open(cycle)
    clerk.page.locator(f'a[href="{filing}"]').click()
    clerk.look()
    clerk.picture("filing-check")
    clerk.page.locator(".markbox summary").first.click()
    clerk.page.locator('[name^="remark."]').first.fill("请写明地点。")
    clerk.submit(filing + "/steps", clerk.page.locator("form#sendback"))
    school.open(filing)
    expect(school.page.locator(".box-remarked")).to_have_count(1)
    expect(school.page.locator("form#filing textarea")).to_have_count(1)
    school.look()
    school.picture("filing-returned")
    school.page.locator("form#filing textarea").fill("选址在永定区。")
    school.page.locator('button[name="then"][value="submit"]').click()
    expect(school.page.locator(".chip-filing-submitted")).to_be_visible()
    clerk.open(cycle)
    clerk.page.locator('input[name="filing"]').first.check()
    clerk.submit(cycle + "/acceptance")
    expect(clerk.page.locator(".chip-filing-accepted")).to_have_count(1)
    clerk.look()
    clerk.picture("cycle-accepted")
    with clerk.page.expect_download() as download:
        clerk.page.locator('a[href$="summary.xlsx"]').click()
    download.value.save_as(tmp_path / "summary.xlsx")
    book = openpyxl.load_workbook(tmp_path / "summary.xlsx")
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert "选址在永定区。" in texts


def test_two_people_in_one_field_a_workbook_and_a_lost_connection(visitors, cycle, browser, furnished, tmp_path):
    clerk = visitors("office", "en")
    clerk.open(cycle)
    # A body of which nobody has an account: the office files for it, by the workbook.
    link = clerk.page.locator('tr:has(.chip-filing-expected) a[href^="/filings/"]').first
    filing = link.get_attribute("href")
    clerk.open(filing)
    with clerk.page.expect_download() as download:
        clerk.page.locator('a[href$="form.xlsx"]').click()
    path = tmp_path / "form.xlsx"
    download.value.save_as(path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    head = [cell.value for cell in sheet[1]]
    done = next(at for at, text in enumerate(head) if str(text).startswith("What was done"))
    for row in sheet.iter_rows(min_row=2):
        if row[0].value != "body":
            row[done].value = "来自表格"
    book.save(path)

    # Meanwhile two windows write into one field.
    first, second = visitors("office", "en"), visitors("office", "en")
    first.open(filing)
    second.open(filing)
    write(first, "next", "先写的")
    second.expected_status = {409}
    write(second, "next", "后写的")
    dialog = second.page.locator("#filing-collision")
    expect(dialog).to_contain_text("先写的")
    second.picture("filing-collision")
    with second.page.expect_response(lambda answer: answer.url.endswith("/fields")):
        dialog.locator('button[value="yours"]').click()
    first.open(filing)
    expect(first.page.locator('form#filing textarea[name$=".next"]').first).to_have_value("后写的")

    # What is typed without a connection is sent when it is back.
    first.page.context.set_offline(True)
    box = first.page.locator('form#filing textarea[name$=".next"]').first
    box.fill("断网时写的")
    box.blur()
    expect(first.page.locator("#filing-status")).to_have_text(first.text("filing.offline"))
    first.problems.clear()
    with first.page.expect_response(lambda answer: answer.url.endswith("/fields")):
        first.page.context.set_offline(False)
    second.open(filing)
    expect(second.page.locator('form#filing textarea[name$=".next"]').first).to_have_value("断网时写的")

    # The workbook is merged with it; without a paper it is kept and not handed in.
    clerk.open(filing)
    clerk.page.locator("#sheet-file").set_input_files(path)
    clerk.submit(filing + "/form.xlsx")
    assert clerk.shows(clerk.text("notice.filingImportedOnly"))
    expect(clerk.page.locator('form#filing textarea[name$=".done"]').first).to_have_value("来自表格")
    expect(clerk.page.locator('form#filing textarea[name$=".next"]').first).to_have_value("断网时写的")
    paper = tmp_path / "paper.txt"
    paper.write_text("签字")
    clerk.page.locator("details.addition", has=clerk.page.locator("#paper-file")).locator("summary").click()
    clerk.page.locator("#paper-file").set_input_files(paper)
    clerk.submit(filing + "/papers")
    clerk.page.locator('button[name="then"][value="submit-for"]').click()
    expect(clerk.page.locator(".chip-filing-submitted")).to_be_visible()
    clerk.picture("filing-for")


def test_what_is_typed_outlives_the_connection_and_the_session(visitors, cycle):
    first = visitors("office", "zh-Hans")
    first.open(cycle)
    filing = first.page.locator('tr:has(.chip-filing-expected) a[href^="/filings/"]').last.get_attribute("href")
    first.open(filing)
    box = first.page.locator('form#filing textarea[name$=".done"]').first
    press = first.page.locator('button[name="then"][value="save"]')

    # Handed in without a connection: the page stays, with what is in it.
    first.page.context.set_offline(True)
    box.fill("断网时提交")
    press.click()
    expect(first.page.locator("#filing-status")).to_have_text(first.text("filing.offline"))
    expect(box).to_have_value("断网时提交")
    first.problems.clear()
    with first.page.expect_response(lambda answer: answer.url.endswith("/fields")):
        first.page.context.set_offline(False)

    # Signed out in another tab, signed in again there: it is kept, with the button that was pressed.
    other = first.page.context.new_page()
    other.goto(filing)
    other.locator("details.menu summary").click()
    other.locator('form[action="/logout"] button').click()
    other.wait_for_url("**/login*")
    first.expected_status = {401}
    box.fill("退出后提交")
    press.click()
    expect(first.page.locator("#filing-status")).to_have_text(first.text("filing.signedOut"))
    expect(first.page.locator("#filing-login")).to_be_visible()
    first.picture("filing-signed-out")
    other.fill('[name="username"]', "office")
    other.fill('[name="password"]', first.server.password)
    other.locator('form[action="/login"] button').click()
    other.wait_for_url(lambda address: "/login" not in address)
    first.expected_status = {403}
    press.click()
    first.page.wait_for_url("**notice=*")
    expect(box).to_have_value("退出后提交")
    other.close()


def make_joint(clerk: Visitor, east: Visitor) -> str:
    """An item that one body of each city has becomes one of both cities: both offices agree. Returns its path."""
    clerk.open("/work")
    clerk.page.locator('a[href^="/work/"]').first.click()
    listed = clerk.path
    clerk.page.get_by_role("link", name=JOINT).first.click()
    clerk.page.locator("#edit summary").click()
    clerk.field("isJoint").select_option("1")
    item = clerk.path
    clerk.submit(item)
    for visitor in (clerk, east):
        visitor.open(listed)
        visitor.submit(listed + "/agreement")
    return item


def file_for(visitor: Visitor, colleague: Visitor, cycle: str, item: str, percent: str, paper: Path) -> None:
    """The office files for the body of its side that has the item, and a colleague accepts."""
    visitor.open(cycle)
    links = visitor.page.locator('tr:has(.chip-filing-expected) a[href^="/filings/"]', has_text="市科技局").all()
    for filing in [link.get_attribute("href") for link in links]:
        visitor.open(filing)
        share = visitor.page.locator("section.share", has=visitor.page.locator(f'a[href="{item}"]'))
        if share.count():
            break
    for at in range(visitor.page.locator('form#filing textarea[name$=".done"]').count()):
        write(visitor, "done", "联合攻关两项。", at)
    with visitor.page.expect_response(lambda answer: answer.url.endswith("/fields")):
        share.locator('[name$=".progress"]:not([type="hidden"])').fill(percent)
        share.locator('[name$=".progress"]:not([type="hidden"])').blur()
    visitor.open(filing)
    visitor.page.locator("details.addition", has=visitor.page.locator("#paper-file")).locator("summary").click()
    visitor.page.locator("#paper-file").set_input_files(paper)
    visitor.submit(filing + "/papers")
    visitor.page.locator('button[name="then"][value="submit-for"]').click()
    expect(visitor.page.locator(".chip-filing-submitted")).to_be_visible()
    colleague.open(cycle)
    colleague.page.locator(f'input[name="filing"][value="{filing.rsplit("/", 1)[1]}"]').check()
    colleague.submit(cycle + "/acceptance")


def test_two_cities_report_differently(visitors, cycle, furnished, browser, tmp_path):
    for name, side in (("office-2", "oldArea"), ("east-2", "eastern")):
        create_user(furnished, name, "--role", "office", "--pairing", PAIRING, "--side", side)
        first_sign_in(Visitor(browser, furnished), name)
    clerk, east = visitors("office", "zh-Hans"), visitors("east", "en", PHONE)
    item = make_joint(clerk, east)
    paper = tmp_path / "paper.txt"
    paper.write_text("签字")
    file_for(clerk, visitors("office-2"), cycle, item, "40", paper)
    file_for(east, visitors("east-2"), cycle, item, "60", paper)
    clerk.open(cycle)
    clerk.picture("cycle-difference")
    clerk.page.locator("#differences a").first.click()
    ticket = clerk.path
    clerk.look()
    clerk.picture("difference-open")
    clerk.fill(value="50", note="两市共同核实")
    clerk.submit(ticket + "/steps", clerk.page.locator("#propose form"))
    east.open("/day")
    east.page.locator(f'a[href="{ticket}"]').first.click()
    east.look()
    east.picture("difference-proposed")
    east.submit(ticket + "/steps", east.page.locator("#agree form"))
    expect(east.page.locator("#settled")).to_contain_text("50%")
    east.picture("difference-settled")
