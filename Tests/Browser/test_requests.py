# SPDX-License-Identifier: Apache-2.0
"""A special request from a unit's draft to the decision, in three roles, each led by their day; units at a phone."""

from datetime import date, timedelta

import pytest

from harness.registers import furnished, visitors  # noqa: F401
from harness.steps import PAIRING, create_user, first_sign_in
from harness.visitor import PHONE, Visitor

PARK = "张家界市产业合作园区"
FORESTRY = "张家界市林草产业服务中心"


@pytest.fixture(scope="module")
def people(browser, furnished):  # noqa: F811
    national = Visitor(browser, furnished)
    national.sign_in("national", furnished.password)
    for username, name in [("park", PARK), ("forestry", FORESTRY)]:
        national.open("/organisations")
        form = national.page.locator('form[method="post"][action="/organisations"]')
        national.page.locator("#add > summary").click()
        form.locator('[name="name"]').fill(name)
        form.locator('[name="kind"]').select_option("department")
        form.locator('[name="place"]').select_option("430800")
        national.submit("/organisations", form)
        create_user(
            furnished, username, "--role", "unit", "--pairing", PAIRING, "--side", "oldArea", "--organisation", name)
    create_user(furnished, "deputy", "--role", "office", "--pairing", PAIRING, "--side", "oldArea")
    for username in ["park", "forestry", "deputy"]:
        first_sign_in(Visitor(browser, furnished), username)
    return furnished


def step(visitor: Visitor, request: str, name: str, **fields: str) -> None:
    """Takes a step of the request, or of the only opinion, by the form that the page offers."""
    visitor.open(request)
    form = visitor.page.locator("form", has=visitor.page.locator(f'input[name="step"][value="{name}"]')).first
    details = visitor.page.locator("details.addition", has=form)
    if details.count():
        details.locator("summary").click()
    for field, value in fields.items():
        form.locator(f'[name="{field}"]').fill(value)
    visitor.submit("", form)
    assert visitor.shows(visitor.text("notice.requestMoved"))


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_a_request_is_decided_and_its_applicant_sees_it(visitors, people, language):  # noqa: F811
    park, office = visitors("park", language, PHONE), visitors("office", language)
    forestry, deputy = visitors("forestry", language, PHONE), visitors("deputy", language)
    matter = "标准厂房租金减免" + language
    park.open("/requests")
    park.page.locator('a[href="/requests/new"]').click()
    park.look()
    park.field("kind").select_option("firm")
    park.fill(matter=matter, firm="某食品有限公司", basis="实施方案第七条", wish="三年内免收厂房租金")
    park.picture("60-request-new")
    park.submit("/requests")
    request = park.path
    step(park, request, "submit")
    due = (date.today() + timedelta(days=30)).isoformat()
    step(office, request, "consult", unit=FORESTRY, day=due)
    park.open(request)
    park.picture("61-request-applicant")
    assert park.shows(FORESTRY) and park.shows(park.text("request.outline"))
    forestry.open("/day")
    forestry.picture("65-day-unit")
    assert forestry.shows(forestry.text("day.why.opinion.asked"))
    forestry.page.locator(f'#toDo a[href="{request}"]').click()
    forestry.page.wait_for_url("**" + request)
    step(forestry, request, "answer", answer="同意，按林区建设办法第五条办理")
    park.open(request)
    assert not park.shows("同意，按林区建设办法第五条办理")
    office.open(request)
    office.picture("62-request-office")
    assert office.shows(office.text("order.forAnother", step=office.text("request.step.approve")))
    deputy.open("/day")
    deputy.picture("66-day-office")
    assert deputy.page.locator(f'#waiting a[href="{request}"]').count() == 1
    office.open("/day")
    assert office.page.locator(f'#waiting a[href="{request}"]').count() == 0
    step(deputy, request, "approve", answer="三年内减半收取，由园区落实", day="2031-12-31")
    deputy.open("/requests")
    deputy.picture("63-requests")
    park.open(request)
    park.picture("64-request-decided")
    park.open("/day")
    park.picture("67-day-nothing")
    assert park.shows(park.text("day.none.toDo")) and park.shows(park.text("day.none.waiting"))
    park.open(request)
    assert park.shows("三年内减半收取，由园区落实") and park.shows("2031-12-31")


def test_what_is_missing_is_said_in_the_form(visitors, people):  # noqa: F811
    office = visitors("office", "en", javascript=False)
    office.open("/requests/new")
    office.fill(matter="缺少依据")
    office.submit("/requests")
    request = office.path
    office.expected_status = {422}
    office.submit("", office.page.locator("form", has=office.page.locator('input[value="submit"]')).first)
    assert office.shows(office.text("request.basisMissing")) and office.shows(office.text("request.wishMissing"))
    office.open(request)
    edit = office.page.locator(f'form[action="{request}"]')
    office.page.locator("details", has=edit).locator("summary").first.click()
    edit.locator('[name="basis"]').fill("x" * 2001)
    office.submit("", edit)
    assert office.shows(office.text("request.tooLong"))
