# SPDX-License-Identifier: Apache-2.0
"""Meetings with what they decide, in three roles, and the calendar that a program written by others reads."""

import urllib.error
import urllib.request
from datetime import date, timedelta

import icalendar
import pytest

from harness.registers import enter_visit, furnished, visitors  # noqa: F401
from harness.steps import PAIRING
from harness.visitor import PHONE

SOON = date.today() + timedelta(days=9)


def decide(visitor, matter: str, unit: str, deadline: date) -> None:
    form = visitor.page.locator('form[action$="/decisions"]')
    visitor.page.locator("#add > summary").click()
    form.locator('[name="matter"]').fill(matter)
    form.locator('[name="unit"]').fill(unit)
    form.locator('[name="deadline"]').fill(deadline.isoformat())
    visitor.submit("", form)
    assert visitor.shows(visitor.text("notice.decisionAdded"))


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_what_one_meeting_decides_the_next_one_asks_about(visitors, language):  # noqa: F811
    office, east = visitors("office", language), visitors("east", language, PHONE)
    leader = "领导" + language
    first = enter_visit(office, leader, (date.today() - timedelta(days=3)).isoformat(), "7")
    second = enter_visit(office, leader, SOON.isoformat(), "9")
    office.open(first)
    office.page.locator('a[href^="/meetings/"]').last.click()
    matter = "共建研学基地 " + language
    decide(office, matter, "张家界市文化旅游广电体育局", SOON + timedelta(days=20))
    office.look()
    office.picture("60-meeting-" + language)
    east.open(second.replace("/entries/", "/meetings/"))
    assert matter in east.page.locator("#earlier").inner_text()
    edit = east.page.locator("#edit form")
    east.page.locator("#edit summary").click()
    edit.locator('[name="begins"]').fill("09:30")
    edit.locator('[name="agenda"]').fill("研学\n招商")
    edit.locator('[name="easternPeople"]').fill("王某，副市长")
    east.submit("", edit)
    east.look()
    east.picture("61-meeting-phone-" + language)
    assert east.page.locator("#agenda li").all_inner_texts() == ["研学", "招商"]
    east.open("/meetings")
    east.picture("62-meetings-phone-" + language)
    office.open("/meetings?pairing=" + PAIRING)
    office.picture("63-meetings-" + language)
    step = office.page.locator(f'a[href="{first.replace("/entries/", "/meetings/")}"]')
    step.click()
    report = office.page.locator("form", has=office.page.locator('input[name="step"][value="report"]')).first
    office.page.locator("details.addition", has=report).locator("summary").click()
    report.locator('[name="note"]').fill("已开放")
    office.submit("", report)
    assert office.shows(office.text("decision.state.reported"))


def fetch(address: str, tag: str | None = None):
    request = urllib.request.Request(address, headers={"If-None-Match": tag} if tag else {})
    return urllib.request.urlopen(request, timeout=10)


def test_a_calendar_program_reads_the_secret_address(visitors, furnished):  # noqa: F811
    office = visitors("office", "zh-Hans")
    leader = "，；\\长长的名字" * 6
    enter_visit(office, leader, SOON.isoformat(), "5", level="department")
    office.open("/calendar?month=" + SOON.isoformat()[:7])
    office.look()
    office.submit("/calendar/feeds")
    office.picture("64-calendar")
    address = office.page.locator("#made .secret").inner_text()
    assert address.endswith(".ics")
    address = furnished.address + address if address.startswith("/") else address
    answer = fetch(address)
    content = answer.read()
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert all(len(line) <= 75 for line in content.split(b"\r\n")) and b"\n" not in content.replace(b"\r\n", b"")
    calendar = icalendar.Calendar.from_ical(content)
    events = calendar.walk("VEVENT")
    assert calendar["VERSION"] == "2.0" and not calendar.errors and not any(event.errors for event in events)
    assert len({event["UID"] for event in events}) == len(events) >= 1
    on_day = [event for event in events if event.decoded("DTSTART") == SOON]
    assert on_day and on_day[0].decoded("DTEND") == SOON + timedelta(days=1)
    assert "互访" in on_day[0]["SUMMARY"] and leader not in content.decode()
    assert all({"DTSTAMP", "SEQUENCE", "LAST-MODIFIED", "STATUS"} <= set(event) for event in events)
    with pytest.raises(urllib.error.HTTPError) as same:
        fetch(address, answer.headers["ETag"])
    assert same.value.code == 304
    office.open("/calendar")
    office.submit("/calendar/feeds/end")
    with pytest.raises(urllib.error.HTTPError) as gone:
        fetch(address)
    assert gone.value.code == 404
