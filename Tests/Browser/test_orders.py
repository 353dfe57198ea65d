# SPDX-License-Identifier: Apache-2.0
"""The whole chain of a supervision order in three roles: two people of the office, and the unit at a phone."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from harness.registers import furnished, visitors  # noqa: F401
from harness.steps import PAIRING, create_user, first_sign_in
from harness.visitor import PHONE, WIDE, Visitor

UNIT = "张家界市研学服务中心"
DEADLINE = (date.today() + timedelta(days=60)).isoformat()


@pytest.fixture(scope="module")
def people(browser, furnished):  # noqa: F811
    national = Visitor(browser, furnished)
    national.sign_in("national", furnished.password)
    national.open("/organisations")
    form = national.page.locator('form[method="post"][action="/organisations"]')
    national.page.locator("#add > summary").click()
    form.locator('[name="name"]').fill(UNIT)
    form.locator('[name="kind"]').select_option("department")
    form.locator('[name="place"]').select_option("430800")
    national.submit("/organisations", form)
    create_user(furnished, "deputy", "--role", "office", "--pairing", PAIRING, "--side", "oldArea")
    create_user(
        furnished, "culture", "--role", "unit", "--pairing", PAIRING, "--side", "oldArea", "--organisation", UNIT)
    for username in ["deputy", "culture"]:
        first_sign_in(Visitor(browser, furnished), username)
    return furnished


def step(visitor: Visitor, order: str, name: str, **fields: str) -> None:
    """Takes a step of the order, or of its only handling, by the form that the page offers."""
    visitor.open(order)
    form = visitor.page.locator("form", has=visitor.page.locator(f'input[name="step"][value="{name}"]')).first
    details = visitor.page.locator("details.addition", has=form)
    if details.count():
        details.locator("summary").click()
    for field, value in fields.items():
        form.locator(f'[name="{field}"]').fill(value)
    visitor.submit("", form)
    assert visitor.shows(visitor.text("notice.orderMoved"))


def draft(visitor: Visitor, matter: str) -> str:
    visitor.open("/orders")
    visitor.page.locator('a[href="/orders/new"]').click()
    visitor.look()
    visitor.picture("50-order-new")
    visitor.fill(matter=matter, basis="第三条", demand="建成并投入使用", deadline=DEADLINE, units=UNIT)
    visitor.submit("/orders", visitor.page.locator('form[action="/orders"]'))
    return visitor.path


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_an_order_goes_through_three_hands(visitors, people, language, tmp_path):  # noqa: F811
    office, deputy = visitors("office", language), visitors("deputy", language)
    culture = visitors("culture", language, PHONE)
    order = draft(office, "研学基地建设进展缓慢")
    step(office, order, "propose")
    step(deputy, order, "approve")
    step(office, order, "issue")
    culture.open("/orders")
    culture.picture("51-orders")
    assert culture.shows("研学基地建设进展缓慢")
    culture.open(order)
    assert not culture.shows(culture.text("order.noSteps")), "it has to sign for the order"
    step(culture, order, "receive")
    step(culture, order, "ask-extension", note="雨季", day=(date.today() + timedelta(days=80)).isoformat())
    step(office, order, "grant-extension")
    proof = tmp_path / "照片.txt"
    proof.write_text("photo")
    culture.open(order)
    upload = culture.page.locator('form[enctype="multipart/form-data"]').first
    culture.page.locator("details.addition", has=upload).locator("summary").click()
    upload.locator('input[type="file"]').set_input_files(proof)
    upload.locator("button").click()
    expect(culture.page.locator(".attachments [data-files] li")).to_have_count(1)
    step(culture, order, "answer", answer="已完成主体工程")
    culture.picture("52-order-unit")
    step(office, order, "send-back", note="请说明开放时间")
    step(culture, order, "answer", answer="十月起开放")
    step(office, order, "accept")
    assert office.shows(office.text("order.forAnother", step=office.text("order.step.close")))
    office.picture("53-order-office")
    step(deputy, order, "close")
    deputy.open("/orders?show=all")
    deputy.picture("54-orders-office")
    culture.open(order)
    culture.picture("55-order-closed")
    assert culture.shows(culture.text("order.state.closed")) and culture.shows("照片.txt")


def test_what_is_missing_is_said_in_the_form(visitors, people):  # noqa: F811
    office = visitors("office", "en", javascript=False)
    order = draft(office, "缺少内容")
    office.expected_status = {422}
    office.open(order)
    edit = office.page.locator(f'form[action="{order}"]')
    office.page.locator("details", has=edit).locator("summary").first.click()
    edit.locator('[name="units"]').fill("没有的单位")
    office.submit("", edit)
    assert office.shows(office.text("order.unitUnknown", name="没有的单位"))
