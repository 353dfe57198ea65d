# SPDX-License-Identifier: Apache-2.0
"""A quarter is closed, a row of it is corrected, and the figure is followed to the correction."""

from playwright.sync_api import expect

from harness.registers import enter_visit, furnished, visitors
from harness.steps import PAIRING
from harness.visitor import PHONE, Visitor

PERIODS = f"/pairings/{PAIRING}/periods"
QUARTER = PERIODS + "/2025Q2"
REASON = "Three of them stayed at home"


def correct(visitor: Visitor, entry: str, people: str, reason: str) -> None:
    visitor.open(entry)
    visitor.page.locator("#edit summary").click()
    form = visitor.page.locator("#edit form")
    form.locator('[name="v.people"]').fill(people)
    form.locator('[name="reason"]').fill(reason)
    visitor.submit("", form)


def test_a_closed_quarter_is_corrected_and_the_figure_followed(visitors):
    clerk = visitors("office")
    entry = enter_visit(clerk, "Counted Wrongly", "2025-05-06", "12")
    clerk.open(f"/ledgers?pairing={PAIRING}")
    clerk.open(clerk.page.locator(f'main a[href="{PERIODS}"]').first.get_attribute("href") or "")
    clerk.fill(period="2025Q2")
    clerk.submit(PERIODS)
    assert clerk.path == QUARTER
    # The other city has not looked at the row; the page says so before anything is closed.
    expect(clerk.page.locator('.warning a[href*="state=entered"]')).to_be_visible()
    clerk.picture("period-open")
    clerk.submit(QUARTER, clerk.page.locator("#close form"))
    assert clerk.path == QUARTER
    expect(clerk.page.locator("#close")).to_have_count(0)
    expect(clerk.page.locator("#figures")).to_contain_text("12")

    # The row says that it is closed and asks why; without a reason nothing is changed.
    clerk.open(entry)
    expect(clerk.page.locator("#closed-periods")).to_contain_text("2025Q2")
    expect(clerk.page.locator("#edit [name=reason]")).to_have_attribute("required", "")
    clerk.expected_status = {422}
    correct(clerk, entry, "9", "")
    expect(clerk.page.locator("#failures")).to_contain_text("2025Q2")
    expect(clerk.field("v.people")).to_have_value("9")
    clerk.expected_status = set()
    correct(clerk, entry, "9", REASON)
    expect(clerk.page.locator("#history")).to_contain_text(REASON)

    # The period shows both values and the row behind the difference, the figure the same.
    clerk.open(QUARTER)
    line = clerk.page.locator('#moved tr:has(a[href="/indicators/V02p/' + PAIRING + '/2025Q2"])')
    expect(line.locator("td")).to_have_text(["12", "9", "-3"])
    expect(clerk.page.locator("#corrections")).to_contain_text(REASON)
    expect(clerk.page.locator(f'#corrections a[href="{entry}"]')).to_be_visible()
    clerk.picture("period-closed")
    clerk.open(line.locator("a").get_attribute("href") or "")
    expect(clerk.page.locator(f'#corrections a[href="{entry}"]')).to_be_visible()
    expect(clerk.page.locator(f'main a[href="{QUARTER}"]')).to_be_visible()
    clerk.picture("figure-corrected")

    # The other city reads the same, on a phone and in its language.
    east = visitors("east", "zh-Hans", PHONE)
    east.open(PERIODS)
    expect(east.page.locator(f'a[href="{QUARTER}#corrections"]')).to_have_text("1")
    east.open(QUARTER)
    expect(east.page.locator("#corrections")).to_contain_text(REASON)
    east.picture("period-closed")


def test_who_only_reads_sees_the_figures_and_closes_nothing(visitors):
    reader = visitors("observer", "zh-Hans", PHONE)
    reader.open(PERIODS + "/2024Q4")
    expect(reader.page.locator("#figures")).to_be_visible()
    expect(reader.page.locator("#close")).to_have_count(0)


def test_without_scripts_a_quarter_is_closed(visitors):
    clerk = visitors("office", javascript=False)
    clerk.open(PERIODS + "/2024Q3")
    clerk.submit("", clerk.page.locator("#close form"))
    clerk.open(PERIODS)
    assert clerk.page.locator(f'#closed a[href="{PERIODS}/2024Q3"]').count() == 1


def test_what_is_no_period_is_said(visitors):
    clerk = visitors("office")
    clerk.open(PERIODS)
    clerk.fill(period="spring")
    clerk.submit(PERIODS)
    expect(clerk.page.locator(".warning")).to_contain_text("spring")
