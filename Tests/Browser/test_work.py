# SPDX-License-Identifier: Apache-2.0
"""The yearly list from the adopted plan to a share that is closed, through three roles in three browsers, one of them a
phone's width."""

import re

import pytest
from playwright.sync_api import Browser, expect

from harness.documents import PARAGRAPHS, write_text
from harness.furnishing import furnished_server
from harness.registers import visitors
from harness.steps import PAIRING, create_user, first_sign_in
from harness.visitor import PHONE, Visitor

UNIT = "市教育局"


@pytest.fixture(scope="module")
def furnished(browser: Browser, tmp_path_factory):
    """An installation with an office on either side and a body of the old area, whose plan is of these two cities."""
    with furnished_server(browser, tmp_path_factory.mktemp("work")) as server:
        own = [text.replace("青岚市", "张家界市").replace("东澜市", "南京市") for text in PARAGRAPHS]
        plan = write_text(own, tmp_path_factory.mktemp("plan") / "plan.txt")
        server.command("import", str(plan), "--pairing", PAIRING, "--adopt")
        create_user(server, "east", "--role", "office", "--pairing", PAIRING, "--side", "eastern")
        create_user(server, "colleague", "--role", "office", "--pairing", PAIRING, "--side", "oldArea")
        create_user(server, "school", "--role", "unit", "--pairing", PAIRING, "--side", "oldArea",
                    "--organisation", UNIT)
        for name in ("east", "colleague", "school"):
            first_sign_in(Visitor(browser, server), name)
        yield server


def start(clerk: Visitor, year: str) -> str:
    """Begins the list of a year. Returns its path."""
    clerk.open("/work")
    if clerk.page.locator("#new[open]").count() == 0:
        clerk.page.locator("#new summary").click()
    clerk.fill(year=year)
    clerk.submit("/work")
    assert re.fullmatch(r"/work/[0-9a-f-]{36}", clerk.path)
    return clerk.path


def agree(visitor: Visitor, plan: str) -> None:
    visitor.open(plan)
    visitor.submit(plan + "/agreement")


def share(visitor: Visitor, unit: str):
    return visitor.page.locator(".shares > li", has=visitor.page.locator(".share-head b", has_text=unit)).first


def take(visitor: Visitor, unit: str, step: str, **fields: str) -> None:
    """Takes a step with a body's share on the item's page that is open."""
    form = share(visitor, unit).locator(f'details.stepform:has(input[name="step"][value="{step}"])').first
    if form.get_attribute("open") is None:
        form.locator("summary").click()
    for name, value in fields.items():
        form.locator(f'[name="{name}"]').fill(value)
    visitor.submit("", form.locator("form"))


def test_from_the_plan_to_a_share_that_is_closed(visitors):
    clerk, east = visitors("office"), visitors("east", "zh-Hans")
    plan = start(clerk, "2026")
    clerk.picture("year-plan-draft")
    expect(clerk.page.locator("tr[data-entry]")).not_to_have_count(0)
    first = clerk.page.locator('tr[data-entry]:has-text("共建红色教育基地") [data-field="title"] a').first
    item = first.get_attribute("href") or ""

    # A milestone is typed into the table; it is saved as it is left.
    cell = clerk.page.locator(f'tr:has(a[href="{item}"]) [data-field="q1"]')
    cell.dblclick()
    cell.locator("textarea").fill("确定选址")
    cell.locator("textarea").press("Enter")
    expect(clerk.page.locator("#grid-status")).to_have_text(clerk.text("grid.saved"))
    expect(clerk.page.locator(f'tr:has(a[href="{item}"]) [data-field="q1"]')).to_have_text("确定选址")

    # A sign on a day opens the day, and doesn't empty it.
    due = clerk.page.locator(f'tr:has(a[href="{item}"]) [data-field="due"]')
    due.click()
    due.press("3")
    expect(due.locator("input")).to_have_value("2026-12-31")
    due.locator("input").press("Escape")
    expect(due).to_have_text("2026-12-31")

    # The unit sees nothing until both cities have agreed.
    school = visitors("school", "zh-Hans", PHONE)
    school.open("/work")
    expect(school.page.locator(f'a[href="{plan}"]')).to_have_count(0)
    agree(clerk, plan)
    agree(east, plan)
    east.picture("year-plan-agreed")
    school.open("/work")
    school.page.locator(f'a[href="{plan}"]').click()
    school.look()
    school.picture("year-plan-phone")
    school.open(item)
    school.picture("item-phone")

    # It says that it is done, but not without saying what was done.
    take(school, UNIT, "finish", note="选址方案已经会议审定。", evidence="会议纪要〔2026〕3号")
    expect(share(school, UNIT).locator(".share-head .chip")).to_have_text(school.text("leg.state.done"))
    clerk.open(item)
    take(clerk, UNIT, "send-back", note="请补充选址图。")
    school.open(item)
    share(school, UNIT).locator("details.steps summary").click()
    expect(share(school, UNIT)).to_contain_text("请补充选址图。")
    take(school, UNIT, "finish", note="已补充。", evidence="选址图")
    clerk.open(item)
    take(clerk, UNIT, "close")
    expect(share(clerk, UNIT).locator(".share-head .chip")).to_have_text(clerk.text("leg.state.closed"))
    clerk.page.locator("#milestones .stepform, #milestones form").first.wait_for()
    clerk.picture("item-closed")


def test_a_list_that_names_nobody_is_not_agreed_to(visitors):
    clerk = visitors("office", "zh-Hans")
    plan = start(clerk, "2027")
    clerk.page.locator("#add summary").click()
    clerk.fill(title="无人负责的事项")
    clerk.submit(plan + "/items")
    expect(clerk.page.locator('tr:has-text("无人负责的事项")')).to_have_count(1)
    clerk.expected_status = {422}
    clerk.submit(plan + "/agreement")
    expect(clerk.page.locator("#failures li")).to_have_count(1)
    expect(clerk.page.locator("#failures")).to_contain_text("无人负责的事项")
    clerk.picture("year-plan-refused")
    clerk.expected_status = set()
    clerk.page.locator("#paste summary").click()
    clerk.page.locator('[name="rows"]').fill("\t产业\t粘贴的第一条\t\"建成一个平台\n办两场活动\"\n\t教育\t粘贴的第二条")
    clerk.submit(plan + "/rows")
    expect(clerk.page.locator('tr:has-text("粘贴的")')).to_have_count(2)
    with clerk.page.expect_download() as download:
        clerk.page.locator(f'a[href="{plan}/list.xlsx"]').click()
    assert download.value.suggested_filename.endswith(".xlsx")


def test_two_offices_change_one_cell_at_once(visitors):
    clerk, east = visitors("office"), visitors("east")
    plan = start(clerk, "2025")
    for visitor in (clerk, east):
        visitor.open(plan)

    def change(visitor: Visitor, value: str) -> None:
        cell = visitor.page.locator('tr[data-entry] [data-field="goal"]').first
        cell.dblclick()
        cell.locator("textarea").fill(value)
        cell.locator("textarea").press("Enter")

    change(clerk, "两场")
    expect(clerk.page.locator("#grid-status")).to_have_text(clerk.text("grid.saved"))
    east.expected_status = {409}
    change(east, "三场")
    dialog = east.page.locator("#grid-collision")
    expect(dialog).to_contain_text("两场")
    expect(dialog).to_contain_text("三场")
    east.picture("year-plan-collision")
    dialog.locator('button[value="theirs"]').click()
    expect(east.page.locator('tr[data-entry] [data-field="goal"]').first).to_have_text("两场")


def test_what_becomes_of_the_tasks_of_a_plan_that_ends(furnished, visitors, tmp_path):
    later = [text.replace("青岚市", "张家界市").replace("东澜市", "南京市").replace("2023—2027", "2028—2030")
             for text in PARAGRAPHS]
    plan = write_text(later, tmp_path / "later.txt")
    furnished.command("import", str(plan), "--pairing", PAIRING, "--adopt")
    clerk, east = visitors("office", "zh-Hans"), visitors("east", "en", PHONE)
    clerk.open("/pairings/" + PAIRING)
    old = clerk.page.locator('a[href^="/plans/"]:has-text("2023")').first.get_attribute("href") or ""
    clerk.open(old)
    clerk.page.locator('a[href$="/generations"]').click()
    clerk.look()
    line = clerk.page.locator("section.leg").first
    line.locator("summary").click()
    expect(line.locator('[name="successor"]')).not_to_have_value("")
    clerk.submit("", line.locator("details form"))
    clerk.picture("88-generations")
    east.open(old + "/generations")
    east.look()
    east.picture("88-generations")
    east.submit("", east.page.locator("section.leg .onestep form").first)
    expect(east.page.locator("section.leg .chip-good")).to_have_count(1)
    east.page.locator("section.leg h2 a").first.click()
    east.look()
    expect(east.page.locator("#generations")).to_be_visible()
    east.picture("89-line-of-descent")
