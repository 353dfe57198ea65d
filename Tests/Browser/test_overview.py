# SPDX-License-Identifier: Apache-2.0
"""What a leading official reads in a minute, figures of reporting across pairings, and lights that two offices choose:
in both languages, wide and at a phone's width, and printed on one A4 page."""

import re
from datetime import date

import pytest
from playwright.sync_api import Browser, expect

from harness.furnishing import agree_list, furnished_server
from harness.registers import visitors
from harness.steps import PAIRING
from harness.visitor import PHONE, Visitor

YEAR = str(date.today().year)


@pytest.fixture(scope="module")
def furnished(browser: Browser, tmp_path_factory):
    """An installation with a yearly list that both cities have agreed to and an open cycle of this quarter."""
    with furnished_server(browser, tmp_path_factory.mktemp("overview")) as server:
        clerk = agree_list(browser, server, tmp_path_factory.mktemp("plan"))
        clerk.open("/cycles")
        clerk.fill(period=f"{YEAR}Q{(date.today().month - 1) // 3 + 1}")
        clerk.submit("/cycles", clerk.page.locator("#new form"))
        yield server


def test_lights_are_chosen_by_both_offices(visitors):
    clerk, east = visitors("office", "zh-Hans"), visitors("east", "en", PHONE)
    clerk.open("/work")
    clerk.page.locator(f'a.row-main:has-text("{YEAR}")').first.click()
    clerk.page.get_by_role("link", name=clerk.text("lights.how")).click()
    assert clerk.path == "/lights/" + PAIRING
    clerk.look()
    clerk.picture("lights")
    clerk.page.locator("#choose summary").click()
    clerk.page.locator("#preset").select_option("blueYellowRed")
    clerk.page.get_by_role("button", name=clerk.text("lights.showPreset")).click()
    clerk.page.locator("#choose").evaluate("element => element.open = true")
    clerk.field("behind.lag").fill("8")
    clerk.submit("/lights/" + PAIRING)
    expect(clerk.page.locator("#proposal")).to_be_visible()
    clerk.picture("lights-proposed")

    east.open("/lights/" + PAIRING)
    east.picture("lights-proposed")
    east.page.get_by_role("button", name=east.text("lights.agree")).click()
    expect(east.page.locator("#proposal")).to_have_count(0)
    expect(east.page.locator("#rule")).to_contain_text(east.text("lights.when.lag", number="8"))
    east.look()
    east.picture("lights-agreed")
    # Slips are each office's own.
    east.page.locator("#slips details summary").click()
    east.page.locator('#slips [name="slips"]').select_option("blueYellowRedSlips")
    east.submit(f"/lights/{PAIRING}/slips")
    expect(east.page.locator("#slips")).to_contain_text("Yellow: behind its time or poor")


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_the_leaders_page_and_the_roll_up(visitors, language, tmp_path):
    wide, phone = visitors("office", language), visitors("office", language, PHONE)
    wide.page.locator("details.menu summary").click()
    wide.page.locator("details.menu").get_by_role("link", name=wide.text("leader.title")).click()
    assert wide.path == "/leader"
    for visitor in (wide, phone):
        visitor.open("/leader")
        visitor.picture("leader")
    # What is nothing is said in words.
    expect(wide.page.locator("#requests")).to_contain_text(wide.text("leader.requests.none"))
    number = int(wide.page.locator(".leadertotal .leadernumber").inner_text())
    wide.page.locator(".leadertotal .leadernumber").click()
    assert wide.path == "/leader/rows"
    expect(wide.page.locator(".leaderrows li")).to_have_count(number)
    wide.look()
    wide.picture("leader-rows")

    # One A4 page, on paper.
    wide.open("/leader")
    wide.page.emulate_media(media="print")
    paper = wide.page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", paper)) == 1
    wide.page.emulate_media(media="screen")

    for cut in ("pairing", "city", "area", "unit", "cycle"):
        wide.open("/rollup?by=" + cut)
        expect(wide.page.locator(".rollup tbody tr")).not_to_have_count(0)
    wide.open("/rollup?by=city")
    wide.picture("rollup-city")
    phone.open("/rollup?by=area")
    phone.picture("rollup-area")
    row = wide.page.locator(".rollup tbody tr").first
    expected = int(row.locator("td").first.inner_text())
    row.locator("td a").first.click()
    expect(wide.page.locator(".rows li")).to_have_count(expected)
    wide.look()
    wide.picture("rollup-rows")
    wide.open("/rollup")
    wide.page.locator(".rollup form button").first.click()
    assert wide.path == "/rollup"
    wide.look()
    wide.picture("rollup-reminded")
